package io.github.grabnas.experiment.paper;

import static io.github.grabnas.experiment.run.Decimals.ACCURACY;

import io.github.grabnas.experiment.run.Decimals;
import io.github.grabnas.experiment.run.EvaluationsToOptimum;
import io.github.grabnas.experiment.run.ExperimentCondition;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.ResultChart;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.SearchRun;
import io.github.grabnas.statistics.MeanDifference;
import io.github.grabnas.statistics.Summary;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Does what other datasets taught hold a search back where the target is unlike them? Methods against a baseline that
 * knows nothing, seed by seed, after the whole budget: the mean difference, and a bound above which it lies with
 * confidence {@value #CONFIDENCE}. And where the target is like them: after how many evaluations the best cell is
 * found.
 *
 * <p>Compared is the best accuracy that a search saw, which is what a surrogate is there to find; on tables with
 * separate test accuracies other tables report those.
 *
 * @param methods those compared
 * @param baseline the one without knowledge
 */
public record AdaptationStudy(List<MethodVariant> methods, MethodVariant baseline) implements PaperExperiment {

    /** Its name on the command line. */
    public static final String NAME = "adaptation";

    private static final double CONFIDENCE = 0.9;
    private static final int FEW = 20;

    /** Copies the list. */
    public AdaptationStudy {
        methods = List.copyOf(methods);
        Objects.requireNonNull(baseline, "baseline");
    }

    /** A method on a target, with the baseline's searches there. */
    private record Result(
            ExperimentTarget target, MethodVariant method, List<SearchRun> runs, List<SearchRun> others, int budget) {

        Summary found() {
            return Summary.of(
                    runs.stream().mapToDouble(run -> run.bestAfter(budget)).toArray());
        }

        /** Of the seeds that both have. */
        Optional<MeanDifference> difference() {
            Map<Long, Double> baseline =
                    others.stream().collect(Collectors.toMap(SearchRun::seed, run -> run.bestAfter(budget)));
            List<SearchRun> both = runs.stream()
                    .filter(run -> baseline.containsKey(run.seed()))
                    .toList();
            // What lies above the lower end with confidence c lies between the ends with 2c - 1.
            return both.isEmpty()
                    ? Optional.empty()
                    : Optional.of(MeanDifference.of(
                            both.stream()
                                    .mapToDouble(run -> run.bestAfter(budget))
                                    .toArray(),
                            both.stream()
                                    .mapToDouble(run -> baseline.get(run.seed()))
                                    .toArray(),
                            2 * CONFIDENCE - 1));
        }

        EvaluationsToOptimum evaluations() {
            return EvaluationsToOptimum.of(runs, target.best(0).orElseThrow(), budget);
        }

        int within(int evaluations) {
            return (int) Arrays.stream(evaluations().censored())
                    .filter(e -> e <= evaluations)
                    .count();
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Adaptation: what was learnt elsewhere against no knowledge";
    }

    @Override
    public List<ExperimentCondition> conditions(List<ExperimentTarget> targets) {
        targets.forEach(PaperExperiment::requireKnownBest);
        return PaperExperiment.wholeSpaces(all(), targets);
    }

    @Override
    public List<ResultTable> tables(ExperimentRuns runs) {
        return List.of(ResultColumns.of(results(runs))
                .text("target", r -> r.target().label())
                .text("method", r -> r.method().name())
                .whole("seeds", r -> r.runs().size())
                .number("best_mean", ACCURACY, r -> r.found().mean())
                .number("best_std", ACCURACY, r -> r.found().standardDeviation())
                .numberWhere("minus_baseline", ACCURACY, r -> r.difference().map(MeanDifference::mean))
                .numberWhere(
                        "lower_bound",
                        ACCURACY,
                        r -> r.difference().map(MeanDifference::low).filter(Double::isFinite))
                .whole("met_optimum", r -> r.evaluations().met())
                .whole("met_optimum_within_" + FEW, r -> r.within(FEW))
                .number(
                        "evaluations_to_optimum_median",
                        EvaluationsToOptimum.medians(runs.budget()),
                        r -> r.evaluations().median())
                .number(
                        "evaluations_to_optimum_most",
                        Decimals.of(0).upTo(runs.budget()),
                        r -> Summary.of(r.evaluations().censored()).max())
                .table(
                        NAME,
                        title(),
                        List.of(
                                "Best accuracy that a search saw after " + runs.budget() + " evaluations, in percent.",
                                "minus_baseline: mean difference to " + baseline.name()
                                        + " with the same seed, in points; it lies above lower_bound with confidence "
                                        + CONFIDENCE + " (Student's t).",
                                "Optimum: the best cell of the space.")));
    }

    private List<MethodVariant> all() {
        return Stream.concat(Stream.of(baseline), methods.stream()).distinct().toList();
    }

    /** Of the methods that were searched; one-shot methods may not be, on some targets. */
    private List<Result> results(ExperimentRuns runs) {
        return runs.targets().stream()
                .flatMap(target -> all().stream()
                        .flatMap(method -> runs.find(method, target.label(), 0).stream()
                                .map(found -> new Result(
                                        target,
                                        method,
                                        found.runs(),
                                        runs.find(baseline, target.label(), 0)
                                                .orElseThrow()
                                                .runs(),
                                        runs.budget()))))
                .toList();
    }

    @Override
    public List<ResultChart> charts(ExperimentRuns runs) {
        return List.of();
    }
}
