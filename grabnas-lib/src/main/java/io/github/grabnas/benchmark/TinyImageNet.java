package io.github.grabnas.benchmark;

import io.github.grabnas.data.CsvTable;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.data.image.ClassFolderReader;
import io.github.grabnas.data.image.LabelledImages;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * The 200 classes of Tiny-ImageNet (40 images of each), and what each is for. Those that a target has too, by name or
 * by WordNet, take no part in meta-training; the file {@code data/proxy/excluded-classes.csv} lists them with their
 * reasons. Of the others {@value #HELD_OUT} are held out for judging what was learnt.
 *
 * @param images all images, the classes in the order of their WordNet numbers
 * @param excluded the classes that meta-training may not have
 */
record TinyImageNet(LabelledImages images, Set<String> excluded) {

    static final String PLACE = "images/tiny-imagenet200.zip";

    /** How many classes no training task has. */
    static final int HELD_OUT = 40;

    private static final int DEVELOPMENT = 20;
    private static final long SEED = 201;

    /**
     * Reads the images and the list of exclusions.
     *
     * @param size height and width to which images are resized
     */
    static TinyImageNet read(DataFolder data, int size) throws IOException {
        Set<String> excluded = new TreeSet<>();
        CsvTable.read(
                InputFile.of(DataFolder.embedded("proxy/excluded-classes.csv"), "the list of excluded classes"),
                List.of("wordnet_id", "name", "target_class"),
                row -> excluded.add(row.field(0)));
        return new TinyImageNet(new ClassFolderReader(size).read(data.require(PLACE), "train"), excluded);
    }

    private List<String> shuffled(boolean whetherExcluded, long seed) {
        List<String> classes = new ArrayList<>(images.classNames());
        classes.removeIf(c -> excluded.contains(c) != whetherExcluded);
        Collections.shuffle(classes, new Random(seed));
        return classes;
    }

    /** The classes from which meta-training's tasks are made. */
    List<String> trainingClasses() {
        List<String> allowed = shuffled(false, SEED);
        return List.copyOf(allowed.subList(HELD_OUT, allowed.size()));
    }

    /** The classes of the tasks on which what was learnt is judged. */
    List<String> heldOutClasses() {
        return List.copyOf(shuffled(false, SEED).subList(0, HELD_OUT));
    }

    /** The task on which settings are chosen: twenty of the excluded classes. */
    LabelledImages development() {
        return images.classes(shuffled(true, SEED).subList(0, DEVELOPMENT));
    }
}
