package io.github.grabnas.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.grabnas.data.DataFormatException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A notebook of the course: its cells, how long its last run took, and the copy of it that students get.
 *
 * <p>Cells have tags. {@value #EXERCISE} marks what a student fills in, {@value #CHECK} what tells a right answer from
 * a wrong one, {@value #SOLUTION} what a student's copy lacks, {@value #GIVEN} what the exercises build on.
 *
 * <pre>{@code
 * CourseNotebook notebook = CourseNotebook.read(Path.of("notebooks/01-the-search-space.ipynb"));
 * Files.write(file, notebook.forStudents().bytes());
 * }</pre>
 */
public final class CourseNotebook {

    /** The tag of a code cell that a student fills in. */
    public static final String EXERCISE = "exercise";

    /** The tag of a code cell that tells whether the answer is right. */
    public static final String CHECK = "check";

    /** The tag of a cell with an answer: the code of a solution, or the text that answers a question. */
    public static final String SOLUTION = "solution";

    /** The tag of a code cell that exercises build on, such as the imports. */
    public static final String GIVEN = "given";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Separators SEPARATORS = Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    private static final DefaultIndenter INDENTER = new DefaultIndenter(" ", "\n");

    private final String fileName;
    private final ObjectNode root;

    private CourseNotebook(String fileName, ObjectNode root) {
        this.fileName = fileName;
        this.root = root;
    }

    /**
     * A cell.
     *
     * @param code whether it is code; text otherwise
     * @param source what is written in it
     * @param tags its tags
     */
    public record Cell(boolean code, String source, Set<String> tags) {

        /** Copies the tags. */
        public Cell {
            Objects.requireNonNull(source, "source");
            tags = Set.copyOf(tags);
        }
    }

    /**
     * Reads a notebook of format 4.
     *
     * @throws DataFormatException if the file is none
     */
    public static CourseNotebook read(Path file) throws IOException {
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            if (!(root instanceof ObjectNode notebook)
                    || !notebook.path("cells").isArray()
                    || notebook.path("nbformat").asInt() != 4) {
                throw new DataFormatException(file, "no notebook; expected JSON with 'cells' and 'nbformat' 4");
            }
            return new CourseNotebook(file.getFileName().toString(), notebook);
        } catch (JsonProcessingException e) {
            throw new DataFormatException(file, "no notebook: " + e.getOriginalMessage(), e);
        }
    }

    /** The name of its file, such as {@code 01-the-search-space.ipynb}. */
    public String fileName() {
        return fileName;
    }

    /** Its first heading, such as {@code 1 · The search space}; the file's name if it has none. */
    public String title() {
        return cells().stream()
                .filter(cell -> !cell.code())
                .flatMap(cell -> cell.source().lines())
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2).strip())
                .findFirst()
                .orElse(fileName);
    }

    /** Its cells, from top to bottom. */
    public List<Cell> cells() {
        return stream(root.path("cells")).map(CourseNotebook::cell).toList();
    }

    private static Cell cell(JsonNode cell) {
        JsonNode source = cell.path("source");
        String text =
                source.isArray() ? stream(source).map(JsonNode::asText).collect(Collectors.joining()) : source.asText();
        return new Cell(cell.path("cell_type").asText().equals("code"), text, tags(cell));
    }

    private static Set<String> tags(JsonNode cell) {
        return stream(cell.path("metadata").path("tags")).map(JsonNode::asText).collect(Collectors.toSet());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** The time from the start of the first code cell to the end of the last one; empty if the run did not note it. */
    public Optional<Duration> lastRun() {
        List<JsonNode> runs = stream(root.path("cells"))
                .filter(cell -> cell.path("cell_type").asText().equals("code"))
                .map(cell -> cell.path("metadata").path("execution"))
                .toList();
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.between(
                    Instant.parse(runs.get(0).path("iopub.status.busy").asText()),
                    Instant.parse(runs.get(runs.size() - 1)
                            .path("shell.execute_reply")
                            .asText())));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The copy for students: without the cells that are solutions, and without what was printed and drawn. */
    public CourseNotebook forStudents() {
        ObjectNode copy = root.deepCopy();
        ArrayNode kept = copy.putArray("cells");
        for (JsonNode cell : root.path("cells")) {
            if (tags(cell).contains(SOLUTION)) {
                continue;
            }
            ObjectNode own = cell.deepCopy();
            if (own.has("outputs")) {
                own.putArray("outputs");
                own.putNull("execution_count");
                ((ObjectNode) own.path("metadata")).remove("execution");
            }
            kept.add(own);
        }
        return new CourseNotebook(fileName, copy);
    }

    /** The file, as Jupyter writes it: JSON in UTF-8, a line for each line of a cell. */
    public byte[] bytes() {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter()
                .withObjectIndenter(INDENTER)
                .withArrayIndenter(INDENTER)
                .withSeparators(SEPARATORS);
        try {
            return (JSON.writer(printer).writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a notebook in memory can be written", e);
        }
    }
}
