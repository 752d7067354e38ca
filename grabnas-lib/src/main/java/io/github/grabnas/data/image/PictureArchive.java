package io.github.grabnas.data.image;

import io.github.grabnas.data.DataFormatException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A zip file of pictures. Nothing is unpacked to disk; an entry is refused at {@link PictureFile#MOST_BYTES} unpacked
 * bytes, whatever size it announces.
 *
 * <p>Names may be separated by slashes or by Windows' back-slashes. They are UTF-8 or, where they are no UTF-8 and are
 * not marked as such, code page 437, as in archives made on Windows.
 */
final class PictureArchive implements Closeable {

    private static final Charset CODE_PAGE_437 = Charset.forName("IBM437");
    private static final int DEEPEST = 64;

    private final Path file;
    private final ZipFile zip;
    private final Inside top;

    private PictureArchive(Path file, ZipFile zip) {
        this.file = file;
        this.zip = zip;
        this.top = new Inside("");
    }

    /**
     * Opens an archive and reads its list of names.
     *
     * @throws DataFormatException if it is no zip file, is damaged, encrypted, packed in an unknown way, or names a
     *     file outside of itself
     */
    static PictureArchive open(Path file) throws IOException {
        byte[] begin;
        try (InputStream in = Files.newInputStream(file)) {
            begin = in.readNBytes(4);
        }
        if (begin.length < 2 || begin[0] != 'P' || begin[1] != 'K') {
            throw new DataFormatException(file, "neither a directory nor a zip file" + hint(file, begin));
        }
        ZipFile zip;
        try {
            zip = ZipFile.builder().setPath(file).get();
        } catch (IOException | RuntimeException e) {
            throw new DataFormatException(file, "a zip file that is damaged or was cut short: " + e.getMessage(), e);
        }
        try {
            PictureArchive archive = new PictureArchive(file, zip);
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                archive.add(entry);
            }
            return archive;
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static String hint(Path file, byte[] begin) {
        String name = String.valueOf(file.getFileName());
        boolean other = begin.length == 4
                && (begin[0] == 0x1f
                        || new String(begin, StandardCharsets.ISO_8859_1).startsWith("Rar")
                        || begin[0] == '7' && begin[1] == 'z'
                        || begin[0] == 'B' && begin[1] == 'Z'
                        || begin[0] == (byte) 0xfd);
        boolean named = FileKind.of(name) == FileKind.ARCHIVE
                && !name.toLowerCase(Locale.ROOT).endsWith(".zip");
        if (other || named) {
            return ", but another archive; unpack it, and name the folder";
        }
        return (begin.length == 0 ? ", but an empty file" : "") + "; expected a folder or zip file of pictures, with a "
                + "folder for each class";
    }

    private void add(ZipArchiveEntry entry) throws IOException {
        String name = name(entry);
        List<String> parts = new ArrayList<>(List.of(name.split("/")));
        if (name.startsWith("/") || parts.contains("..") || name.length() > 1 && name.charAt(1) == ':') {
            throw new DataFormatException(
                    file, "its entry '" + name + "' leads out of the archive; it is not to be trusted");
        }
        parts.removeIf(p -> p.isEmpty() || p.equals("."));
        if (parts.isEmpty() || parts.stream().anyMatch(PictureFolder::isPassedOver)) {
            return;
        }
        if (parts.size() > DEEPEST) {
            throw new DataFormatException(
                    file, "folders more than " + DEEPEST + " deep; expected class folders with pictures");
        }
        boolean isFolder = entry.isDirectory() || name.endsWith("/");
        Inside folder = top;
        for (String part : isFolder ? parts : parts.subList(0, parts.size() - 1)) {
            folder = folder.folders.computeIfAbsent(PictureFolder.composed(part), Inside::new);
        }
        if (isFolder) {
            return;
        }
        requireReadable(entry, name);
        PictureFile picture = new PictureFile(file, name, () -> bytes(entry, name));
        if (folder.files.put(parts.get(parts.size() - 1), picture) != null) {
            throw new DataFormatException(file, "it has two entries '" + name + "'; expected one of each name");
        }
    }

    private static String name(ZipArchiveEntry entry) {
        boolean marked = entry.getGeneralPurposeBit().usesUTF8ForNames()
                || entry.getNameSource() == ZipArchiveEntry.NameSource.UNICODE_EXTRA_FIELD;
        return (marked ? entry.getName() : decoded(entry.getRawName())).replace('\\', '/');
    }

    private static String decoded(byte[] name) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(name, CODE_PAGE_437);
        }
    }

    private void requireReadable(ZipArchiveEntry entry, String name) throws DataFormatException {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw new DataFormatException(
                    file, "its entry '" + name + "' is encrypted; unpack it with its password, and name the folder");
        }
        if (!zip.canReadEntryData(entry)) {
            throw new DataFormatException(
                    file,
                    "its entry '" + name + "' is packed by method " + entry.getMethod()
                            + ", which is not known; unpack it, and name the folder");
        }
    }

    private synchronized byte[] bytes(ZipArchiveEntry entry, String name) throws IOException {
        if (entry.getSize() > PictureFile.MOST_BYTES) {
            throw new DataFormatException(
                    file, name + ": " + entry.getSize() + " bytes; expected at most " + PictureFile.MOST_BYTES);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(PictureFile.MOST_BYTES);
            if (in.read() >= 0) {
                throw new DataFormatException(file, name + ": more than " + PictureFile.MOST_BYTES + " bytes unpacked");
            }
            java.util.zip.CRC32 checksum = new java.util.zip.CRC32();
            checksum.update(bytes);
            if (bytes.length != entry.getSize() || checksum.getValue() != entry.getCrc()) {
                throw new DataFormatException(
                        file, name + ": its length or checksum is not the one that the archive announces");
            }
            return bytes;
        } catch (DataFormatException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new DataFormatException(file, name + ": damaged in the archive: " + e.getMessage(), e);
        }
    }

    /** The archive's top folder. */
    PictureFolder top() {
        return top;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private final class Inside implements PictureFolder {

        private final String name;
        private final Map<String, Inside> folders = new TreeMap<>();
        private final Map<String, PictureFile> files = new TreeMap<>();

        Inside(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public List<PictureFolder> folders() {
            return List.copyOf(folders.values());
        }

        @Override
        public List<PictureFile> files() {
            return List.copyOf(files.values());
        }

        @Override
        public DataFormatException fault(String reason) {
            return new DataFormatException(file, name.isEmpty() ? reason : name + ": " + reason);
        }
    }
}
