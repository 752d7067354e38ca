package io.github.grabnas.data.image;

import io.github.grabnas.data.DataFormatException;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * Reads pictures that lie in one folder for each class, in a directory or in a zip file. Every
 * picture (PNG or JPEG) becomes a colour image of the given size; classes and pictures are taken in
 * the order of their names. Files whose names begin with a dot are passed over.
 *
 * <pre>{@code
 * LabelledImages training = new ClassFolderReader(32).read(Path.of("cifar10.zip"), "train");
 * }</pre>
 */
public final class ClassFolderReader {

    private final int size;

    /** A reader that resizes to {@code size x size} pixels. */
    public ClassFolderReader(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("size " + size + ": expected at least 1 pixel");
        }
        this.size = size;
    }

    /**
     * Reads the class folders in a folder.
     *
     * @param source a directory or a zip file
     * @param within the folder in it whose folders are the classes, such as {@code train}; empty for
     *     the source itself
     * @throws DataFormatException if there is no class, a class is empty, or a file is no picture or a
     *     damaged one; the message names the file
     */
    public LabelledImages read(Path source, String within) throws IOException {
        if (Files.isDirectory(source)) {
            return read(source, source.resolve(within), source.getFileName().toString());
        }
        if (!Files.exists(source)) {
            throw new NoSuchFileException(source.toString());
        }
        try (FileSystem zip = FileSystems.newFileSystem(source)) {
            return read(source, zip.getPath("/").resolve(within), source.getFileName().toString());
        } catch (ProviderNotFoundException | ZipException e) {
            throw new DataFormatException(source, "neither a directory nor a zip file", e);
        }
    }

    /** Whether a directory or zip file holds a folder of that name. */
    public boolean hasFolder(Path source, String name) throws IOException {
        if (Files.isDirectory(source)) {
            return Files.isDirectory(source.resolve(name));
        }
        if (!Files.exists(source)) {
            throw new NoSuchFileException(source.toString());
        }
        try (FileSystem zip = FileSystems.newFileSystem(source)) {
            return Files.isDirectory(zip.getPath("/").resolve(name));
        } catch (ProviderNotFoundException | ZipException e) {
            throw new DataFormatException(source, "neither a directory nor a zip file", e);
        }
    }

    /** Reads {@code train} and {@code test} of a source. */
    public ImageTask readTask(String name, Path source) throws IOException {
        return new ImageTask(name, read(source, "train"), read(source, "test"));
    }

    private LabelledImages read(Path source, Path folder, String name) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new DataFormatException(source, "it has no folder '" + folder.getFileName() + "'");
        }
        List<Path> classes = list(folder).stream().filter(Files::isDirectory).toList();
        if (classes.isEmpty()) {
            throw new DataFormatException(folder, "it has no folders; expected one for each class, with pictures");
        }
        List<Path> pictures = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            List<Path> files = list(classes.get(label));
            if (files.isEmpty()) {
                throw new DataFormatException(classes.get(label), "the class has no picture");
            }
            pictures.addAll(files);
            for (int i = 0; i < files.size(); i++) {
                labels.add(label);
            }
        }
        return read(name, size, 0, classes.stream().map(ClassFolderReader::name).toList(), pictures, labels);
    }

    private static String name(Path path) {
        return path.getFileName().toString().replace("/", "");
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(p -> !name(p).startsWith(".") && !name(p).toLowerCase(Locale.ROOT).equals("__macosx"))
                    .sorted().toList();
        }
    }

    static LabelledImages read(String name, int size, int cutOffBottom, List<String> classes, List<Path> pictures,
                               List<Integer> labels) throws IOException {
        int bytes = 3 * size * size;
        byte[] pixels = new byte[Math.multiplyExact(pictures.size(), bytes)];
        for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(ImageFile.read(pictures.get(i), size, cutOffBottom), 0, pixels, i * bytes, bytes);
        }
        return new LabelledImages(name, 3, size, size, classes, pixels, labels.stream().mapToInt(Integer::intValue).toArray());
    }
}
