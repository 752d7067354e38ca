package io.github.grabnas.data.image;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.InputFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Reads datasets whose pictures lie in one folder and whose classes stand in a list beside: FGVC-Aircraft and
 * Oxford-IIIT Pet.
 */
public final class ListedPicturesReader {

    /** Rows at the bottom of each aircraft picture that tell its source. */
    private static final int AIRCRAFT_BANNER = 20;

    private static final int LONGEST_LIST = 10_000_000;

    private record Row(String picture, String className) {}

    private interface RowParser {
        Row parse(String line);
    }

    private ListedPicturesReader() {}

    /**
     * FGVC-Aircraft (Maji and others, 2013) by its 30 manufacturers, from {@code fgvc-aircraft-2013b}; the banner at
     * the bottom of each picture is cut off.
     *
     * @param size height and width to which pictures are resized
     * @throws DataFormatException if a list or a picture is missing or damaged; the message names the file
     */
    public static ImageTask aircraft(Path folder, int size) throws IOException {
        return aircraft(folder, size, PictureShape.whole(AIRCRAFT_BANNER));
    }

    static ImageTask aircraft(Path folder, int size, PictureShape shape) throws IOException {
        Path data = folder.resolve("data");
        RowParser parser = line -> {
            int space = line.indexOf(' ');
            return new Row(line.substring(0, space) + ".jpg", line.substring(space + 1));
        };
        return task(
                "aircraft",
                data.resolve("images"),
                data.resolve("images_manufacturer_trainval.txt"),
                data.resolve("images_manufacturer_test.txt"),
                parser,
                size,
                shape);
    }

    /**
     * Oxford-IIIT Pet (Parkhi and others, 2012) by its 37 breeds, from a folder with {@code images} and
     * {@code annotations}.
     */
    public static ImageTask pets(Path folder, int size) throws IOException {
        return pets(folder, size, PictureShape.whole(0));
    }

    static ImageTask pets(Path folder, int size, PictureShape shape) throws IOException {
        Path lists = folder.resolve("annotations");
        RowParser parser = line -> {
            String picture = line.split(" ")[0];
            return new Row(picture + ".jpg", picture.substring(0, picture.lastIndexOf('_')));
        };
        return task(
                "pets",
                folder.resolve("images"),
                lists.resolve("trainval.txt"),
                lists.resolve("test.txt"),
                parser,
                size,
                shape);
    }

    private static ImageTask task(
            String name,
            Path pictures,
            Path trainingList,
            Path testList,
            RowParser parser,
            int size,
            PictureShape shape)
            throws IOException {
        List<Row> training = rows(trainingList, parser);
        List<String> classes = new ArrayList<>(
                new TreeSet<>(training.stream().map(Row::className).toList()));
        return new ImageTask(
                name,
                read(name, pictures, trainingList, training, classes, size, shape),
                read(name, pictures, testList, rows(testList, parser), classes, size, shape));
    }

    private static List<Row> rows(Path list, RowParser parser) throws IOException {
        List<Row> rows = new ArrayList<>();
        List<String> lines = InputFile.of(list, "the list of pictures").lines(LONGEST_LIST);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                Row row = parser.parse(line);
                if (row.picture().contains("/") || row.picture().contains("\\")) {
                    throw new DataFormatException(
                            list, i + 1L, "'" + row.picture() + "'; expected the name of a picture without folders");
                }
                rows.add(row);
            } catch (IndexOutOfBoundsException e) {
                throw new DataFormatException(list, i + 1L, "'" + line + "'; expected a picture and its class");
            }
        }
        if (rows.isEmpty()) {
            throw new DataFormatException(list, "it names no picture");
        }
        return rows;
    }

    private static LabelledImages read(
            String name, Path pictures, Path list, List<Row> rows, List<String> classes, int size, PictureShape shape)
            throws IOException {
        List<PictureFile> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (Row row : rows) {
            int label = classes.indexOf(row.className());
            Path file = resolved(list, pictures, row);
            if (label < 0) {
                throw new DataFormatException(list, "class '" + row.className() + "' has no training picture");
            }
            if (!Files.exists(file)) {
                throw new DataFormatException(file, "the picture is missing; " + list.getFileName() + " names it");
            }
            files.add(PictureFile.of(file));
            labels.add(label);
        }
        try {
            return ClassFolderReader.read(name, list, size, classes, files, labels, shape);
        } catch (IllegalArgumentException e) {
            throw new DataFormatException(list, e.getMessage(), e);
        }
    }

    private static Path resolved(Path list, Path pictures, Row row) throws DataFormatException {
        try {
            return pictures.resolve(row.picture());
        } catch (InvalidPathException e) {
            throw new DataFormatException(list, "'" + row.picture() + "' is no name of a file: " + e.getReason(), e);
        }
    }
}
