package io.github.grabnas.data.image;

import io.github.grabnas.data.DataFormatException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A folder with folders and files, on disk or in an archive, each in the order of names. */
interface PictureFolder {

    /** Files and folders that systems leave behind, besides those whose names begin with a dot. */
    Set<String> LEFT_BEHIND = Set.of("__macosx", "thumbs.db", "desktop.ini");

    /** The folder's own name. */
    String name();

    /** The folders in it. */
    List<PictureFolder> folders() throws IOException;

    /** The files in it. */
    List<PictureFile> files() throws IOException;

    /** A fault of this folder. */
    DataFormatException fault(String reason);

    /** Whether a file or folder of this name is passed over. */
    static boolean isPassedOver(String name) {
        return name.startsWith(".") || LEFT_BEHIND.contains(name.toLowerCase(Locale.ROOT));
    }

    /** A folder in this one, by its path with slashes; this one for the empty path. */
    default Optional<PictureFolder> find(String path) throws IOException {
        PictureFolder folder = this;
        for (String part : path.split("/")) {
            if (part.isEmpty()) {
                continue;
            }
            Optional<PictureFolder> inner =
                    folder.folders().stream().filter(f -> f.name().equals(part)).findFirst();
            if (inner.isEmpty()) {
                return Optional.empty();
            }
            folder = inner.get();
        }
        return Optional.of(folder);
    }

    /** A folder on disk. */
    record OnDisk(Path path) implements PictureFolder {

        @Override
        public String name() {
            return String.valueOf(path.toAbsolutePath().normalize().getFileName());
        }

        @Override
        public List<PictureFolder> folders() throws IOException {
            return list().stream()
                    .filter(Files::isDirectory)
                    .<PictureFolder>map(OnDisk::new)
                    .toList();
        }

        @Override
        public List<PictureFile> files() throws IOException {
            return list().stream()
                    .filter(p -> !Files.isDirectory(p))
                    .map(PictureFile::of)
                    .toList();
        }

        private List<Path> list() throws IOException {
            try (Stream<Path> paths = Files.list(path)) {
                return paths.filter(p -> !isPassedOver(p.getFileName().toString()))
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw new DataFormatException(path, "the folder cannot be listed: " + e.getMessage(), e);
            }
        }

        @Override
        public DataFormatException fault(String reason) {
            return new DataFormatException(path, reason);
        }
    }
}
