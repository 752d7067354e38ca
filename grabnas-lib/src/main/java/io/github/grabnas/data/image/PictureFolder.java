package io.github.grabnas.data.image;

import io.github.grabnas.data.DataFormatException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A folder with folders and files, on disk or in an archive, each in the order of names. */
interface PictureFolder {

    /** Files and folders that systems leave behind, besides those whose names begin with a dot. */
    Set<String> LEFT_BEHIND = Set.of(
            "__macosx",
            "icon\r",
            "thumbs.db",
            "ehthumbs.db",
            "desktop.ini",
            "$recycle.bin",
            "system volume information",
            "lost+found",
            "@eadir",
            "#recycle");

    /** What searches and trainings write beside the table of the parts. */
    Set<String> RESULTS = Set.of("plan.json", "provenance.json");

    /** What a training has before it writes that table. */
    Set<String> STATES = Set.of("training.state", "training-lower-rate.state");

    /** The folder's own name, composed. */
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

    /**
     * Whether it holds what a search or a training wrote, and neither pictures nor folders: the table of the parts with
     * the plan or the provenance, or a state; or nothing but folders of which that is true.
     */
    default boolean holdsResults() throws IOException {
        List<String> names = files().stream().map(PictureFile::name).toList();
        List<PictureFolder> inner = folders();
        if (!inner.isEmpty()) {
            for (PictureFolder each : inner) {
                if (!names.isEmpty() || !each.holdsResults()) {
                    return false;
                }
            }
            return true;
        }
        return (STATES.stream().anyMatch(names::contains)
                        || names.contains("split.csv") && RESULTS.stream().anyMatch(names::contains))
                && names.stream().noneMatch(name -> FileKind.of(name) == FileKind.PICTURE);
    }

    /** The name by which folders are compared: systems write accented letters as one character or as two. */
    static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** Refuses this folder if an archive lies in it, whose pictures would be left out. */
    default void requireNoArchive() throws IOException {
        for (PictureFile file : files()) {
            if (FileKind.of(file.name()) == FileKind.ARCHIVE) {
                throw fault("it holds another archive, '" + file.name() + "'; unpack it");
            }
        }
    }

    /**
     * A folder in this one, by its path with slashes; this one for the empty path. Where there is none of exactly that
     * name, one that differs in capital letters is taken.
     *
     * @throws DataFormatException if there are two of those
     */
    default Optional<PictureFolder> find(String path) throws IOException {
        PictureFolder folder = this;
        for (String part : path.split("/")) {
            if (part.isEmpty()) {
                continue;
            }
            List<PictureFolder> alike = folder.folders().stream()
                    .filter(f -> f.name().equalsIgnoreCase(composed(part)))
                    .toList();
            List<PictureFolder> inner =
                    alike.stream().filter(f -> f.name().equals(composed(part))).toList();
            if (inner.isEmpty() && alike.size() > 1) {
                throw folder.fault("its folders '" + alike.get(0).name() + "' and '"
                        + alike.get(1).name() + "' are both named '" + part + "' but for capital letters; rename one");
            }
            if (alike.isEmpty()) {
                return Optional.empty();
            }
            folder = inner.isEmpty() ? alike.get(0) : inner.get(0);
        }
        return Optional.of(folder);
    }

    /**
     * A folder on disk.
     *
     * @param leftOut a folder, perhaps in it, that is passed over; it need not be there
     */
    record OnDisk(Path path, Optional<Path> leftOut) implements PictureFolder {

        OnDisk(Path path) {
            this(path, Optional.empty());
        }

        @Override
        public String name() {
            return composed(String.valueOf(path.toAbsolutePath().normalize().getFileName()));
        }

        @Override
        public List<PictureFolder> folders() throws IOException {
            List<PictureFolder> folders = new ArrayList<>();
            for (Path each : paths()) {
                folders.add(new OnDisk(each, leftOut));
            }
            folders.sort(Comparator.comparing(PictureFolder::name));
            for (int i = 1; i < folders.size(); i++) {
                String name = folders.get(i).name();
                if (name.equals(folders.get(i - 1).name())) {
                    throw fault("two folders look like '" + name + "', and differ only in how a letter is written;"
                            + " rename one, or put their files together");
                }
            }
            return folders;
        }

        /** The folders in it, as paths. */
        List<Path> paths() throws IOException {
            List<Path> paths = new ArrayList<>();
            for (Path each : list()) {
                if (Files.isDirectory(each) && !isLeftOut(each) && !leadsOnlyToLeftOut(each)) {
                    paths.add(each);
                }
            }
            return paths;
        }

        /** By what they are, since one may be named from here and the other from the root, or through a link. */
        private boolean isLeftOut(Path folder) throws IOException {
            return leftOut.isPresent() && Files.exists(leftOut.get()) && Files.isSameFile(folder, leftOut.get());
        }

        /** Whether the folder is around the one that is left out, and holds nothing else but results. */
        private boolean leadsOnlyToLeftOut(Path folder) throws IOException {
            if (leftOut.isEmpty()
                    || !Files.exists(leftOut.get())
                    || !leftOut.get().toRealPath().startsWith(folder.toRealPath())) {
                return false;
            }
            OnDisk around = new OnDisk(folder, leftOut);
            for (PictureFolder each : around.folders()) {
                if (!each.holdsResults()) {
                    return false;
                }
            }
            return around.files().isEmpty();
        }

        @Override
        public List<PictureFile> files() throws IOException {
            return list().stream()
                    .filter(p -> !Files.isDirectory(p))
                    .map(p -> Files.isRegularFile(p) || Files.notExists(p) ? PictureFile.of(p) : special(p))
                    .toList();
        }

        /** Opening a pipe would wait for whoever writes into it, and a device may have no end. */
        private static PictureFile special(Path file) {
            return new PictureFile(file, "", () -> {
                throw new DataFormatException(file, "a pipe, a socket or a device, not a picture");
            });
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
