package io.github.grabnas.experiment.paper;

import static io.github.grabnas.experiment.run.Decimals.ACCURACY;

import io.github.grabnas.experiment.run.ConditionRuns;
import io.github.grabnas.experiment.run.ExperimentCondition;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.ResultChart;
import io.github.grabnas.experiment.run.ResultChart.Sequence;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.search.Trial;
import io.github.grabnas.statistics.Summary;

import java.util.List;
import java.util.Objects;

/**
 * Figure 3: how good the architectures are that a method evaluates, one after the other, on CIFAR-10, by the public
 * table and at proxy scale; on all targets where both tables are missing.
 *
 * @param methods those compared
 */
public record PaperFigure3(List<MethodVariant> methods) implements PaperExperiment {

    private static final List<String> PAPERS = List.of("cifar10", "proxy-cifar10");

    /** Checks that nothing is missing. */
    public PaperFigure3 {
        Objects.requireNonNull(methods, "methods");
    }

    private record Row(String target, String method, Summary accuracies) {

        private static Row of(ConditionRuns runs) {
            return new Row(
                    runs.condition().target().label(),
                    runs.condition().variant().name(),
                    Summary.of(runs.runs().stream()
                            .flatMap(run -> run.trials().stream())
                            .mapToDouble(Trial::accuracy)
                            .toArray()));
        }
    }

    @Override
    public String name() {
        return "figure3";
    }

    @Override
    public String title() {
        return "Figure 3: accuracy of the evaluated architectures";
    }

    @Override
    public List<ExperimentCondition> conditions(List<ExperimentTarget> targets) {
        List<ExperimentTarget> chosen =
                targets.stream().filter(t -> PAPERS.contains(t.label())).toList();
        return PaperExperiment.wholeSpaces(methods, chosen.isEmpty() ? targets : chosen);
    }

    @Override
    public List<ResultTable> tables(ExperimentRuns runs) {
        return List.of(ResultColumns.of(runs.conditions().stream().map(Row::of).toList())
                .text("target", Row::target)
                .text("method", Row::method)
                .whole("evaluations", r -> r.accuracies().count())
                .number("measured_mean", ACCURACY, r -> r.accuracies().mean())
                .number("measured_std", ACCURACY, r -> r.accuracies().standardDeviation())
                .number("measured_min", ACCURACY, r -> r.accuracies().min())
                .number("measured_median", ACCURACY, r -> r.accuracies().median())
                .number("measured_max", ACCURACY, r -> r.accuracies().max())
                .table(
                        name(),
                        title(),
                        List.of("Accuracy in percent of every architecture that was evaluated, over all "
                                + "seeds; the sequences are in trials.csv.")));
    }

    @Override
    public List<ResultChart> charts(ExperimentRuns runs) {
        return runs.targets().stream()
                .<ResultChart>map(target -> new ResultChart.Sequences(
                        name() + "-" + target.label(),
                        target.title() + ", measured",
                        runs.on(target).stream().map(Sequence::of).toList()))
                .toList();
    }
}
