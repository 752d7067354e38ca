package io.github.grabnas.data.image;

import io.github.grabnas.data.DataFormatException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A folder without those in it that hold results of a search or a training, which are no classes.
 *
 * @param folder the folder with them
 * @param passedOver is given their names
 */
record WithoutResults(PictureFolder folder, Set<String> passedOver) implements PictureFolder {

    @Override
    public String name() {
        return folder.name();
    }

    @Override
    public List<PictureFolder> folders() throws IOException {
        List<PictureFolder> others = new ArrayList<>();
        for (PictureFolder each : folder.folders()) {
            if (each.holdsResults()) {
                passedOver.add(each.name());
            } else {
                others.add(new WithoutResults(each, passedOver));
            }
        }
        return others;
    }

    @Override
    public List<PictureFile> files() throws IOException {
        return folder.files();
    }

    @Override
    public DataFormatException fault(String reason) {
        return folder.fault(reason);
    }
}
