package io.github.grabnas.experiment.paper;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.experiment.paper.AblationStudy.Ablation;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MadeUpRuns;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.TimeFile;
import io.github.grabnas.experiment.run.TrainedTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tables of made-up searches against CSV text under golden/tables, which was recorded when tables were rows of text. */
class ResultTablesTest {

    private static final List<MethodVariant> METHODS = Stream.of("random", "evolution population=4", "tnas", "grabnas", "grabnas-knn")
            .map(MethodVariant::parse).toList();

    @TempDir
    private Path folder;

    private static String golden(String name) throws IOException {
        try (InputStream stream = ResultTablesTest.class.getResourceAsStream("/golden/tables/" + name + ".csv")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void areAsRecorded(List<ResultTable> tables) throws IOException {
        for (ResultTable table : tables) {
            assertThat(table.csv()).as(table.name()).isEqualTo(golden(table.name()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"table2", "table3", "figure2", "figure3", "figure4"})
    void on_whole_spaces_every_number_is_printed_as_recorded_also_where_the_optimum_is_unknown(String name) throws IOException {
        PaperExperiment experiment = PaperExperiment.of(name, METHODS);
        List<ExperimentTarget> targets = new ArrayList<>(MadeUpRuns.tables());
        try (TrainedTarget trained = MadeUpRuns.trained(folder)) {
            targets.add(trained);
            areAsRecorded(experiment.tables(MadeUpRuns.of(experiment.arms(targets))));
        }
    }

    @Test
    void in_pruned_spaces_every_number_is_printed_as_recorded() throws IOException {
        PaperExperiment experiment = PaperExperiment.of("table1", METHODS);
        areAsRecorded(experiment.tables(MadeUpRuns.of(experiment.arms(MadeUpRuns.tables()))));
    }

    @Test
    void ablations_are_printed_as_recorded() throws IOException {
        AblationStudy study = new AblationStudy(List.of(new Ablation("population", "as usual", METHODS.get(0), 0),
                new Ablation("population", "four", METHODS.get(1), 0), new Ablation("other datasets", "tnas", METHODS.get(2), 20),
                new Ablation("other datasets", "grabnas, top 20", METHODS.get(3), 20)));
        areAsRecorded(study.tables(MadeUpRuns.of(study.arms(MadeUpRuns.tables()))));
    }

    @Test
    void times_are_printed_as_recorded() throws IOException {
        PaperExperiment experiment = PaperExperiment.of("table1", METHODS);
        ExperimentRuns runs = MadeUpRuns.of(experiment.arms(MadeUpRuns.tables()));
        areAsRecorded(List.of(TimeFile.summary(runs)));
    }
}
