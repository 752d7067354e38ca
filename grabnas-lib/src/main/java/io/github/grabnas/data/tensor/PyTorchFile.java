package io.github.grabnas.data.tensor;

import io.github.grabnas.data.DataFormatException;

import io.github.grabnas.data.tensor.RestrictedUnpickler.PendingTensor;
import io.github.grabnas.data.tensor.RestrictedUnpickler.StorageType;
import net.razorvine.pickle.PickleException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads files that {@code torch.save} wrote, in the zip form of today and the older form of pickles
 * one after the other. Lists, maps, numbers, texts and {@link Tensor}s come out; Python objects of a
 * few known classes as {@link PickledObject}s. A file that mentions any other class, as a hostile
 * one would, is refused, and so is one that was cut.
 */
public final class PyTorchFile {

    private static final BigInteger LEGACY_MAGIC = new BigInteger("119547037146038801333356");
    private static final int LEGACY_PROTOCOL = 1001;
    private static final long LARGEST = 256L << 20;

    private final Path file;
    private final Map<String, TensorStorage> storages = new LinkedHashMap<>();

    private PyTorchFile(Path file) {
        this.file = file;
    }

    /**
     * The object that the file holds.
     *
     * @throws DataFormatException if the file is cut, of another kind, or mentions a class that is
     *     not allowed
     */
    public static Object read(Path file) throws IOException {
        return new PyTorchFile(file).read();
    }

    private Object read() throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new DataFormatException(file, "it has " + Files.size(file) + " bytes; expected at most " + LARGEST);
        }
        try {
            return isZip() ? readZip() : readLegacy();
        } catch (PickleException | IllegalArgumentException | ArithmeticException | ClassCastException
                | IndexOutOfBoundsException e) {
            // What the pickle library throws on a broken file, besides its own exception.
            throw new DataFormatException(file, "not a readable PyTorch file: " + e.getMessage(), e);
        } catch (ZipException e) {
            throw new DataFormatException(file, "a cut or broken zip archive: " + e.getMessage(), e);
        }
    }

    private boolean isZip() throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return new String(stream.readNBytes(2), StandardCharsets.ISO_8859_1).equals("PK");
        }
    }

    private Object readZip() throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry pickle = zip.stream().filter(e -> e.getName().endsWith("/data.pkl")).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("the archive holds no data.pkl"));
            String top = pickle.getName().substring(0, pickle.getName().length() - "data.pkl".length());
            Object root = new RestrictedUnpickler(new ByteArrayInputStream(content(zip, pickle, LARGEST)), this::storage).next();
            for (Map.Entry<String, TensorStorage> storage : storages.entrySet()) {
                ZipEntry entry = zip.getEntry(top + "data/" + storage.getKey());
                if (entry == null || entry.getSize() != storage.getValue().byteCount()) {
                    throw new IllegalArgumentException("storage " + storage.getKey() + " should have "
                            + storage.getValue().byteCount() + " bytes, has "
                            + (entry == null ? "no entry" : entry.getSize()));
                }
                storage.getValue().fill(content(zip, entry, storage.getValue().byteCount()));
            }
            return resolved(root);
        }
    }

    private static byte[] content(ZipFile zip, ZipEntry entry, long most) throws IOException {
        try (InputStream stream = zip.getInputStream(entry)) {
            byte[] content = stream.readNBytes((int) Math.min(most, Integer.MAX_VALUE));
            if (stream.read() >= 0) {
                throw new IllegalArgumentException("entry " + entry.getName() + " is larger than announced");
            }
            return content;
        }
    }

    private Object readLegacy() throws IOException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(Files.readAllBytes(file));
        RestrictedUnpickler pickles = new RestrictedUnpickler(bytes, this::storage);
        if (!LEGACY_MAGIC.equals(pickles.next())) {
            throw new IllegalArgumentException("it begins neither as a zip archive nor with PyTorch's magic number");
        }
        Object protocol = new RestrictedUnpickler(bytes, this::storage).next();
        if (!(protocol instanceof Number number) || number.intValue() != LEGACY_PROTOCOL) {
            throw new IllegalArgumentException("its protocol is " + protocol + "; expected " + LEGACY_PROTOCOL);
        }
        Object system = new RestrictedUnpickler(bytes, this::storage).next();
        if (!(system instanceof Map<?, ?> map) || !Boolean.TRUE.equals(map.get("little_endian"))) {
            throw new IllegalArgumentException("its numbers are not little-endian");
        }
        Object root = new RestrictedUnpickler(bytes, this::storage).next();
        Object keys = new RestrictedUnpickler(bytes, this::storage).next();
        for (Object key : (List<?>) keys) {
            TensorStorage storage = storages.get(String.valueOf(key));
            byte[] length = bytes.readNBytes(8);
            if (storage == null || length.length < 8
                    || ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong() != storage.count()
                    || bytes.available() < storage.byteCount()) {
                throw new IllegalArgumentException("storage " + key + " is missing, cut or of another length than announced");
            }
            storage.fill(bytes.readNBytes((int) storage.byteCount()));
        }
        return resolved(root);
    }

    /** The storage that a persistent id ('storage', type, key, device, count, …) names. */
    private TensorStorage storage(Object id) {
        if (!(id instanceof Object[] parts) || parts.length < 5 || !"storage".equals(parts[0])
                || !(parts[1] instanceof StorageType type) || !(parts[4] instanceof Number count)) {
            throw new PickleException("a persistent id that names no storage");
        }
        if (count.longValue() < 0 || count.longValue() > LARGEST) {
            throw new PickleException("a storage of " + count + " numbers");
        }
        return storages.computeIfAbsent(String.valueOf(parts[2]), key -> new TensorStorage(type.name(), count.longValue()));
    }

    private Object resolved(Object value) {
        if (storages.values().stream().anyMatch(s -> !s.isFilled())) {
            throw new IllegalArgumentException("it ends before its tensors' numbers");
        }
        return replaced(value);
    }

    private static Object replaced(Object value) {
        if (value instanceof PendingTensor tensor) {
            return tensor.storage().tensor(tensor.offset(), tensor.shape(), tensor.strides());
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> items = new LinkedHashMap<>();
            map.forEach((k, v) -> items.put(k, v instanceof List<?> list
                    ? list.stream().map(PyTorchFile::tensorOf).toList() : tensorOf(v)));
            return items;
        }
        return value instanceof List<?> list ? list.stream().map(PyTorchFile::tensorOf).toList() : value;
    }

    private static Object tensorOf(Object value) {
        return value instanceof PendingTensor ? replaced(value) : value;
    }
}
