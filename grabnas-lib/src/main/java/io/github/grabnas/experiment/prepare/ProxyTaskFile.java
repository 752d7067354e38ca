package io.github.grabnas.experiment.prepare;

import io.github.grabnas.benchmark.ProxyTask;
import io.github.grabnas.benchmark.ProxyTasks;
import io.github.grabnas.data.image.ImageTransformation;
import io.github.grabnas.experiment.run.CsvFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists the tasks of meta-training and those held out, a line each: what a tuple's accuracy was measured on. The file
 * is replaced as a whole, or left as it was.
 */
public final class ProxyTaskFile {

    private static final List<String> COLUMNS = List.of(
            "task",
            "classes",
            "images_a_class",
            "size",
            "colour",
            "transformations",
            "shown_images",
            "names_of_classes");

    private ProxyTaskFile() {}

    /**
     * Writes the list, meta-training first, those whose classes are several together last. Columns: the task's name,
     * its number of classes, images of each class at most (half of them to train on), height and width in pixels,
     * {@code grey} or {@code colour}, what was done to the images, how many training images a network is shown, and the
     * classes' names.
     */
    public static void write(Path file, ProxyTasks tasks) throws IOException {
        CsvFile.write(
                file,
                COLUMNS,
                Stream.of(tasks.training(), tasks.heldOut(), tasks.groups())
                        .flatMap(List::stream)
                        .map(ProxyTaskFile::line));
    }

    private static List<String> line(ProxyTask task) {
        return List.of(
                task.name(),
                Integer.toString(task.classes().size()),
                Integer.toString(task.perClass()),
                Integer.toString(task.size()),
                task.grey() ? "grey" : "colour",
                task.transformations().stream().map(ImageTransformation::text).collect(Collectors.joining("; ")),
                Integer.toString(task.shownImages()),
                String.join(" ", task.classes()));
    }
}
