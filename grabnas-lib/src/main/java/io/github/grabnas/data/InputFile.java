package io.github.grabnas.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file that is to be read: opened, packed with gzip or not, or refused with the reason.
 *
 * <pre>{@code
 * try (InputStream in = InputFile.of(file, "the table").open()) { ... }
 * }</pre>
 */
public final class InputFile {

    private static final String PACKED = ".gz";
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final Path file;
    private final String what;

    private InputFile(Path file, String what) {
        this.file = file;
        this.what = what;
    }

    /**
     * A file.
     *
     * @param what it is, for messages, such as {@code "the table"}
     */
    public static InputFile of(Path file, String what) {
        return new InputFile(file, what);
    }

    /**
     * A file that may be packed: where it is not there, but under its name with or without {@code .gz}, that one is
     * taken.
     */
    public static InputFile packedOrNot(Path file, String what) {
        String name = String.valueOf(file.getFileName());
        Path other = file.resolveSibling(
                name.endsWith(PACKED) ? name.substring(0, name.length() - PACKED.length()) : name + PACKED);
        return new InputFile(!Files.exists(file) && Files.isRegularFile(other) ? other : file, what);
    }

    /** The file that is read. */
    public Path path() {
        return file;
    }

    /**
     * The content, unpacked if it begins as gzip does.
     *
     * @throws MissingDataException if there is no such file
     * @throws IOException if it is a folder or cannot be read; the message says why and what to do
     */
    public InputStream open() throws IOException {
        InputStream raw = new BufferedInputStream(openRaw());
        try {
            raw.mark(2);
            boolean packed = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            return packed ? new GZIPInputStream(raw, 1 << 16) : raw;
        } catch (ZipException | EOFException e) {
            raw.close();
            throw damaged(e);
        } catch (IOException e) {
            raw.close();
            throw failed(e);
        }
    }

    /**
     * The content as a text in UTF-8, unpacked, without a byte order mark.
     *
     * @throws DataFormatException if its byte order mark is another encoding's
     */
    public InputStream openText() throws IOException {
        InputStream in = new BufferedInputStream(open());
        try {
            in.mark(BYTE_ORDER_MARK.length);
            byte[] begin = in.readNBytes(BYTE_ORDER_MARK.length);
            in.reset();
            if (startsWithMark(begin)) {
                in.skipNBytes(BYTE_ORDER_MARK.length);
            } else if (begin.length >= 2
                    && (begin[0] == (byte) 0xff && begin[1] == (byte) 0xfe
                            || begin[0] == (byte) 0xfe && begin[1] == (byte) 0xff)) {
                throw new DataFormatException(file, "a text in UTF-16; save it as UTF-8");
            }
            return in;
        } catch (ZipException | EOFException e) {
            in.close();
            throw damaged(e);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private InputStream openRaw() throws IOException {
        requireFile();
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Checks that there is a file and no folder.
     *
     * @throws MissingDataException if there is no such file
     * @throws DataFormatException if it is a folder
     */
    public void requireFile() throws IOException {
        if (Files.isDirectory(file)) {
            throw new DataFormatException(file, "it is a folder; expected " + what + ", a file");
        }
        if (!Files.exists(file)) {
            throw failed(new NoSuchFileException(file.toString()));
        }
    }

    /**
     * The content, unpacked if it begins as gzip does.
     *
     * @param most more is refused, in bytes
     * @throws DataFormatException if it is damaged or cut short, or has more bytes
     */
    public byte[] unpackedBytes(int most) throws IOException {
        try (InputStream in = open()) {
            byte[] bytes = in.readNBytes(most);
            if (in.read() >= 0) {
                throw new DataFormatException(
                        file, "more than " + most + " bytes; " + what + " is expected to have no more");
            }
            return bytes;
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
    }

    private DataFormatException damaged(IOException cause) {
        return new DataFormatException(file, "damaged gzip data, or cut short: " + cause.getMessage(), cause);
    }

    /**
     * The content as it is, not unpacked.
     *
     * @param most larger files are refused before anything is read, in bytes
     */
    public byte[] bytes(long most) throws IOException {
        requireFile();
        try {
            long size = Files.size(file);
            if (size > most) {
                throw new DataFormatException(file, size + " bytes; " + what + " is expected to have at most " + most);
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes((int) Math.min(most, Integer.MAX_VALUE - 16));
                if (in.read() >= 0) {
                    throw new DataFormatException(
                            file, "more than " + most + " bytes; " + what + " is expected to have no more");
                }
                return bytes;
            }
        } catch (DataFormatException e) {
            throw e;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * The lines of a text in UTF-8, without a byte order mark.
     *
     * @param most larger files are refused, in bytes
     * @throws DataFormatException if it is no text
     */
    public List<String> lines(long most) throws IOException {
        return text(most).lines().toList();
    }

    /**
     * A text in UTF-8, without its byte order mark.
     *
     * @param most larger files are refused, in bytes
     * @throws DataFormatException if it is no text
     */
    public String text(long most) throws IOException {
        byte[] bytes = bytes(most);
        int mark = startsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, mark, bytes.length - mark))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DataFormatException(file, "it is no text in UTF-8; expected " + what, e);
        }
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= 3
                && bytes[0] == BYTE_ORDER_MARK[0]
                && bytes[1] == BYTE_ORDER_MARK[1]
                && bytes[2] == BYTE_ORDER_MARK[2];
    }

    /** The failure in words: a {@link MissingDataException} where the file is not there. */
    public IOException failed(IOException cause) {
        String message = FileFault.sentence("read " + what + " " + file, file, cause);
        if (cause instanceof NoSuchFileException) {
            MissingDataException missing = new MissingDataException(file.toString(), message);
            missing.initCause(cause);
            return missing;
        }
        return new IOException(message, cause);
    }
}
