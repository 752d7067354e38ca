package io.github.grabnas.inputs;

import io.github.grabnas.data.tensor.Tensor;
import io.github.grabnas.data.tensor.TensorFile;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.UniqueString;

import javax.imageio.ImageIO;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Whole inputs of every kind, from which bad ones are made. */
final class Samples {

    static final String NATS_HEADER = "CIFAR10TestAccuracy200Epochs,CIFAR100TestAccuracy200Epochs,"
            + "ImageNetTestAccuracy200Epochs,ArchitectureString,UniqueString";

    private Samples() {}

    /** Something that gives bytes. */
    interface Bytes {
        void to(ByteArrayOutputStream out) throws IOException;
    }

    static byte[] bytes(Bytes content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] golden(String name) {
        try {
            return Files.readAllBytes(
                    Path.of(Samples.class.getResource("/golden/" + name).getPath()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] picture(String format) {
        BufferedImage image = new BufferedImage(9, 7, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 63; i++) {
            image.setRGB(i % 9, i / 9, i * 0x030507);
        }
        return bytes(out -> ImageIO.write(image, format, out));
    }

    static byte[] gzip(byte[] content) {
        return bytes(out -> {
            try (GZIPOutputStream zipped = new GZIPOutputStream(out)) {
                zipped.write(content);
            }
        });
    }

    static byte[] zip(Map<String, byte[]> entries) {
        return bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue());
                }
            }
        });
    }

    /** A PNG chunk with its checksum. */
    static byte[] chunk(String type, byte[] data) {
        byte[] named = bytes(out -> {
            out.write(latin1(type));
            out.write(data);
        });
        CRC32 checksum = new CRC32();
        checksum.update(named);
        return ByteBuffer.allocate(data.length + 12)
                .putInt(data.length)
                .put(named)
                .putInt((int) checksum.getValue())
                .array();
    }

    /** A PNG file of such a size whose pixels are the given bytes, compressed or not at all. */
    static byte[] png(int width, int height, byte[] compressed) {
        return bytes(out -> {
            out.write(latin1("\u0089PNG\r\n\u001a\n"));
            out.write(chunk(
                    "IHDR",
                    ByteBuffer.allocate(13)
                            .putInt(width)
                            .putInt(height)
                            .put(new byte[] {8, 2, 0, 0, 0})
                            .array()));
            out.write(chunk("IDAT", compressed));
            out.write(chunk("IEND", new byte[0]));
        });
    }

    static byte[] idxImages(int magic, int count, int rows, int columns) {
        return ByteBuffer.allocate(16 + 18)
                .putInt(magic)
                .putInt(count)
                .putInt(rows)
                .putInt(columns)
                .array();
    }

    static byte[] idxLabels(int... labels) {
        ByteBuffer buffer = ByteBuffer.allocate(8 + labels.length).putInt(0x801).putInt(labels.length);
        for (int label : labels) {
            buffer.put((byte) label);
        }
        return buffer.array();
    }

    /** A table of our own making with all cells. */
    static String natsTable() {
        StringBuilder table = new StringBuilder(NATS_HEADER).append('\n');
        for (Cell cell : Cell.all()) {
            table.append(50 + cell.index() % 40)
                    .append(",30.5,10.5,")
                    .append(cell.text())
                    .append(',')
                    .append(UniqueString.of(cell))
                    .append('\n');
        }
        return table.toString();
    }

    /** A PyTorch zip file with a pickle and one storage. */
    static byte[] pyTorch(String pickle, byte[] storage) {
        return zip(Map.of("top/data.pkl", latin1(pickle), "top/data/0", storage));
    }

    /** The pickle of a float tensor of shape (2, 2) in storage 0. */
    static String tensorPickle() {
        return "\u0080\u0002ctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nFloatStorage\n"
                + "X\u0001\0\0\u00000"
                + "X\u0003\0\0\0cpuK\u0004tQK\0"
                + "K\u0002K\u0002\u0086K\u0002K\u0001\u0086\u0089ccollections\nOrderedDict\n)RtR.";
    }

    static byte[] floats(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            buffer.putFloat(value);
        }
        return buffer.array();
    }

    /** A tensor file that this library wrote. */
    static byte[] tensorFile() {
        try {
            Path file = Files.createTempFile("sample", ".safetensors");
            try {
                new TensorFile(
                                Map.of("w", Tensor.of(List.of(2, 3), new double[] {1, 2, 3, 4, 5, 6.1})),
                                Map.of("note", "a sample"))
                        .write(file);
                return Files.readAllBytes(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A tensor file with another header, and a checksum that fits it. */
    static byte[] tensorFile(String tensors, byte[] data) {
        try {
            String notes = "\"__metadata__\":{\"format\":\"grabnas-tensors\",\"version\":\"1\"";
            String unsigned = "{" + notes + "}" + (tensors.isEmpty() ? "" : "," + tensors) + "}";
            java.security.MessageDigest digest = java.security.MessageDigest.getInstance("SHA-256");
            digest.update(utf8(unsigned));
            digest.update(data);
            byte[] header = utf8(
                    "{" + notes + ",\"sha256\":\"" + java.util.HexFormat.of().formatHex(digest.digest()) + "\"}"
                            + (tensors.isEmpty() ? "" : "," + tensors) + "}");
            return ByteBuffer.allocate(8 + header.length + data.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .put(header)
                    .put(data)
                    .array();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A line of a journal with its checksum. */
    static String journalLine(String text) {
        CRC32 checksum = new CRC32();
        checksum.update(utf8(text));
        return String.format(java.util.Locale.ROOT, "%08x\t%s\n", checksum.getValue(), text);
    }

    /** A journal of the settings {@code settings} with the given lines. */
    static byte[] journal(String... lines) {
        StringBuilder text = new StringBuilder(journalLine("grabnas-journal 1\tsettings"));
        for (String line : lines) {
            text.append(journalLine(line));
        }
        return utf8(text.toString());
    }

    /** The first half. */
    static byte[] half(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }

    /** The same with other bytes from a place on. */
    static byte[] with(byte[] whole, int at, int... values) {
        byte[] changed = whole.clone();
        for (int i = 0; i < values.length; i++) {
            changed[at + i] = (byte) values[i];
        }
        return changed;
    }
}
