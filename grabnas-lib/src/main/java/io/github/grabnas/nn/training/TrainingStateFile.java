package io.github.grabnas.nn.training;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.ParameterFile;
import io.github.grabnas.nn.autodiff.Parameters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The states of a training in a file. A training that is killed and resumed from it ends with the same parameters, bit
 * for bit, as one that was never interrupted.
 */
public final class TrainingStateFile implements TrainingStates {

    private static final String SETTINGS = "settings";
    private static final String WEIGHTS = "/weights/";
    private static final String FIRST = "/first-moments/";
    private static final String SECOND = "/second-moments/";
    private static final String BEST = "/best/";
    private static final String PROGRESS = "/progress";
    private static final String ROUNDS = "/rounds";

    private final Path file;
    private final String settings;
    private final Map<String, TrainingState> states;

    private TrainingStateFile(Path file, String settings, Map<String, TrainingState> states) {
        this.file = file;
        this.settings = settings;
        this.states = states;
    }

    /**
     * Reads a file, or begins a new one where there is none. Nothing is written before the first state is saved.
     *
     * @param settings of the training, with model and seed; only a training with the same settings may be resumed from
     *     the file
     * @throws DataFormatException if the file holds no states of a training, or those of one with other settings
     */
    public static TrainingStateFile open(Path file, String settings) throws IOException {
        Map<String, TrainingState> states = new LinkedHashMap<>();
        if (Files.exists(file)) {
            ParameterFile content = ParameterFile.read(file);
            try {
                if (!content.note(SETTINGS).equals(settings)) {
                    throw new DataFormatException(
                            file,
                            "it is of a training with other settings (" + content.note(SETTINGS)
                                    + "); move it away, or train with the same (" + settings + ")");
                }
                Parameters all = content.parameters();
                for (String name : all.names()) {
                    if (name.endsWith(PROGRESS)) {
                        String stage = name.substring(0, name.length() - PROGRESS.length());
                        states.put(stage, state(all, stage));
                    }
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new DataFormatException(file, "it holds no state of a training: " + e.getMessage());
            }
        }
        return new TrainingStateFile(file, settings, states);
    }

    @Override
    public Optional<TrainingState> find(String stage) {
        return Optional.ofNullable(states.get(stage));
    }

    @Override
    public void save(String stage, TrainingState state) {
        states.put(stage, state);
        Parameters all = Parameters.of(Map.of());
        for (Map.Entry<String, TrainingState> entry : states.entrySet()) {
            all = all.and(content(entry.getKey(), entry.getValue()));
        }
        try {
            new ParameterFile(all, Map.of(SETTINGS, settings)).write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the state of the training could not be written to " + file + ": " + e.getMessage(), e);
        }
    }

    /** Removes the file, if there is one: the training is complete. */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private static Parameters content(String stage, TrainingState state) {
        return state.optimizer()
                .parameters()
                .withPrefix(stage + WEIGHTS)
                .and(state.optimizer().first().withPrefix(stage + FIRST))
                .and(state.optimizer().second().withPrefix(stage + SECOND))
                .and(state.best().withPrefix(stage + BEST))
                .with(stage + ROUNDS, state.curve())
                .with(stage + PROGRESS, Matrix.ofRows(new double[] {
                    state.step(), state.bestLoss(), state.stopping().roundsWithoutImprovement()
                }));
    }

    private static TrainingState state(Parameters all, String stage) {
        Matrix progress = all.get(stage + PROGRESS);
        Adam.State optimizer = new Adam.State(
                (long) progress.get(0, 0),
                all.withoutPrefix(stage + WEIGHTS),
                all.withoutPrefix(stage + FIRST),
                all.withoutPrefix(stage + SECOND));
        Matrix curve = all.get(stage + ROUNDS);
        List<TrainingState.Round> rounds = IntStream.range(0, curve.rows())
                .mapToObj(i -> new TrainingState.Round((long) curve.get(i, 0), curve.get(i, 1), curve.get(i, 2)))
                .toList();
        return new TrainingState(
                optimizer,
                new EarlyStopping.State(all.withoutPrefix(stage + BEST), progress.get(0, 1), (int) progress.get(0, 2)),
                rounds);
    }
}
