package io.github.grabnas.experiment.images;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.FolderLock;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.data.WholeFile;
import io.github.grabnas.data.image.ImageCollection;
import io.github.grabnas.data.image.ImageCollectionReader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The folder of one search: what was asked for, the plan, the trainings that are done, and the results. The same search
 * goes on in it; another one is refused.
 *
 * @param path the folder
 */
public record SearchFolder(Path path) {

    private static final String FORMAT = "grabnas-plan 2";
    private static final String LOCK = ".search.lock";
    /** In bytes; a journal with a training in it may be as short, one with many is longer. */
    private static final long LONGEST_HEAD = 4096;

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Checks that nothing is missing. */
    public SearchFolder {
        Objects.requireNonNull(path, "path");
    }

    /**
     * What is kept of a search so that it can go on.
     *
     * @param format of the file
     * @param request what was asked for, by name
     * @param plan chosen at its beginning
     * @param milliseconds that an image takes, of each architecture of which it was measured, by its text; empty
     *     without a limit to them
     * @param ended evaluations after which the search ended; 0 as long as it goes on
     * @param seconds that set-up and search have taken until the last candidate was trained, without pauses
     * @param result what was said of the network, in lines; empty as long as there is none
     * @param warnings of the plan
     */
    record State(
            String format,
            Map<String, String> request,
            SearchPlan plan,
            Map<String, Double> milliseconds,
            int ended,
            double seconds,
            List<String> result,
            List<String> warnings) {

        /** Some folders say nothing of their result, or of their plan. */
        State {
            result = result == null ? List.of() : List.copyOf(result);
            warnings = warnings == null ? List.of() : List.copyOf(warnings);
        }

        State(Map<String, String> request, SearchPlan plan, Map<String, Double> milliseconds, List<String> warnings) {
            this(FORMAT, new TreeMap<>(request), plan, milliseconds, 0, 0, List.of(), warnings);
        }

        State endedAfter(int evaluations, SearchPlan changed, double taken) {
            return new State(format, request, changed, milliseconds, evaluations, taken, result, warnings);
        }

        State withTimes(Map<String, Double> measured) {
            return new State(format, request, plan, new TreeMap<>(measured), ended, seconds, result, warnings);
        }

        State withSeconds(double taken) {
            return new State(format, request, plan, milliseconds, ended, taken, result, warnings);
        }

        State finishedWith(List<String> lines) {
            return new State(format, request, plan, milliseconds, ended, seconds, lines, warnings);
        }

        private boolean isWhole() {
            return FORMAT.equals(format)
                    && request != null
                    && plan != null
                    && plan.search() != null
                    && plan.larger() != null
                    && milliseconds != null;
        }
    }

    /**
     * Keeps other searches out of the folder, which is made if it is missing: they would take each other's plan and
     * trainings for their own.
     *
     * @throws IOException if a search is going on in it
     */
    FolderLock lock() throws IOException {
        return FolderLock.making(path, LOCK, "another search, of this process or of another one,");
    }

    /** The trials of the search. */
    public Path trials() {
        return path.resolve("trials.csv");
    }

    /** Which image is for what. */
    public Path split() {
        return path.resolve("split.csv");
    }

    /** Where the numbers come from. */
    public Path provenance() {
        return path.resolve("provenance.json");
    }

    /** The page for people. */
    public Path report() {
        return path.resolve("report.html");
    }

    /** The network for ONNX Runtime. */
    public Path onnxModel() {
        return path.resolve("model.onnx");
    }

    /** The network for Deeplearning4j. */
    public Path deeplearning4jModel() {
        return path.resolve("model.zip");
    }

    /** The trainings of the search. */
    Path searchJournal() {
        return path.resolve("search.journal");
    }

    /** The trainings of the finalists. */
    Path finalistsJournal() {
        return path.resolve("finalists.journal");
    }

    /** The last epoch's state of a finalist's training; the best of the search is number 1. */
    Path finalistState(int number) {
        return path.resolve("finalist-" + number + ".state");
    }

    /** The last epoch's state of the chosen architecture's training. */
    Path finalState() {
        return path.resolve("final.state");
    }

    /** The same of its second training, at a lower learning rate, where the first one diverged. */
    Path lowerRateState() {
        return path.resolve("final-lower-rate.state");
    }

