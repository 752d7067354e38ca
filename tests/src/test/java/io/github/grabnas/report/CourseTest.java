package io.github.grabnas.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.report.CourseNotebook.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

class CourseTest {

    private static final Path NOTEBOOKS = Path.of("notebooks");
    private static final String SMALL = """
            {"cells": [
              {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# 1 · Title\\n", "text"]},
              {"cell_type": "code", "id": "b", "execution_count": 1, "outputs": [{"output_type": "stream"}],
               "source": "1",
               "metadata": {"tags": ["exercise"], "execution": {"iopub.status.busy": "2026-01-01T00:00:00Z",
                                                                "shell.execute_reply": "2026-01-01T00:00:02Z"}}},
              {"cell_type": "code", "id": "c", "execution_count": 2, "outputs": [], "source": "2",
               "metadata": {"tags": ["solution"], "execution": {"iopub.status.busy": "2026-01-01T00:00:03Z",
                                                                "shell.execute_reply": "2026-01-01T00:00:09Z"}}}],
             "metadata": {"kernelspec": {"name": "java"}}, "nbformat": 4, "nbformat_minor": 5}
            """;

    @TempDir
    private Path folder;

    private CourseNotebook read(String text) throws IOException {
        return CourseNotebook.read(Files.writeString(folder.resolve("01-small.ipynb"), text));
    }

    @Test
    void a_notebook_has_a_title_cells_with_tags_and_the_time_of_its_last_run() throws IOException {
        CourseNotebook small = read(SMALL);
        assertThat(small.title()).isEqualTo("1 · Title");
        assertThat(small.cells())
                .extracting(Cell::code, Cell::source)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(false, "# 1 · Title\ntext"),
                        org.assertj.core.groups.Tuple.tuple(true, "1"),
                        org.assertj.core.groups.Tuple.tuple(true, "2"));
        assertThat(small.cells().get(2).tags()).containsExactly("solution");
        assertThat(small.lastRun()).contains(Duration.ofSeconds(9));
    }

    @Test
    void the_students_copy_lacks_solutions_outputs_and_times_and_nothing_else() throws IOException {
        CourseNotebook copy = read(SMALL).forStudents();
        assertThat(copy.cells()).hasSize(2).noneMatch(cell -> cell.tags().contains("solution"));
        assertThat(copy.lastRun()).isEmpty();
        String text = new String(copy.bytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(text)
                .contains("\"outputs\": []", "\"execution_count\": null", "\"name\": \"java\"", "# 1 · Title\\n")
                .doesNotContain("stream", "2026-01-01");
    }

    @Test
    void what_is_no_notebook_is_refused_by_name() {
        for (String text :
                List.of("", "{", "[]", "{\"cells\": 1, \"nbformat\": 4}", "{\"cells\": [], \"nbformat\": 3}")) {
            assertThatThrownBy(() -> read(text))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContaining("01-small.ipynb: no notebook");
        }
        assertThatThrownBy(() -> Course.in(folder.resolve("nowhere")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("no notebooks");
    }

    @Test
    void the_archive_holds_every_notebook_of_the_course_and_is_the_same_every_time() throws IOException {
        Course course = Course.in(NOTEBOOKS);
        Path zip = folder.resolve("course.zip");
        course.writeStudentsCopy(zip);
        byte[] first = Files.readAllBytes(zip);
        TimeZone here = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            course.writeStudentsCopy(zip);
        } finally {
            TimeZone.setDefault(here);
        }
        assertThat(Files.readAllBytes(zip)).as("in another time zone").isEqualTo(first);
        List<String> names = new ArrayList<>();
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            archive.stream().map(ZipEntry::getName).forEach(names::add);
        }
        assertThat(names)
                .containsAll(course.notebooks().stream()
                        .map(n -> "grabnas-course/" + n.fileName())
                        .toList())
                .contains("grabnas-course/pictures/loop.svg");
    }

    @Test
    void every_notebook_that_teaches_has_an_exercise_with_solution_and_check_and_answers() throws IOException {
        assertThat(Course.in(NOTEBOOKS).notebooks().stream()
                        .filter(n -> n.fileName().compareTo("01") > 0))
                .hasSize(11)
                .allSatisfy(notebook -> assertThat(notebook.cells().stream()
                                .flatMap(c -> c.tags().stream())
                                .toList())
                        .as(notebook.fileName())
                        .contains("given", "exercise", "solution", "check"));
    }

    @Test
    void the_committed_drawing_of_the_loop_is_what_the_library_draws() throws IOException {
        assertThat(Files.readString(NOTEBOOKS.resolve("pictures/loop.svg")))
                .isEqualTo(LoopDrawing.draw().text());
        assertThat(LoopDrawing.boxes())
                .allMatch(box -> Files.exists(NOTEBOOKS.resolve(box.notebook())), "leads to a notebook");
    }
}
