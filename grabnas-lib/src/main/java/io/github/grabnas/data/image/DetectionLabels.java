package io.github.grabnas.data.image;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Recognises a dataset for object detection by its folders: pictures in one, texts about the boxes in them in another
 * (YOLO's {@code images} and {@code labels}, VOC's {@code JPEGImages} and {@code Annotations}, COCO's
 * {@code annotations}). Such a picture shows things of several classes and belongs to none.
 */
final class DetectionLabels {

    private static final Set<String> FOLDERS = Set.of("labels", "annotations", "bboxes", "boxes");

    private DetectionLabels() {}

    /**
     * What to say of a folder without pictures, in brackets.
     *
     * @param name of the folder
     * @param beside it and the folders beside it
     * @param found what it holds
     * @return empty where it does not look like a folder of boxes
     */
    static String told(String name, List<PictureFolder> beside, ClassPictures found) {
        boolean texts = Stream.concat(found.pictures().stream(), found.others().stream())
                .anyMatch(file -> FileKind.of(file.name()) == FileKind.TEXT);
        if (!texts || beside.size() < 2 || !FOLDERS.contains(name.toLowerCase(Locale.ROOT))) {
            return "";
        }
        return " but texts, as in datasets for the detection of objects (YOLO, COCO, VOC), whose pictures have boxes "
                + "of several classes; expected a folder for each class, with pictures of that class alone: cut the "
                + "boxes out and write each as a picture into the folder of its class";
    }
}
