package io.github.grabnas.data.image;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The files of a folder that has no class folders: what they are, and what to do with them.
 *
 * @param names of the files
 */
record LooseFiles(List<String> names) {

    private static final Pattern IDX = Pattern.compile("(?i).*idx[1-4][-.]ubyte.*|.*\\.idx");
    private static final Pattern CIFAR_IN_PYTHON = Pattern.compile("data_batch_[1-5]|batches\\.meta|meta|train|test");
    private static final Pattern ARRAYS =
            Pattern.compile("(?i).*\\.(npz|npy|parquet|arrow|h5|hdf5|mat|pkl|pickle|tfrecords?|pt|pth|bin|mdb|db)");

    LooseFiles {
        names = List.copyOf(names);
    }

    static LooseFiles of(PictureFolder folder) throws IOException {
        return new LooseFiles(folder.files().stream().map(PictureFile::name).toList());
    }

    /** The end of a message, with the semicolon before it; empty if nothing is there. */
    String told() {
        if (names.isEmpty()) {
            return "";
        }
        String some = "; it holds " + ImageCollection.some(names) + ": ";
        if (has(name -> IDX.matcher(name).matches())) {
            return some + "IDX files are read from a folder, not from an archive, by names such as "
                    + "train-images-idx3-ubyte and train-labels-idx1-ubyte";
        }
        if (names.stream()
                        .filter(name -> CIFAR_IN_PYTHON.matcher(name).matches())
                        .count()
                > 2) {
            return some + "if these are CIFAR's files for Python, which are not read, fetch its binary version";
        }
        if (has(name -> ARRAYS.matcher(name.toLowerCase(Locale.ROOT)).matches())) {
            return some + "pictures in arrays and databases are not read; write each as a PNG file into the folder of "
                    + "its class";
        }
        return has(name -> FileKind.of(name) == FileKind.PICTURE)
                ? some + "labels in a table or in the files' names are not read; put each picture into the folder of "
                        + "its class"
                : some + "none of them is a picture by its name";
    }

    private boolean has(Predicate<String> kind) {
        return names.stream().anyMatch(kind);
    }
}
