package io.github.grabnas.data.image;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.InflaterInputStream;

/**
 * Checks the sizes that a MATLAB file (level 5) announces, before a reader takes memory for them: every element lies
 * within the file, and every matrix has as many numbers as its dimensions say and no more than a given number of bytes.
 * Matrices that are read must hold real numbers: a reader takes memory for each cell of a cell array, and for imaginary
 * parts, whatever follows in the file.
 */
final class MatFileSizes {

    private static final int HEADER = 128;
    private static final int MATRIX = 14;
    private static final int COMPRESSED = 15;
    private static final int FLAGS_TYPE = 6;
    private static final int DIMENSIONS_TYPE = 5;
    private static final int NAME_TYPE = 1;
    private static final int MOST_DIMENSIONS = 32;
    private static final int LONGEST_NAME = 64;
    /** The classes of numbers, from double to uint64. */
    private static final int FIRST_NUMERIC = 6;

    private static final int LAST_NUMERIC = 15;
    private static final int OPAQUE = 17;
    private static final int COMPLEX = 0x800;
    /** Bytes of one number of each type, from int8 (1) to uint64 (13); 0 is no type. */
    private static final int[] WIDTHS = {0, 1, 1, 2, 2, 4, 4, 4, 0, 8, 0, 0, 8, 8};

    private final ByteOrder order;
    private final long most;
    private final Set<String> names;
    private final DataInputStream in;

    private MatFileSizes(ByteOrder order, long most, Set<String> names, InputStream in) {
        this.order = order;
        this.most = most;
        this.names = names;
        this.in = new DataInputStream(in);
    }

    /**
     * Checks a whole file.
     *
     * @param most how many bytes a matrix may have
     * @param names of the matrices that are read
     * @throws IOException if a size is wrong, or the file ends early
     */
    static void check(byte[] file, long most, Set<String> names) throws IOException {
        if (file.length < HEADER) {
            throw new IOException("it ends within its header");
        }
        String mark = "" + (char) file[126] + (char) file[127];
        if (!mark.equals("IM") && !mark.equals("MI")) {
            throw new IOException("it does not say its byte order; it is no MATLAB file of level 5");
        }
        ByteOrder order = mark.equals("IM") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer bytes = ByteBuffer.wrap(file).order(order);
        for (int at = HEADER; at < file.length; ) {
            if (file.length - at < 8) {
                throw new IOException("it ends within an element");
            }
            int type = bytes.getInt(at);
            int size = bytes.getInt(at + 4);
            if (type != MATRIX && type != COMPRESSED || size < 1 || size > file.length - at - 8) {
                throw new IOException("it announces an element of type " + type + " and "
                        + Integer.toUnsignedString(size) + " bytes where " + (file.length - at - 8) + " are left");
            }
            InputStream content = new ByteArrayInputStream(file, at + 8, size);
            new MatFileSizes(order, most, names, type == COMPRESSED ? new InflaterInputStream(content) : content)
                    .checkElement(type == COMPRESSED);
            at += 8 + size;
        }
    }

    private void checkElement(boolean compressed) throws IOException {
        if (compressed && tag().type() != MATRIX) {
            throw new IOException("a compressed element is no matrix");
        }
        Tag flags = tag();
        require(flags.type() == FLAGS_TYPE && flags.size() == 8, "flags");
        int mark = number();
        int kind = mark & 0xff;
        boolean numeric = kind >= FIRST_NUMERIC && kind <= LAST_NUMERIC;
        number();
        require(kind != OPAQUE, "class; it is an object of MATLAB's");
        Tag shape = tag();
        require(
                shape.type() == DIMENSIONS_TYPE
                        && shape.size() >= 8
                        && shape.size() <= 4 * MOST_DIMENSIONS
                        && shape.size() % 4 == 0,
                "dimensions");
        long elements = 1;
        for (int i = 0; i < shape.size() / 4; i++) {
            int length = number();
            elements *= length;
            require(length >= 0 && elements <= most, "dimensions");
        }
        in.skipNBytes(shape.padding());
        Tag name = tag();
        require(name.type() == NAME_TYPE && name.size() < LONGEST_NAME, "name");
        String called = new String(in.readNBytes(name.size()), StandardCharsets.ISO_8859_1);
        in.skipNBytes(name.padding());
        if (names.contains(called) && (!numeric || (mark & COMPLEX) != 0)) {
            throw new IOException("its element '" + called + "' is " + (numeric ? "complex" : "of class " + kind)
                    + "; expected a matrix of real numbers");
        }
        if (numeric) {
            Tag numbers = tag();
            int width = numbers.type() > 0 && numbers.type() < WIDTHS.length ? WIDTHS[numbers.type()] : 0;
            require(width > 0 && elements * width == numbers.size() && numbers.size() <= most, "numbers");
        }
    }

    private static void require(boolean right, String what) throws IOException {
        if (!right) {
            throw new IOException("an element has wrong " + what);
        }
    }

    /** Type and size of a part; a small one stands in four bytes less. */
    private record Tag(int type, int size, int padding) {}

    private Tag tag() throws IOException {
        int first = number();
        int packed = first >>> 16;
        if (packed != 0) {
            require(packed <= 4, "tag");
            return new Tag(first & 0xffff, packed, 4 - packed);
        }
        int size = number();
        require(size >= 0, "tag");
        return new Tag(first, size, (8 - size % 8) % 8);
    }

    private int number() throws IOException {
        int value = in.readInt();
        return order == ByteOrder.BIG_ENDIAN ? value : Integer.reverseBytes(value);
    }
}
