package io.github.grabnas.inputs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/**
 * Changes whole inputs by chance: bits, bytes, numbers that readers take for sizes, parts left out, doubled or
 * exchanged.
 */
final class Mutation {

    private static final int[] NUMBERS = {
        0,
        1,
        -1,
        2,
        7,
        127,
        128,
        255,
        256,
        32_767,
        65_535,
        65_536,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1 << 24,
        1 << 28,
        0x7fffff00
    };
    private static final List<String> TEXTS = List.of(
            "NaN",
            "Infinity",
            "1e999",
            "-1",
            "0x1p3",
            ",",
            "\"",
            "\n",
            "\t",
            "\0",
            "..",
            "/",
            "\\",
            "{",
            "[",
            "99999999999",
            "é",
            "٣",
            "none~0",
            "R.",
            "q\0h\0a",
            "(",
            "]",
            "}",
            "t",
            "u");
    private static final int MOST_CHANGES = 6;
    private static final int LONGEST = 1 << 20;

    private final SplittableRandom random;

    Mutation(SplittableRandom random) {
        this.random = random;
    }

    /** One of the inputs, changed in one to six places. */
    byte[] of(List<byte[]> inputs) {
        byte[] changed = inputs.get(random.nextInt(inputs.size())).clone();
        for (int i = 1 + random.nextInt(MOST_CHANGES); i > 0; i--) {
            changed = change(changed, inputs);
        }
        return changed;
    }

    private byte[] change(byte[] bytes, List<byte[]> inputs) {
        if (bytes.length == 0 || bytes.length > LONGEST) {
            return inputs.get(random.nextInt(inputs.size())).clone();
        }
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(9)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt(256);
            case 2 -> bytes[at] = (byte) NUMBERS[random.nextInt(NUMBERS.length)];
            case 3 -> number(bytes, at);
            case 4 -> {
                return java.util.Arrays.copyOf(bytes, at);
            }
            case 5 -> {
                return replaced(bytes, at, at + random.nextInt(Math.min(64, bytes.length - at) + 1), new byte[0]);
            }
            case 6 -> {
                int end = at + random.nextInt(Math.min(64, bytes.length - at) + 1);
                return replaced(bytes, at, at, java.util.Arrays.copyOfRange(bytes, at, end));
            }
            case 7 -> {
                return replaced(
                        bytes,
                        at,
                        Math.min(bytes.length, at + random.nextInt(4)),
                        Samples.utf8(TEXTS.get(random.nextInt(TEXTS.size()))));
            }
            default -> {
                byte[] other = inputs.get(random.nextInt(inputs.size()));
                int from = random.nextInt(other.length);
                return replaced(bytes, at, bytes.length, java.util.Arrays.copyOfRange(other, from, other.length));
            }
        }
        return bytes;
    }

    private void number(byte[] bytes, int at) {
        int number = NUMBERS[random.nextInt(NUMBERS.length)] + random.nextInt(3) - 1;
        int width = random.nextBoolean() ? 4 : 2;
        boolean big = random.nextBoolean();
        for (int i = 0; i < width && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (number >> 8 * (big ? width - 1 - i : i));
        }
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + by.length);
        out.write(bytes, 0, from);
        out.writeBytes(by);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }

    /** The PNG with checksums that fit its chunks, as far as it has chunks. */
    static byte[] withChunkChecksums(byte[] png) {
        ByteBuffer buffer = ByteBuffer.wrap(png);
        for (int at = 8; at <= png.length - 12; ) {
            int length = buffer.getInt(at);
            if (length < 0 || length > png.length - 12 - at) {
                break;
            }
            CRC32 checksum = new CRC32();
            checksum.update(png, at + 4, 4 + length);
            buffer.putInt(at + 8 + length, (int) checksum.getValue());
            at += 12 + length;
        }
        return png;
    }

    /** The journal with checksums that fit its lines. */
    static byte[] withLineChecksums(byte[] journal) {
        StringBuilder text = new StringBuilder();
        for (String line : new String(journal, java.nio.charset.StandardCharsets.UTF_8).split("\n", -1)) {
            text.append(line.length() > 9 ? Samples.journalLine(line.substring(9)) : line);
        }
        return Samples.utf8(text.toString());
    }
}
