package io.github.grabnas.data.image;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.data.MissingDataException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads pictures that lie in one folder for each class, in a directory or in a zip file. Every picture (PNG or JPEG)
 * becomes a colour image of the given size; classes and pictures are taken in the order of their names. The samples are
 * those that a viewer shows: grey becomes three equal channels, a picture with an EXIF orientation is turned upright,
 * transparency and colour profiles are left out.
 *
 * <p>A single folder around all others, as archives often have it, is looked into. A class folder may hold folders with
 * the pictures, as in Tiny-ImageNet's own layout; then files of text beside them are passed over, as are everywhere
 * files whose names begin with a dot and those that Windows and macOS leave behind. Archives within are refused, and so
 * are pictures beside the class folders. Names are compared composed (Unicode's form NFC). Memory is taken for the
 * resized images, 3 {@code size²} bytes each and less than 2 GiB in all, and for one picture at a time.
 *
 * <pre>{@code
 * LabelledImages training = new ClassFolderReader(32).read(Path.of("cifar10.zip"), "train");
 * }</pre>
 */
public final class ClassFolderReader {

    private static final int DEEPEST = 16;
    private static final int MOST_NAMED = 5;

    private final int size;
    private final PictureShape shape;

    /** A reader that resizes to {@code size x size} pixels. */
    public ClassFolderReader(int size) {
        this(size, PictureShape.whole(0));
    }

    ClassFolderReader(int size, PictureShape shape) {
        if (size < 1) {
            throw new IllegalArgumentException("size " + size + ": expected at least 1 pixel");
        }
        this.size = size;
        this.shape = shape;
    }

    /**
     * Reads the class folders in a folder.
     *
     * @param source a directory or a zip file
     * @param within the folder in it whose folders are the classes, such as {@code train}; empty for the source itself
     * @throws MissingDataException if the source does not exist
     * @throws DataFormatException if there is no class, a class is empty, or a file is no picture or a damaged one; the
     *     message names the file
     */
    public LabelledImages read(Path source, String within) throws IOException {
        if (Files.isDirectory(source)) {
            return read(source, new PictureFolder.OnDisk(source), within);
        }
        InputFile.of(source, "the images").requireFile();
        try (PictureArchive archive = PictureArchive.open(source)) {
            return read(source, archive.top(), within);
        }
    }

    /**
     * Whether a directory or zip file, or the single folder in it, holds a folder of that name for a part of the
     * images, such as {@code train}. A class of the name is none.
     *
     * @throws DataFormatException if the folder may be a part or a class; the message says why
     */
    public boolean hasPart(Path source, String name) throws IOException {
        if (Files.isDirectory(source)) {
            return holds(new PictureFolder.OnDisk(source), name);
        }
        InputFile.of(source, "the images").requireFile();
        try (PictureArchive archive = PictureArchive.open(source)) {
            return holds(archive.top(), name);
        }
    }

    private static boolean holds(PictureFolder folder, String name) throws IOException {
        List<PictureFolder> inner = folder.folders();
        return isPart(folder, name) || inner.size() == 1 && isPart(inner.get(0), name);
    }

    private static boolean isPart(PictureFolder folder, String name) throws IOException {
        return folder.find(name).isPresent()
                && PartFolders.of(folder).values().stream()
                        .anyMatch(part -> part.name().equalsIgnoreCase(name));
    }

    /**
     * Reads {@code train} and {@code test} of a source.
     *
     * @throws DataFormatException if their classes differ; the message names those that are missing
     */
    public ImageTask readTask(String name, Path source) throws IOException {
        LabelledImages training = read(source, "train");
        LabelledImages test = read(source, "test");
        requireAll(source, training.classNames(), "train", test.classNames(), "test");
        requireAll(source, test.classNames(), "test", training.classNames(), "train");
        return new ImageTask(name, training, test);
    }

    private static void requireAll(Path source, List<String> these, String here, List<String> those, String there)
            throws DataFormatException {
        List<String> missing = these.stream().filter(c -> !those.contains(c)).toList();
        if (!missing.isEmpty()) {
            throw new DataFormatException(
                    source,
                    there + " lacks "
                            + (missing.size() == 1 ? "the class " : missing.size() + " classes, ")
                            + quoted(missing) + ", which " + here + " has; expected the same classes in both");
        }
    }

    private static String quoted(List<String> names) {
        return names.stream().limit(MOST_NAMED).map(n -> "'" + n + "'").collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMED ? " and more" : "");
    }

    private LabelledImages read(Path source, PictureFolder top, String within) throws IOException {
        PictureFolder folder = classesIn(top, within);
        List<PictureFolder> classes = folder.folders();
        if (classes.isEmpty()) {
            folder.requireNoArchive();
            throw folder.fault("it has no folders; expected one for each class, with pictures");
        }
        requireNoLoosePictures(folder);
        List<PictureFile> pictures = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            int before = pictures.size();
            ClassPictures found = ClassPictures.of(classes.get(label));
            pictures.addAll(found.pictures());
            // Whatever does not say that it is a text may be a picture, and is refused where it is none.
            found.others().stream()
                    .filter(f -> FileKind.of(f.name()) != FileKind.TEXT)
                    .forEach(pictures::add);
            if (pictures.size() == before) {
                throw classes.get(label).fault("the class has no picture");
            }
            while (labels.size() < pictures.size()) {
                labels.add(label);
            }
        }
        return read(
                String.valueOf(source.getFileName()),
                source,
                size,
                classes.stream().map(PictureFolder::name).toList(),
                pictures,
                labels,
                shape);
    }

    private static void requireNoLoosePictures(PictureFolder folder) throws IOException {
        List<String> loose = folder.files().stream()
                .map(PictureFile::name)
                .filter(name -> FileKind.of(name) == FileKind.PICTURE)
                .toList();
        if (!loose.isEmpty()) {
            throw folder.fault(loose.size() + " picture(s) lie beside the class folders, such as '" + loose.get(0)
                    + "'; move them into the folder of their class, or away");
        }
    }

    /** The folder whose folders are the classes, also below a single folder around it. */
    private static PictureFolder classesIn(PictureFolder top, String within) throws IOException {
        PictureFolder around = top;
        for (int depth = 0; depth < DEEPEST; depth++) {
            Optional<PictureFolder> found = around.find(within);
            List<PictureFolder> inner = around.folders();
            boolean single = inner.size() == 1;
            if (found.isPresent()
                    && !(within.isEmpty() && single && inner.get(0).folders().size() > 1)) {
                return found.get();
            }
            if (!single) {
                break;
            }
            around = inner.get(0);
        }
        List<String> names = top.folders().stream().map(PictureFolder::name).toList();
        if (names.isEmpty()) {
            top.requireNoArchive();
        }
        throw top.fault("it has no folder '" + within + "'; "
                + (names.isEmpty() ? "it has no folders" : "its folders are " + quoted(names)));
    }

    static LabelledImages read(
            String name,
            Path source,
            int size,
            List<String> classes,
            List<PictureFile> pictures,
            List<Integer> labels,
            PictureShape shape)
            throws IOException {
        int bytes = 3 * size * size;
        if ((long) pictures.size() * bytes > Integer.MAX_VALUE - 16) {
            throw new DataFormatException(
                    source,
                    pictures.size() + " pictures at " + size + " x " + size
                            + " pixels take 2 GiB or more; take a smaller size or fewer pictures");
        }
        byte[] pixels = new byte[pictures.size() * bytes];
        for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(shape.read(pictures.get(i), size), 0, pixels, i * bytes, bytes);
        }
        return new LabelledImages(
                name,
                3,
                size,
                size,
                classes,
                pixels,
                labels.stream().mapToInt(Integer::intValue).toArray());
    }
}
