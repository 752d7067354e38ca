package io.github.grabnas.report;

import io.github.grabnas.data.WholeFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The notebooks of a folder, as a course.
 *
 * <pre>{@code
 * Course.in(Path.of("notebooks")).writeStudentsCopy(Path.of("course.zip"));
 * }</pre>
 */
public final class Course {

    /** The folder in the students' archive; beside {@code notebooks} in a checkout, links lead to the same pages. */
    public static final String FOLDER = "grabnas-course";

    /** As archives keep it, without a time zone, so that the file is the same in every zone. */
    private static final LocalDateTime SAME_EVERY_TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    private final Path folder;
    private final List<CourseNotebook> notebooks;

    private Course(Path folder, List<CourseNotebook> notebooks) {
        this.folder = folder;
        this.notebooks = List.copyOf(notebooks);
    }

    /**
     * Reads the notebooks of a folder whose names begin with two digits.
     *
     * @throws NoSuchFileException if there are none
     */
    public static Course in(Path folder) throws IOException {
        List<CourseNotebook> found = new ArrayList<>();
        for (Path file : files(folder)) {
            if (file.getFileName().toString().matches("\\d\\d-.*\\.ipynb")) {
                found.add(CourseNotebook.read(file));
            }
        }
        if (found.isEmpty()) {
            throw new NoSuchFileException(
                    folder.toString(), null, "no notebooks; expected names such as 01-the-search-space.ipynb");
        }
        return new Course(folder, found);
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The notebooks, in the order of their names. */
    public List<CourseNotebook> notebooks() {
        return notebooks;
    }

    /**
     * Writes a zip with the students' copies of all notebooks and the pictures that they show. The same notebooks give
     * the same file, byte by byte.
     *
     * @throws IOException if the file cannot be written; what was there stays as it was
     */
    public void writeStudentsCopy(Path zip) throws IOException {
        List<Path> pictures = files(folder.resolve("pictures"));
        WholeFile.write(zip, out -> {
            ZipOutputStream entries = new ZipOutputStream(out);
            for (CourseNotebook notebook : notebooks) {
                add(entries, notebook.fileName(), notebook.forStudents().bytes());
            }
            for (Path picture : pictures) {
                add(entries, "pictures/" + picture.getFileName(), Files.readAllBytes(picture));
            }
            entries.finish();
        });
    }

    private static void add(ZipOutputStream entries, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(FOLDER + "/" + name);
        entry.setTimeLocal(SAME_EVERY_TIME);
        entries.putNextEntry(entry);
        entries.write(content);
        entries.closeEntry();
    }
}
