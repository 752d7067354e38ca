package io.github.grabnas.experiment.run;

import io.github.grabnas.experiment.run.CostCurve.CostPoint;
import io.github.grabnas.experiment.run.CostCurve.Kind;
import io.github.grabnas.search.Trial;
import io.github.grabnas.search.oneshot.OneShotRun;
import io.github.grabnas.statistics.Summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What searches cost in seconds: the trainings of what they evaluated by {@link TrainingCosts} and, where these were
 * measured here, the search itself, whose seconds are spread evenly over its evaluations. A one-shot method costs the
 * seconds of its supernet, as recorded, and the training of the cell that it derives.
 */
public final class SearchCost {

    private SearchCost() {}

    /**
     * The curve of a condition; empty where the cost of trainings is not known, and for a one-shot method where the
     * costs are those of the benchmark's own hardware.
     */
    public static Optional<CostCurve> curve(ConditionRuns condition) {
        Optional<TrainingCosts> known = condition.condition().target().costs();
        boolean oneShot = condition.condition().variant().search().needsImages();
        if (known.isEmpty() || oneShot && known.get().kind() != Kind.MEASURED) {
            return Optional.empty();
        }
        TrainingCosts costs = known.get();
        List<SearchRun> runs =
                condition.runs().stream().filter(r -> !r.trials().isEmpty()).toList();
        int last = runs.stream().mapToInt(r -> r.trials().size()).max().orElse(0);
        List<double[]> seconds = runs.stream()
                .map(run -> cumulative(run, costs, overhead(condition.condition(), run, costs)))
                .toList();
        List<CostPoint> points = new ArrayList<>();
        for (int evaluations = 1; evaluations <= last; evaluations++) {
            int now = evaluations;
            Summary best = Summary.of(
                    runs.stream().mapToDouble(r -> r.reportedAfter(now)).toArray());
            points.add(new CostPoint(
                    evaluations,
                    seconds.stream()
                            .mapToDouble(s -> s[Math.min(now, s.length) - 1])
                            .average()
                            .orElseThrow(),
                    best.mean(),
                    OptionalDouble.of(best.standardDeviation())));
        }
        return points.isEmpty()
                ? Optional.empty()
                : Optional.of(new CostCurve(condition.condition().variant().name(), costs.kind(), points));
    }

    /** The seconds of a search without its trainings. */
    private static double overhead(ExperimentCondition condition, SearchRun run, TrainingCosts costs) {
        if (costs.kind() != Kind.MEASURED) {
            return 0;
        }
        return condition.variant().search().needsImages()
                ? RecordedSeeds.find(condition.variant(), run.target(), run.seed())
                        .map(OneShotRun::seconds)
                        .orElse(run.seconds())
                : run.seconds();
    }

    private static double[] cumulative(SearchRun run, TrainingCosts costs, double overhead) {
        List<Trial> trials = run.trials();
        double[] seconds = new double[trials.size()];
        double sum = 0;
        for (int i = 0; i < seconds.length; i++) {
            sum += costs.of(trials.get(i).architecture()) + overhead / seconds.length;
            seconds[i] = sum;
        }
        return seconds;
    }
}
