package io.github.grabnas.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.evaluate.training.CandidateStateFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of one {@code grabnas train}.
 *
 * @param path of the folder
 */
record TrainingFolder(Path path) {

    /** In the provenance: all that decides the network, in one line. */
    static final String TRAINING = "training";

    /** The same of the training that the command in the provenance asks for, where it gives epochs for minutes. */
    static final String REPEATED = "repeated training";

    private static final List<String> RESULTS =
            List.of("report.html", "model.onnx", "model.zip", "epochs.csv", "split.csv", "provenance.json");

    Path provenance() {
        return path.resolve("provenance.json");
    }

    /** Which image is for what. */
    Path split() {
        return path.resolve("split.csv");
    }

    /** The last epoch's state. */
    Path state() {
        return path.resolve("training.state");
    }

    /** The same of a second training at a lower learning rate, where the first one diverged. */
    Path lowerRateState() {
        return path.resolve("training-lower-rate.state");
    }

    /** The file of the state with which a training begins or goes on. */
    Path currentState() {
        return Files.exists(lowerRateState()) ? lowerRateState() : state();
    }

    /**
     * Opens a state.
     *
     * @param file one of the two
     * @param training all that decides the network, but for the learning rate, in one line
     * @throws DataFormatException if the state is of another training
     */
    CandidateStateFile open(Path file, String training) throws IOException {
        return CandidateStateFile.open(
                file, file.equals(lowerRateState()) ? training + ", at a lower learning rate" : training);
    }

    /**
     * Checks that nothing is overwritten but results of the same training.
     *
     * @param training all that decides the network, in one line
     * @throws DataFormatException if the folder holds a search, another training or somebody's own files; the message
     *     names them
     */
    void requireOwn(String training) throws IOException {
        if (Files.exists(path.resolve("plan.json"))) {
            throw new DataFormatException(path, "it holds a search (plan.json); choose another folder");
        }
        List<String> there = RESULTS.stream()
                .filter(name -> Files.exists(path.resolve(name)))
                .toList();
        // Where there is a state, a training was killed while it wrote its results; whose it is, the state says itself.
        if (!there.isEmpty() && !Files.exists(currentState()) && !isOf(training)) {
            throw new DataFormatException(
                    path,
                    "it holds " + String.join(", ", there) + " of another training or of something else; choose "
                            + "another folder");
        }
    }

    private boolean isOf(String training) throws IOException {
        try {
            if (!Files.exists(provenance())) {
                return false;
            }
            JsonNode written = new ObjectMapper().readTree(provenance().toFile());
            return Stream.of(TRAINING, REPEATED)
                    .anyMatch(name -> written.path(name).asText().equals(training));
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
