package io.github.grabnas.data.tensor;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.data.tensor.RestrictedUnpickler.StorageType;
import net.razorvine.pickle.PickleException;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
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
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads files that {@code torch.save} wrote, in the zip form of today, little-endian or big-endian, and the older form
 * of pickles one after the other, little-endian.
 *
 * <p>What comes out, at any depth: lists for lists and tuples; maps and sets in the order of the file; texts, numbers
 * and truth values; an empty {@code Optional} for None; a {@link Tensor} for a tensor, a parameter or a numpy array;
 * {@link PickledObject}s of igraph. Nothing of it can be changed. A file that mentions any other class, as a hostile
 * one would, is refused, and so is one that was cut, or whose checksums are not those of its content. A tensor that is
 * a negated or conjugated view is refused by name. Nothing that a file holds is executed.
 *
 * <p>Memory: a file of more than 256 MiB, or with more than 256 MiB in its tensors' storages, is refused, and so are
 * pickles of more than 10 million instructions, each of which takes at most some 100 bytes, and tensors of more than 2
 * to the power of 26 numbers in all, which take 512 MiB.
 */
public final class PyTorchFile {

    private static final BigInteger LEGACY_MAGIC = new BigInteger("119547037146038801333356");
    private static final int LEGACY_PROTOCOL = 1001;
    private static final long LARGEST = 256L << 20;
    private static final int LONGEST_ORDER = 16;

    private final Path file;
    private final Map<String, TensorStorage> storages = new LinkedHashMap<>();
    private long storageBytes;

    private PyTorchFile(Path file) {
        this.file = file;
    }

    /**
     * The object that the file holds.
     *
     * @throws MissingDataException if there is no such file
     * @throws DataFormatException if the file is cut, of another kind, too large, or mentions a class that is not
     *     allowed; the message says which
     */
    public static Object read(Path file) throws IOException {
        return new PyTorchFile(file).read();
    }

    private Object read() throws IOException {
        InputFile input = InputFile.of(file, "a PyTorch file");
        input.requireFile();
        try {
            if (Files.size(file) > LARGEST) {
                throw new DataFormatException(
                        file, "it has " + Files.size(file) + " bytes; expected at most " + LARGEST);
            }
            return isZip() ? readZip() : readLegacy();
        } catch (DataFormatException e) {
            throw e;
        } catch (ZipException | EOFException e) {
            throw new DataFormatException(
                    file, "a cut or broken zip archive" + (e.getMessage() == null ? "" : ": " + e.getMessage()), e);
        } catch (IOException e) {
            throw input.failed(e);
        } catch (RuntimeException e) {
            // What the pickle library throws on a broken file, besides its own exception.
            throw new DataFormatException(
                    file,
                    "not a readable PyTorch file: " + (e.getMessage() == null ? "it is broken" : e.getMessage()),
                    e);
        }
    }

