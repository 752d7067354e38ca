package io.github.grabnas.evaluate.training;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.tensor.Tensor;
import io.github.grabnas.data.tensor.TensorFile;
import io.github.grabnas.evaluate.training.TrainingOutcome.Epoch;
import io.github.grabnas.nn.convolution.NetworkWeights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * The state of one candidate's training in a file, replaced as a whole after every epoch. A training that is killed and
 * goes on from it ends, with the vector engine, with the same network, bit for bit, as one that was never interrupted.
 *
 * <pre>{@code
 * CandidateStateFile states = CandidateStateFile.open(Path.of("training.state"), "digits, seed 0, C=16");
 * TrainedClassifier trained = training.train(cell, task, states, epoch -> { });
 * states.delete();
 * }</pre>
 */
public final class CandidateStateFile implements CandidateStates {

    private static final String SETTINGS = "settings";
    private static final String EPOCHS = "epochs";
    private static final String OF_EPOCHS = "of-epochs";
    private static final String WEIGHTS = "weights/";
    private static final String VELOCITIES = "velocities/";
    private static final int EPOCH_FIELDS = 4;

    private final Path file;
    private final String settings;
    private final Optional<CandidateState> state;

    private CandidateStateFile(Path file, String settings, Optional<CandidateState> state) {
        this.file = file;
        this.settings = settings;
        this.state = state;
    }

    /**
     * Reads a file, or begins a new one where there is none. Nothing is written before the first state is saved.
     *
     * @param settings everything that decides the network: images, architecture, size, recipe, seed and engine
     * @throws DataFormatException if the file holds no state of a training, or that of one with other settings
     */
    public static CandidateStateFile open(Path file, String settings) throws IOException {
        if (!Files.exists(file)) {
            return new CandidateStateFile(file, settings, Optional.empty());
        }
        TensorFile content = TensorFile.read(file);
        String before = content.notes().getOrDefault(SETTINGS, "");
        if (!before.equals(settings)) {
            throw new DataFormatException(
                    file,
                    "it is of a training with other settings (" + before
                            + "); remove it, repeat that training's command to go on with it, or choose another "
                            + "place for these (" + settings + ")");
        }
        try {
            return new CandidateStateFile(file, settings, Optional.of(state(content)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DataFormatException(file, "it holds no state of a training: " + e.getMessage());
        }
    }

    @Override
    public Optional<CandidateState> find() {
        return state;
    }

    @Override
    public void save(CandidateState next) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        double[] epochs = next.epochs().stream()
                .flatMapToDouble(e -> DoubleStream.of(e.loss(), e.trainingAccuracy(), e.testAccuracy(), e.seconds()))
                .toArray();
        tensors.put(EPOCHS, Tensor.of(List.of(next.epochs().size(), EPOCH_FIELDS), epochs));
        tensors.put(OF_EPOCHS, Tensor.of(List.of(1), new double[] {next.ofEpochs()}));
        put(tensors, WEIGHTS, next.weights());
        put(tensors, VELOCITIES, next.velocities());
        try {
            new TensorFile(tensors, Map.of(SETTINGS, settings)).write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the state of the training could not be written to " + file + ": " + e.getMessage(), e);
        }
    }

    /** Removes the file, if there is one: the training is complete. */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private static void put(Map<String, Tensor> tensors, String prefix, NetworkWeights weights) {
        for (String name : weights.names()) {
            float[] values = weights.get(name);
            double[] wide = new double[values.length];
            for (int i = 0; i < wide.length; i++) {
                wide[i] = values[i];
            }
            tensors.put(prefix + name, Tensor.of(List.of(wide.length), wide));
        }
    }

    private static NetworkWeights weights(TensorFile content, String prefix) {
        Map<String, float[]> weights = new LinkedHashMap<>();
        content.tensors().forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                float[] values = new float[tensor.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) tensor.get(i);
                }
                weights.put(name.substring(prefix.length()), values);
            }
        });
        return NetworkWeights.of(weights);
    }

    private static CandidateState state(TensorFile content) {
        Tensor numbers = tensor(content, EPOCHS);
        List<Epoch> epochs = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i += EPOCH_FIELDS) {
            epochs.add(new Epoch(
                    epochs.size() + 1, numbers.get(i), numbers.get(i + 1), numbers.get(i + 2), numbers.get(i + 3)));
        }
        return new CandidateState(
                (int) tensor(content, OF_EPOCHS).get(0),
                epochs,
                weights(content, WEIGHTS),
                weights(content, VELOCITIES));
    }

    private static Tensor tensor(TensorFile content, String name) {
        Tensor found = content.tensors().get(name);
        if (found == null) {
            throw new IllegalArgumentException("it has no '" + name + "'");
        }
        return found;
    }
}
