package io.github.grabnas.experiment.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.experiment.prepare.IntervalCoverage.Kind;
import io.github.grabnas.experiment.prepare.IntervalCoverage.Row;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.space.UniqueCells;
import io.github.grabnas.surrogate.DeepKernelPosterior;
import io.github.grabnas.surrogate.DeepKernelSurrogate;
import io.github.grabnas.surrogate.MetaCheckpoint;
import io.github.grabnas.surrogate.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

class IntervalCoverageTest {

    private static Row row(String task, int seed, int observed, double... shares) {
        return new Row(
                task.startsWith("held") ? Kind.HELD_OUT : Kind.TARGET,
                task,
                seed,
                observed,
                100,
                List.of(shares[0], shares[1], shares[2]));
    }

    @Test
    void accuracies_drawn_from_the_predictions_lie_within_as_often_as_the_intervals_say() throws IOException {
        DeepKernelSurrogate surrogate = DeepKernelSurrogate.withMeanDataset(MetaCheckpoint.find("proxy", 0));
        var cells = UniqueCells.all().subList(0, 2_000);
        Random random = new Random(4);
        List<Observation> known = cells.subList(0, 20).stream()
                .map(cell -> Observation.of(cell, 60 + random.nextGaussian()))
                .toList();
        DeepKernelPosterior posterior = surrogate.condition(known);
        var rest = cells.subList(20, cells.size());
        Prediction predicted = posterior.predict(surrogate.encode(rest));
        List<Observation> drawn = new ArrayList<>();
        for (int i = 0; i < rest.size(); i++) {
            double deviation = Math.sqrt(predicted.variance(i) + posterior.noiseVariance());
            double z = random.nextGaussian();
            double read = predicted.mean(i) + deviation * z;
            drawn.add(Observation.of(rest.get(i), inverse(posterior, read)));
        }
        List<Double> shares = IntervalCoverage.shares(posterior, drawn);
        for (int level = 0; level < 3; level++) {
            assertThat(shares.get(level)).isCloseTo(IntervalCoverage.LEVELS.get(level), within(3.5));
        }
    }

    /** The accuracy that the surrogate reads as the given one, by bisection. */
    private static double inverse(DeepKernelPosterior posterior, double read) {
        double low = read - 1_000;
        double high = read + 1_000;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            low = posterior.read(middle) < read ? middle : low;
            high = posterior.read(middle) < read ? high : middle;
        }
        return high;
    }

    @Test
    void shares_are_averaged_over_seeds_before_tasks_are_drawn() {
        List<Row> rows = List.of(
                row("held-a", 0, 5, 40, 70, 90), row("held-a", 1, 5, 60, 90, 100), row("held-b", 0, 5, 10, 20, 30));
        assertThat(IntervalCoverage.byTask(rows, r -> r.shares().get(0))).containsExactly(50, 10);
        assertThat(IntervalCoverage.summary(rows))
                .singleElement()
                .satisfies(line ->
                        assertThat(line).startsWith("held-out tasks, 5 observed  50%: 30.0 [10.0, 50.0]  80%: 50.0 ["));
    }

    @Test
    void a_file_that_is_no_coverage_is_refused_with_its_line(@TempDir Path folder) throws IOException {
        String header = "kind,task,seed,observed,predicted,within_50,within_80,within_95\n";
        for (String[] bad : new String[][] {
            {"task,share\n", "the header is [task, share]"},
            {header + "target,a,0,5,100,50,80,95\nmars,a,0,5,100,50,80,95\n", "line 3: kind is 'mars'; expected one of"
            },
            {header + "target,a,0.5,5,100,50,80,95\n", "line 2: seed '0.5'"},
            {header + "target,a,0,5,100,50,800,95\n", "line 2: within_80 is 800; expected a share in percent"},
            {header + "target,a,0,5,100,50,80,NaN\n", "line 2: within_95"},
        }) {
            Path file = Files.writeString(folder.resolve("coverage.csv"), bad[0]);
            assertThatThrownBy(() -> IntervalCoverage.read(file))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContaining(bad[1]);
        }
    }

    @Test
    void targets_stand_each_on_its_line_and_the_file_has_a_row_for_each_measurement() throws IOException {
        List<Row> rows =
                List.of(row("one", 0, 5, 40, 70, 90), row("two", 0, 5, 60, 90, 100), row("two", 0, 20, 50, 80, 95));
        assertThat(IntervalCoverage.summary(rows))
                .containsExactly(
                        "one, 5 observed  50%: 40.0  80%: 70.0  95%: 90.0",
                        "two, 5 observed  50%: 60.0  80%: 90.0  95%: 100.0",
                        "two, 20 observed  50%: 50.0  80%: 80.0  95%: 95.0");
        Path file = Files.createTempFile("coverage", ".csv");
        IntervalCoverage.write(file, rows);
        try (Stream<String> lines = Files.lines(file)) {
            assertThat(lines.filter(line -> !line.startsWith("#")))
                    .startsWith(
                            "kind,task,seed,observed,predicted,within_50,within_80,within_95",
                            "target,one,0,5,100,40.00,70.00,90.00")
                    .hasSize(4);
        }
        assertThat(IntervalCoverage.read(file)).isEqualTo(rows);
        Files.delete(file);
    }
}
