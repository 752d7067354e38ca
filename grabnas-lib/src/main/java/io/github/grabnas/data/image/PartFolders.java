package io.github.grabnas.data.image;

import io.github.grabnas.data.DataFormatException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the folders for training, validation and test among others. */
final class PartFolders {

    private static final Pattern NO_LETTERS = Pattern.compile("\\P{L}+");

    private PartFolders() {}

    /**
     * The folders of parts: those that have such names and hold folders themselves. Classes may have such names too.
     *
     * @throws DataFormatException if there are two for a part, or it is a single one and other folders beside it hold
     *     pictures: then a folder such as {@code train} may also be a class
     */
    static Map<DataPart, PictureFolder> of(PictureFolder around) throws IOException {
        Map<DataPart, PictureFolder> parts = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        for (PictureFolder folder : around.folders()) {
            Optional<DataPart> part = DataPart.ofFolder(folder.name());
            if (part.isEmpty() && ClassPictures.isIn(folder)) {
                others.add(folder.name());
            }
            if (part.isPresent() && !folder.folders().isEmpty() && parts.put(part.get(), folder) != null) {
                throw around.fault("two folders for the part '" + part.get().label() + "'; expected one");
            }
        }
        if (parts.size() == 1 && !others.isEmpty()) {
            String name = parts.values().iterator().next().name();
            throw around.fault("the folder '" + name + "' may hold the classes of the part '"
                    + parts.keySet().iterator().next().label() + "', or be a class beside "
                    + ImageCollection.some(others) + ", which hold pictures too; move those away if it is a part, or "
                    + "rename '" + name + "' if it is a class");
        }
        return parts;
    }

    /**
     * Refuses folders such as {@code train} and {@code test} that hold pictures and no class folders, where they would
     * be taken for classes: two of them, or one beside which no other folder holds pictures.
     */
    static void requireClasses(PictureFolder around) throws IOException {
        List<String> named = new ArrayList<>();
        Set<DataPart> parts = EnumSet.noneOf(DataPart.class);
        int others = 0;
        for (PictureFolder folder : around.folders()) {
            Optional<DataPart> part = DataPart.ofFolder(folder.name());
            if (part.isEmpty()) {
                others += ClassPictures.isIn(folder) ? 1 : 0;
            } else if (ClassPictures.isIn(folder)) {
                named.add(folder.name());
                parts.add(part.get());
            }
        }
        if (parts.size() > 1 || !named.isEmpty() && others == 0) {
            String folders = named.size() == 1 ? "the folder " : "the folders ";
            throw around.fault(folders + ImageCollection.some(named) + ", named as parts are, "
                    + (named.size() == 1 ? "holds" : "hold") + " pictures and no folders of classes; expected such as '"
                    + named.get(named.size() - 1) + "/CLASS'; labels in a table or in the files' names are not read; "
                    + "rename what is a class");
        }
    }

    /** A warning if all classes are named nearly as parts are, such as {@code train2017} and {@code val2017}. */
    static Optional<String> doubt(List<String> classes) {
        Set<DataPart> parts = EnumSet.noneOf(DataPart.class);
        for (String name : classes) {
            Optional<DataPart> part = NO_LETTERS
                    .splitAsStream(name)
                    .map(DataPart::ofFolder)
                    .flatMap(Optional::stream)
                    .findFirst();
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return parts.size() < 2
                ? Optional.empty()
                : Optional.of("the classes " + ImageCollection.some(classes) + " are named nearly as parts are; if "
                        + "they are parts, name them 'train', 'validation' and 'test', with a folder for each class in "
                        + "each");
    }
}
