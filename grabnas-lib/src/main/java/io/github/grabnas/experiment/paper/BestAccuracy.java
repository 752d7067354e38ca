package io.github.grabnas.experiment.paper;

import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.Scale;

import java.util.Optional;

/** What experiments compare: the best accuracy of a search when its budget is spent. */
final class BestAccuracy {

    /** The axis of its charts. */
    static final String AXIS = "best accuracy (%)";

    private BestAccuracy() {}

    /** What the numbers of a table are; without the full stop. */
    static String note(ExperimentRuns runs) {
        boolean apart = runs.targets().stream().anyMatch(t -> !t.best(0).equals(t.reportedBest(0)));
        return "Accuracies in percent: best after " + runs.budget()
                + " evaluations, mean and standard deviation over seeds"
                + (apart
                        ? "; of proxy targets the test accuracy of the architecture with the best validation accuracy"
                        : "")
                + (runs.targets().stream().anyMatch(BestAccuracy::isPublic)
                        ? "; on NAS-Bench-201's tables searches see the test accuracy that is reported"
                        : "");
    }

    private static boolean isPublic(ExperimentTarget target) {
        return Scale.of(target).equals(Optional.of(Scale.PUBLIC));
    }
}
