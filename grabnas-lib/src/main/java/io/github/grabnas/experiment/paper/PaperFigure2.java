package io.github.grabnas.experiment.paper;

import io.github.grabnas.experiment.run.ExperimentCondition;
import io.github.grabnas.experiment.run.ConditionRuns;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.SearchRun;

import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Figure 2: the best accuracy so far against the number of evaluations.
 *
 * @param methods those compared
 */
public record PaperFigure2(List<MethodVariant> methods) implements PaperExperiment {

    @Override
    public String name() {
        return "figure2";
    }

    @Override
    public String title() {
        return "Figure 2: anytime performance";
    }

    @Override
    public List<ExperimentCondition> arms(List<ExperimentTarget> targets) {
        return PaperExperiment.wholeSpaces(methods, targets);
    }

    @Override
    public List<ResultTable> tables(ExperimentRuns runs) {
        List<List<String>> rows = new ArrayList<>();
        for (ConditionRuns arm : runs.arms()) {
            int last = arm.runs().stream().mapToInt(run -> run.trials().size()).max().orElseThrow();
            for (int evaluation = 1; evaluation <= last; evaluation++) {
                DescriptiveStatistics best = new DescriptiveStatistics();
                for (SearchRun run : arm.runs()) {
                    best.addValue(run.bestAfter(evaluation));
                }
                rows.add(List.of(arm.arm().target().label(), arm.arm().variant().name(), Integer.toString(evaluation),
                        ResultTable.number(best.getMean()), ResultTable.number(best.getStandardDeviation())));
            }
        }
        return List.of(new ResultTable(name(), title(), List.of("target", "method", "evaluation", "measured_mean",
                "measured_std"), rows,
                List.of("Best accuracy so far in percent, mean and standard deviation over seeds. All is measured here; the "
                + "paper prints "
                        + "no numbers for its Figure 2.")));
    }
}
