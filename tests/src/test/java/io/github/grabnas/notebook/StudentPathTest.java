package io.github.grabnas.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.report.Course;
import io.github.grabnas.report.CourseNotebook;
import io.github.grabnas.report.CourseNotebook.Cell;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The way of a student through the exercises of a notebook: the copy without solutions says that they are open, wrong
 * answers are told, and with the solutions all checks pass. Only what the exercises build on runs before them.
 */
@Tag("alone")
@Tag("long")
class StudentPathTest {

    private static final Path NOTEBOOKS = Path.of("notebooks");
    private static final Path WRONG = Path.of("tests/src/test/resources/course");

    private static JShell shell;

    /** A cell with what a student is asked, what comes with it, and how the answer is checked. */
    private record Exercise(String starter, String solution, String check) {}

    @BeforeAll
    static void open_a_shell() {
        shell = JShell.builder()
                .executionEngine("local")
                .compilerOptions("-classpath", System.getProperty("java.class.path"))
                .build();
    }

    @AfterAll
    static void close_it() {
        if (shell != null) {
            shell.close();
        }
    }

    /** Runs the text of a cell, and gives what it printed; a snippet that does not compile or throws fails the test. */
    private static String run(String cell) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        List<String> faults = new ArrayList<>();
        try {
            String rest = cell;
            while (!rest.isBlank()) {
                SourceCodeAnalysis.CompletionInfo next =
                        shell.sourceCodeAnalysis().analyzeCompletion(rest);
                shell.eval(next.source()).forEach(event -> note(event, faults));
                rest = next.remaining();
            }
        } finally {
            System.setOut(before);
        }
        assertThat(faults).as(cell).isEmpty();
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static void note(SnippetEvent event, List<String> faults) {
        if (event.exception() != null) {
            faults.add(event.snippet().source() + ": " + event.exception());
        }
        if (event.status() == Snippet.Status.REJECTED) {
            shell.diagnostics(event.snippet())
                    .forEach(d -> faults.add(event.snippet().source() + ": " + d.getMessage(Locale.ROOT)));
        }
    }

    private static List<Exercise> exercises(CourseNotebook notebook) {
        List<Cell> cells = notebook.cells().stream()
                .filter(cell -> Stream.of(CourseNotebook.EXERCISE, CourseNotebook.SOLUTION, CourseNotebook.CHECK)
                        .anyMatch(cell.tags()::contains))
                .filter(Cell::code)
                .toList();
        List<Exercise> found = new ArrayList<>();
        for (int i = 0; i + 2 < cells.size(); i += 3) {
            assertThat(cells.subList(i, i + 3).stream()
                            .map(c -> c.tags().iterator().next()))
                    .as(notebook.fileName())
                    .containsExactly(CourseNotebook.EXERCISE, CourseNotebook.SOLUTION, CourseNotebook.CHECK);
            found.add(new Exercise(
                    cells.get(i).source(),
                    cells.get(i + 1).source(),
                    cells.get(i + 2).source()));
        }
        assertThat(found).as(notebook.fileName()).isNotEmpty().hasSize(cells.size() / 3);
        return found;
    }

    private static String wrongAnswer(CourseNotebook notebook, int exercise) throws IOException {
        return Files.readString(WRONG.resolve(notebook.fileName().substring(0, 2) + "-" + exercise + ".jsh"));
    }

    private static void solve(CourseNotebook notebook) throws IOException {
        notebook.cells().stream()
                .filter(cell -> cell.tags().contains(CourseNotebook.GIVEN))
                .forEach(cell -> run(cell.source()));
        int number = 1;
        for (Exercise exercise : exercises(notebook)) {
            String name = notebook.fileName() + ", exercise " + number;
            run(exercise.starter());
            assertThat(run(exercise.check())).as(name + ", open").contains("✗ not yet");
            run(wrongAnswer(notebook, number++));
            assertThat(run(exercise.check())).as(name + ", wrong").contains("✗ not yet");
            run(exercise.solution());
            assertThat(run(exercise.check()))
                    .as(name + ", solved")
                    .contains("✓ right")
                    .doesNotContain("✗");
        }
    }

    @TestFactory
    Stream<DynamicTest> open_and_wrong_answers_are_told_and_the_solutions_are_right() throws IOException {
        return Course.in(NOTEBOOKS).notebooks().stream()
                .filter(notebook ->
                        notebook.cells().stream().anyMatch(c -> c.tags().contains(CourseNotebook.EXERCISE)))
                .map(notebook -> DynamicTest.dynamicTest(notebook.fileName(), () -> solve(notebook)));
    }
}
