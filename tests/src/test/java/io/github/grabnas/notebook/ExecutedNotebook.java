package io.github.grabnas.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A notebook file, as far as tests ask about it. */
record ExecutedNotebook(JsonNode root) {

    static ExecutedNotebook read(Path file) throws IOException {
        return new ExecutedNotebook(new ObjectMapper().readTree(file.toFile()));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String joined(JsonNode text) {
        return text.isArray()
                ? String.join("", stream(text).map(JsonNode::asText).toList())
                : text.asText();
    }

    List<JsonNode> codeCells() {
        return stream(root.path("cells"))
                .filter(c -> c.path("cell_type").asText().equals("code"))
                .toList();
    }

    List<Integer> executionCounts() {
        return codeCells().stream().map(c -> c.path("execution_count").asInt()).toList();
    }

    private Stream<JsonNode> outputs() {
        return codeCells().stream().flatMap(c -> stream(c.path("outputs")));
    }

    /** The messages of exceptions. */
    List<String> errors() {
        return outputs()
                .filter(o -> o.path("output_type").asText().equals("error"))
                .map(o ->
                        o.path("ename").asText() + ": " + o.path("evalue").asText() + " " + joined(o.path("traceback")))
                .toList();
    }

    /** What was printed to the error stream. */
    List<String> errorStream() {
        return outputs()
                .filter(o -> o.path("name").asText().equals("stderr"))
                .map(o -> joined(o.path("text")))
                .toList();
    }

    /** Everything that was printed. */
    List<String> printed() {
        return outputs()
                .filter(o -> o.path("output_type").asText().equals("stream"))
                .map(o -> joined(o.path("text")))
                .toList();
    }

    /** What was printed by the last code cell. */
    String printedByLast() {
        List<JsonNode> cells = codeCells();
        return String.join(
                "",
                stream(cells.get(cells.size() - 1).path("outputs"))
                        .map(o -> joined(o.path("text")))
                        .toList());
    }

    /** The MIME types of everything that was shown, in order. */
    List<String> shown() {
        return outputs()
                .filter(o -> o.has("data"))
                .map(o -> o.path("data").fieldNames().next())
                .toList();
    }
}
