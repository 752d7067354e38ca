package io.github.grabnas.surrogate;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.ParameterFile;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.training.Adam;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a meta-training stands, on disk, so that it goes on after a kill as if nothing had happened. */
public final class TrainingStateFile {

    private static final List<String> PARTS = List.of("weights/", "first/", "second/", "best/");

    private TrainingStateFile() {
    }

    /**
     * Writes a state.
     *
     * @param settings of the training, model and seed; only the same go on with it
     */
    public static void write(Path file, MetaTraining.State state, String settings) throws IOException {
        List<Parameters> parts = List.of(state.adam().parameters(), state.adam().first(), state.adam().second(), state.best());
        Map<String, Matrix> all = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            for (String name : parts.get(i).names()) {
                all.put(PARTS.get(i) + name, parts.get(i).get(name));
            }
        }
        all.put("progress", Matrix.ofRows(new double[] {state.adam().step(), state.bestLoss(), state.waiting()}));
        all.put("losses", Matrix.ofRows(array(state.losses())));
        all.put("validations", Matrix.ofRows(array(state.validations())));
        new ParameterFile(Parameters.of(all), Map.of("settings", settings)).write(file);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * Reads a state.
     *
     * @throws DataFormatException if the file is none, or one of other settings
     */
    public static MetaTraining.State read(Path file, String settings) throws IOException {
        ParameterFile content = ParameterFile.read(file);
        try {
            if (!content.note("settings").equals(settings)) {
                throw new DataFormatException(file, "it is of a training with other settings (" + content.note("settings")
                        + "); move it away, or train with the same (" + settings + ")");
            }
            List<Parameters> parts = PARTS.stream().map(prefix -> {
                Map<String, Matrix> part = new LinkedHashMap<>();
                Parameters chosen = content.parameters().startingWith(prefix);
                chosen.names().forEach(n -> part.put(n.substring(prefix.length()), chosen.get(n)));
                return Parameters.of(part);
            }).toList();
            double[] progress = content.parameters().get("progress").row(0);
            return new MetaTraining.State(new Adam.State((long) progress[0], parts.get(0), parts.get(1), parts.get(2)), parts.get(3),
                    progress[1], (int) progress[2], list(content.parameters().get("losses")),
                    list(content.parameters().get("validations")));
        } catch (IllegalArgumentException e) {
            throw new DataFormatException(file, "it holds no state of a training: " + e.getMessage());
        }
    }

    private static List<Double> list(Matrix row) {
        return Arrays.stream(row.row(0)).boxed().toList();
    }
}