    private boolean isZip() throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return new String(stream.readNBytes(2), StandardCharsets.ISO_8859_1).equals("PK");
        }
    }

    private Object readZip() throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry pickle = zip.stream()
                    .filter(e -> e.getName().endsWith("/data.pkl"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("the archive holds no data.pkl"));
            String top = pickle.getName().substring(0, pickle.getName().length() - "data.pkl".length());
            ByteOrder order = order(zip, zip.getEntry(top + "byteorder"));
            Object root = new RestrictedUnpickler(
                            new ByteArrayInputStream(content(zip, pickle, LARGEST)), this::storage)
                    .next();
            for (Map.Entry<String, TensorStorage> storage : storages.entrySet()) {
                ZipEntry entry = zip.getEntry(top + "data/" + storage.getKey());
                long expected = storage.getValue().byteCount();
                byte[] numbers = entry == null ? new byte[0] : content(zip, entry, expected);
                if (entry == null || numbers.length != expected) {
                    throw new IllegalArgumentException("storage " + storage.getKey() + " should have " + expected
                            + " bytes, has " + (entry == null ? "no entry" : numbers.length));
                }
                storage.getValue().fill(numbers, order);
            }
            return PickledData.of(root);
        }
    }

    /** Files of PyTorch before 2.1 do not say it; nearly all are little-endian. */
    private static ByteOrder order(ZipFile zip, ZipEntry entry) throws IOException {
        if (entry == null) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        String order = new String(content(zip, entry, LONGEST_ORDER), StandardCharsets.ISO_8859_1).strip();
        return switch (order) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw new IllegalArgumentException("its byte order is '" + order + "'; expected little or big");
        };
    }

    private static byte[] content(ZipFile zip, ZipEntry entry, long most) throws IOException {
        try (InputStream stream = zip.getInputStream(entry)) {
            byte[] content = stream.readNBytes((int) most);
            if (stream.read() >= 0) {
                throw new IllegalArgumentException(
                        "entry " + entry.getName() + " has more than the " + most + " bytes announced or allowed");
            }
            requireChecksum(entry, content);
            return content;
        }
    }

    /** Java's zip files check none. PyTorch can be told to write 0 instead. */
    private static void requireChecksum(ZipEntry entry, byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        if (entry.getCrc() > 0 && entry.getCrc() != checksum.getValue()) {
            throw new IllegalArgumentException("entry " + entry.getName()
                    + " was changed: its checksum is not the one that the archive announces; copy or fetch it again");
        }
    }

    private Object readLegacy() throws IOException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(Files.readAllBytes(file));
        if (!LEGACY_MAGIC.equals(new RestrictedUnpickler(bytes, this::storage).next())) {
            throw new IllegalArgumentException("it begins neither as a zip archive nor with PyTorch's magic number");
        }
        Object protocol = new RestrictedUnpickler(bytes, this::storage).next();
        if (!(protocol instanceof Number number) || number.intValue() != LEGACY_PROTOCOL) {
            throw new IllegalArgumentException("its protocol is another one; expected " + LEGACY_PROTOCOL);
        }
        Object system = new RestrictedUnpickler(bytes, this::storage).next();
        if (!(system instanceof Map<?, ?> map) || !Boolean.TRUE.equals(map.get("little_endian"))) {
            throw new IllegalArgumentException(
                    "its numbers are not little-endian; write it again with PyTorch 1.6 or later");
        }
        Object root = new RestrictedUnpickler(bytes, this::storage).next();
        Object keys = new RestrictedUnpickler(bytes, this::storage).next();
        for (Object key : (List<?>) keys) {
            TensorStorage storage = storages.get(name(key));
            byte[] length = bytes.readNBytes(8);
            if (storage == null
                    || length.length < 8
                    || ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong() != storage.count()
                    || bytes.available() < storage.byteCount()) {
                throw new IllegalArgumentException(
                        "storage " + name(key) + " is missing, cut or of another length than announced");
            }
            storage.fill(bytes.readNBytes((int) storage.byteCount()), ByteOrder.LITTLE_ENDIAN);
        }
        if (storages.values().stream().anyMatch(s -> !s.isFilled())) {
            throw new IllegalArgumentException("it ends before its tensors' numbers");
        }
        return PickledData.of(root);
    }

    private static String name(Object key) {
        if (key instanceof String || key instanceof Number) {
            return key.toString();
        }
        throw new PickleException("a storage is named by a " + PickledData.kind(key) + "; expected a text");
    }

    /** The storage that a persistent id ('storage', type, key, device, count, …) names. */
    private TensorStorage storage(Object id) {
        if (!(id instanceof Object[] parts)
                || parts.length < 5
                || !"storage".equals(parts[0])
                || !(parts[1] instanceof StorageType type)
                || !(parts[4] instanceof Number count)) {
            throw new PickleException("a persistent id that names no storage");
        }
        if (parts.length > 5 && parts[5] != null) {
            throw new PickleException(
                    "a storage that is a view of another; write the file again with PyTorch 1.6 or later");
        }
        long numbers = count.longValue();
        if (numbers < 0 || numbers > LARGEST) {
            throw new PickleException("a storage of " + numbers + " numbers");
        }
        TensorStorage storage = storages.computeIfAbsent(name(parts[2]), key -> {
            storageBytes += numbers * type.type().width();
            return new TensorStorage(type.type(), numbers);
        });
        if (storageBytes > LARGEST) {
            throw new PickleException("its storages have more than " + LARGEST + " bytes in all");
        }
        if (storage.type() != type.type() || storage.count() != numbers) {
            throw new PickleException("storage " + name(parts[2]) + " is described in two ways");
        }
        return storage;
    }
}
