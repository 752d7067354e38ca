package io.github.grabnas.experiment.paper;

import io.github.grabnas.experiment.run.ExperimentCondition;
import io.github.grabnas.experiment.run.ConditionRuns;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.ResultTable;

import io.github.grabnas.search.Trial;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Figure 3: how good the architectures are that a method evaluates, one after the other, on CIFAR-10; on MicroBench's targets where
 * CIFAR-10's table is missing.
 *
 * @param methods those compared
 */
public record PaperFigure3(List<MethodVariant> methods) implements PaperExperiment {

    private static final String PAPERS = "cifar10";

    @Override
    public String name() {
        return "figure3";
    }

    @Override
    public String title() {
        return "Figure 3: accuracy of the evaluated architectures";
    }

    @Override
    public List<ExperimentCondition> arms(List<ExperimentTarget> targets) {
        List<ExperimentTarget> chosen = targets.stream().filter(t -> t.label().equals(PAPERS)).toList();
        return PaperExperiment.wholeSpaces(methods, chosen.isEmpty() ? targets : chosen);
    }

    @Override
    public List<ResultTable> tables(ExperimentRuns runs) {
        List<List<String>> rows = new ArrayList<>();
        for (ConditionRuns arm : runs.arms()) {
            DescriptiveStatistics accuracies = new DescriptiveStatistics();
            arm.runs().forEach(run -> run.trials().stream().mapToDouble(Trial::accuracy).forEach(accuracies::addValue));
            rows.add(List.of(arm.arm().target().label(), arm.arm().variant().name(), Long.toString(accuracies.getN()),
                    ResultTable.number(accuracies.getMean()), ResultTable.number(accuracies.getStandardDeviation()),
                    ResultTable.number(accuracies.getMin()), ResultTable.number(accuracies.getPercentile(50)),
                    ResultTable.number(accuracies.getMax())));
        }
        return List.of(new ResultTable(name(), title(), List.of("target", "method", "evaluations", "measured_mean", "measured_std",
                "measured_min", "measured_median", "measured_max"), rows,
                List.of("Accuracy in percent of every architecture that was evaluated, over all seeds; the sequences are in "
                + "trials.csv.")));
    }
}
