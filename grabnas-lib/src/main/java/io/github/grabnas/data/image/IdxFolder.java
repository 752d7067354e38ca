package io.github.grabnas.data.image;

import io.github.grabnas.data.DataFormatException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * IDX files of images with their labels beside them, under MNIST's names: {@code train-images-idx3-ubyte} (or with a
 * dot before {@code idx3}, or packed) and {@code train-labels-idx1-ubyte}. The word before {@code -images} says which
 * part they are: {@code train}, {@code validation}, {@code test} or {@code t10k}; the name of a dataset may stand
 * before it, as in {@code emnist-letters-train}. One pair with any other name, such as {@code digits}, is not divided
 * yet. The classes are named by their numbers; numbers that no image has are no classes.
 */
final class IdxFolder {

    private static final Pattern IMAGES = Pattern.compile("(?:(.*)-)?images([-.])idx3-ubyte(\\.gz)?");

    private final Path place;
    private final Map<String, Path> images;

    private IdxFolder(Path place, Map<String, Path> images) {
        this.place = place;
        this.images = images;
    }

    /** The pairs in a folder; empty if it has none. */
    static Optional<IdxFolder> of(Path folder) throws IOException {
        Map<String, Path> images = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                Matcher name = IMAGES.matcher(file.getFileName().toString());
                if (Files.isRegularFile(file) && name.matches()) {
                    images.put(before(name), file);
                }
            }
        }
        return images.isEmpty() ? Optional.empty() : Optional.of(new IdxFolder(folder, images));
    }

    /** One pair, by the name of its images; empty if it is not such a name. */
    static Optional<IdxFolder> ofFile(Path file) {
        Matcher name = IMAGES.matcher(String.valueOf(file.getFileName()));
        return name.matches() ? Optional.of(new IdxFolder(file, Map.of(before(name), file))) : Optional.empty();
    }

    /** What stands before {@code -images}; that word itself where nothing does. */
    private static String before(Matcher name) {
        return Optional.ofNullable(name.group(1)).orElse("images");
    }

    /** The part that the last word names. */
    private static Optional<DataPart> part(String before) {
        return DataPart.ofFolder(before.substring(before.lastIndexOf('-') + 1));
    }

    /** How many names stand before the parts, of which a dataset has one. */
    private long datasets() {
        return images.keySet().stream()
                .map(before -> before.substring(0, before.lastIndexOf('-') + 1))
                .distinct()
                .count();
    }

    /**
     * Reads all pairs.
     *
     * @throws DataFormatException if there are several of which not all names tell a part, none is for training, or the
     *     numbers of their classes differ
     */
    List<ImageCollectionReader.Part> read() throws IOException {
        List<ImageCollectionReader.Part> parts = new ArrayList<>();
        for (Map.Entry<String, Path> pair : images.entrySet()) {
            // One file alone is what it is, whatever its name.
            Optional<DataPart> part = images.size() == 1 ? Optional.empty() : part(pair.getKey());
            if (images.size() > 1 && (part.isEmpty() || datasets() > 1)) {
                throw new DataFormatException(
                        place,
                        "IDX files of " + images.keySet() + ": expected train, validation, test or t10k before "
                                + "-images, of one dataset; name the file of images that is meant");
            }
            parts.add(new ImageCollectionReader.Part(part, read(pair.getKey(), pair.getValue())));
        }
        List<String> classes = parts.get(0).images().classNames();
        for (ImageCollectionReader.Part part : parts) {
            if (!part.images().classNames().equals(classes)) {
                throw new DataFormatException(
                        place,
                        classes.size() + " classes in one part, " + ImageCollection.some(classes) + ", and "
                                + part.images().classNames().size() + " in another, "
                                + ImageCollection.some(part.images().classNames()) + "; expected the same");
            }
        }
        if (parts.size() > 1 && parts.stream().noneMatch(p -> p.part().equals(Optional.of(DataPart.TRAINING)))) {
            throw new DataFormatException(place, "IDX files of " + images.keySet() + ": expected train among them");
        }
        return parts;
    }

    private static LabelledImages read(String name, Path file) throws IOException {
        String labels = file.getFileName().toString().replaceFirst("images([-.])idx3", "labels$1idx1");
        Path beside = file.resolveSibling(labels);
        return IdxReader.readNumbered(name, file, beside);
    }
}
