package io.github.grabnas.experiment.paper;

import io.github.grabnas.experiment.paper.AblationStudy.Ablation;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MadeUpRuns;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.TrainedTarget;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All tables and figures of the paper, and some ablations, over {@link MadeUpRuns}. */
public final class MadeUpExperiments {

    private static final List<MethodVariant> METHODS = Stream.of(
                    "random", "evolution population=4", "tnas", "grabnas", "grabnas-knn")
            .map(MethodVariant::parse)
            .toList();

    private MadeUpExperiments() {}

    /**
     * The experiments with their searches. Those on whole spaces are also on a target whose optimum is unknown.
     *
     * @param folder for that target's files
     */
    public static Map<PaperExperiment, ExperimentRuns> all(Path folder) throws IOException {
        List<ExperimentTarget> tables = MadeUpRuns.tables();
        Map<PaperExperiment, ExperimentRuns> all = new LinkedHashMap<>();
        try (TrainedTarget trained = MadeUpRuns.trained(folder)) {
            List<ExperimentTarget> targets = new ArrayList<>(tables);
            targets.add(trained);
            for (PaperExperiment experiment : List.of(PaperExperiment.of("table1", METHODS), ablations())) {
                all.put(experiment, MadeUpRuns.of(experiment.conditions(tables)));
            }
            for (String name : List.of("table2", "table3", "figure2", "figure3", "figure4")) {
                PaperExperiment experiment = PaperExperiment.of(name, METHODS);
                all.put(experiment, MadeUpRuns.of(experiment.conditions(targets)));
            }
        }
        return all;
    }

    private static AblationStudy ablations() {
        return new AblationStudy(List.of(
                new Ablation("population", "as usual", METHODS.get(0), 0),
                new Ablation("population", "four", METHODS.get(1), 0),
                new Ablation("other datasets", "tnas", METHODS.get(2), 20),
                new Ablation("other datasets", "grabnas, top 20", METHODS.get(3), 20)));
    }
}
