package io.github.grabnas.data.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a class folder and of the folders in it. Where a class folder has folders in it, as in Tiny-ImageNet's
 * own layout, the files beside them are pictures if their names say so; everywhere else each file should be one.
 *
 * @param pictures what should be pictures
 * @param others the files beside folders that are no pictures by their names
 */
record ClassPictures(List<PictureFile> pictures, List<PictureFile> others) {

    private static final int DEEPEST = 16;

    /**
     * Looks through a class folder.
     *
     * @throws io.github.grabnas.data.DataFormatException if it holds an archive, or its folders do not end
     */
    static ClassPictures of(PictureFolder folder) throws IOException {
        ClassPictures found = new ClassPictures(new ArrayList<>(), new ArrayList<>());
        found.add(folder, 0);
        return found;
    }

    private void add(PictureFolder folder, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw folder.fault("folders more than " + DEEPEST + " deep; is there a link that leads back?");
        }
        folder.requireNoArchive();
        List<PictureFolder> inner = folder.folders();
        for (PictureFile file : folder.files()) {
            (inner.isEmpty() || FileKind.of(file.name()) == FileKind.PICTURE ? pictures : others).add(file);
        }
        for (PictureFolder each : inner) {
            add(each, depth + 1);
        }
    }

    /** Whether a folder, or one in it, holds a file that is a picture by its name. */
    static boolean isIn(PictureFolder folder) throws IOException {
        return isIn(folder, 0);
    }

    private static boolean isIn(PictureFolder folder, int depth) throws IOException {
        if (depth > DEEPEST) {
            return false;
        }
        if (folder.files().stream().anyMatch(f -> FileKind.of(f.name()) == FileKind.PICTURE)) {
            return true;
        }
        for (PictureFolder each : folder.folders()) {
            if (isIn(each, depth + 1)) {
                return true;
            }
        }
        return false;
    }
}