    /**
     * Notes that all files of the result are written, so that the same search is not run again.
     *
     * @param lines what was said of the result
     */
    public void finish(List<String> lines) throws IOException {
        write(read().finishedWith(lines));
        deleteState();
    }

    /**
     * What was said of the result of a search that came to its end here.
     *
     * @param request what is asked for now; its images are read if a search ended here
     * @param stop asked now and then while they are read
     * @return empty if none did, or one of its files is not there any more
     * @throws DataFormatException if the folder holds another search; the message names what differs
     * @throws java.util.concurrent.CancellationException if it was told to stop
     */
    public Optional<List<String>> finished(ImageSearchRequest request, BooleanSupplier stop) throws IOException {
        boolean whole = Files.exists(plan()) && results().stream().allMatch(Files::exists);
        if (!whole || read().result().isEmpty()) {
            return Optional.empty();
        }
        ImageCollection images = request.readWithout(this, ImageCollectionReader.Progress.until(stop));
        return state(request.described(images.sha256())).map(State::result);
    }

    private List<Path> results() {
        return List.of(report(), trials(), split(), onnxModel(), deeplearning4jModel(), provenance());
    }

    /**
     * Checks that nothing is overwritten that is not of a search in this folder.
     *
     * @throws DataFormatException if results are there without a plan, of a training or somebody's own; the message
     *     names them
     */
    void requireOwn() throws DataFormatException {
        List<String> others = Stream.concat(
                        results().stream(),
                        Stream.of("training.state", "training-lower-rate.state").map(path::resolve))
                .filter(Files::exists)
                .map(file -> file.getFileName().toString())
                .toList();
        if (!others.isEmpty() && !Files.exists(plan())) {
            throw new DataFormatException(
                    path,
                    "it holds " + String.join(", ", others) + " and no plan.json of a search, which would overwrite "
                            + "what is not its own; choose another folder");
        }
    }

    /** Removes what only a search needs that goes on: once the network is written, it is over. */
    public void deleteState() throws IOException {
        Files.deleteIfExists(finalState());
        Files.deleteIfExists(lowerRateState());
    }

    private Path plan() {
        return path.resolve("plan.json");
    }

    /**
     * What a search that was begun here left.
     *
     * @param request what is asked for now
     * @return empty if none was, or another one that has trained nothing yet: it is forgotten
     * @throws DataFormatException if the folder holds another search; the message names what differs
     */
    Optional<State> state(Map<String, String> request) throws IOException {
        if (!Files.exists(plan())) {
            return Optional.empty();
        }
        State state = read();
        for (String name : new TreeMap<>(request).keySet()) {
            String before = state.request().getOrDefault(name, "");
            if (!before.equals(request.get(name)) && hasTrainedNothing(state)) {
                Files.deleteIfExists(searchJournal());
                return Optional.empty();
            }
            if (!before.equals(request.get(name))) {
                throw new DataFormatException(
                        plan(),
                        "the folder holds another search: " + name + " was '" + before + "' and is now '"
                                + request.get(name) + "'; repeat its command to go on, or choose another folder");
            }
        }
        return Optional.of(state);
    }

    /** Whether it was refused or killed before its first candidate was trained: its journal has no more than a head. */
    private boolean hasTrainedNothing(State state) throws IOException {
        return state.ended() == 0
                && state.seconds() == 0
                && (!Files.exists(searchJournal())
                        || Files.size(searchJournal()) <= LONGEST_HEAD
                                && InputFile.of(searchJournal(), "the journal of the search")
                                                .lines(LONGEST_HEAD)
                                                .size()
                                        <= 1);
    }

    private State read() throws IOException {
        State state;
        try {
            state = JSON.readValue(plan().toFile(), State.class);
        } catch (JsonProcessingException e) {
            throw new DataFormatException(
                    plan(),
                    "it is no plan of a search: " + e.getOriginalMessage().replaceAll("\\s+", " "));
        }
        if (state == null || !state.isWhole()) {
            throw new DataFormatException(plan(), "it is no plan of a search; choose another folder");
        }
        return state;
    }

    void write(State state) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(state);
        WholeFile.write(plan(), out -> {
            out.write(bytes);
            out.write('\n');
        });
    }
}
