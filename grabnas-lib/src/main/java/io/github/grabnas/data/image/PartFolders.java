package io.github.grabnas.data.image;

import io.github.grabnas.data.DataFormatException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the folders for training, validation and test among others. */
final class PartFolders {

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
}
