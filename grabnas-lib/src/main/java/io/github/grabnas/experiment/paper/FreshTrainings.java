package io.github.grabnas.experiment.paper;

import static io.github.grabnas.experiment.run.Decimals.ACCURACY;

import io.github.grabnas.experiment.run.ConditionRuns;
import io.github.grabnas.experiment.run.Decimals;
import io.github.grabnas.experiment.run.ExperimentCondition;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.SearchRun;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.CanonicalForm;
import io.github.grabnas.space.FunctionClasses;
import io.github.grabnas.statistics.MeanDifference;
import io.github.grabnas.statistics.PairedTest;
import io.github.grabnas.statistics.Summary;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What was found in spaces without a target's best cells, trained anew: whether it is better than the best cell that
 * remains. A table cannot tell. The cell with the highest accuracy there is partly the luckiest one, and so is what a
 * search picks by the same accuracies; a removed cell was removed partly for its luck.
 *
 * <p>Chosen by the table's validation accuracy, claimed by the test accuracy of trainings that had no part in the
 * choice. The interval of the difference to the best that remains is over these trainings (Student's t of pairs, the
 * mean of all searches' choices less the best that remains, training by training): it holds for the choices that these
 * searches made. The test against the baseline is over searches: one for each target, of the mean over its spaces, seed
 * by seed ({@link PairedTest}).
 *
 * @param runs searches of pruned spaces, on targets whose best cells are known
 * @param baseline against which the others are tested
 * @param trainings how many trainings of each architecture, at least 2
 */
public record FreshTrainings(ExperimentRuns runs, MethodVariant baseline, int trainings) {

    /** How often what was found is trained. */
    public static final int TRAININGS = 10;

    /** Checks the number. */
    public FreshTrainings {
        if (trainings < 2) {
            throw new IllegalArgumentException(trainings + " trainings; expected at least 2, for an interval");
        }
    }

    /** Knows the fresh trainings. */
    @FunctionalInterface
    public interface Accuracies {

        /**
         * The test accuracies of an architecture's trainings on a target, in percent; one of {@link #architectures}.
         */
        double[] of(ExperimentTarget target, Architecture architecture);
    }

    /** The searches of one method in one space, and what they chose. */
    private record Choices(
            ExperimentTarget target,
            int pruned,
            MethodVariant method,
            List<SearchRun> searches,
            List<Architecture> chosen,
            Architecture remaining) {

        private double[] means(Accuracies fresh) {
            return chosen.stream().mapToDouble(a -> mean(fresh, a)).toArray();
        }

        private double mean(Accuracies fresh, Architecture architecture) {
            return Summary.of(fresh.of(target, architecture)).mean();
        }

        /** The mean of what all searches chose, training by training, less the best that remains. */
        private MeanDifference difference(Accuracies fresh) {
            double[] best = fresh.of(target, remaining);
            double[] all = IntStream.range(0, best.length)
                    .mapToDouble(i -> chosen.stream()
                            .mapToDouble(a -> fresh.of(target, a)[i])
                            .average()
                            .orElseThrow())
                    .toArray();
            return MeanDifference.of(all, best);
        }

        private int other() {
            return (int) chosen.stream().filter(a -> !a.equals(remaining)).count();
        }
    }

    /** A method against the baseline on one target: a number for each seed that both have in all spaces. */
    private record Pairing(ExperimentTarget target, MethodVariant method, double[] first, double[] second) {}

    private List<Choices> choices() {
        return runs.conditions().stream()
                .filter(c -> c.condition()
                        .target()
                        .bestArchitecture(c.condition().pruned())
                        .isPresent())
                .map(this::choices)
                .toList();
    }

    private Choices choices(ConditionRuns searched) {
        ExperimentCondition condition = searched.condition();
        List<SearchRun> searches = searched.runs();
        return new Choices(
                condition.target(),
                condition.pruned(),
                condition.variant(),
                searches,
                searches.stream()
                        .map(run -> unique(run.foundAfter(runs.budget()).architecture()))
                        .toList(),
                unique(condition.target().bestArchitecture(condition.pruned()).orElseThrow()));
    }

    /** Of cells that compute the same function, whose trainings are equal to the last bit, always the same. */
    private static Architecture unique(Architecture architecture) {
        return FunctionClasses.cells(CanonicalForm.of(architecture.graph())).stream()
                .<Architecture>map(cell -> cell)
                .findFirst()
                .orElse(architecture);
    }

    /** What has to be trained on a target, each once: what searches chose, and the best that remain. */
    public List<Architecture> architectures(ExperimentTarget target) {
        Set<Architecture> all = new LinkedHashSet<>();
        choices().stream().filter(c -> c.target().equals(target)).forEach(c -> {
            all.add(c.remaining());
            all.addAll(c.chosen());
        });
        return List.copyOf(all);
    }

    /** The differences to the best that remains, and the tests against the baseline. */
    public List<ResultTable> tables(Accuracies fresh) {
        return List.of(spaces(fresh), tests(fresh));
    }

    private ResultTable spaces(Accuracies fresh) {
        return ResultColumns.of(choices())
                .text("target", c -> c.target().label())
                .whole("pruned", Choices::pruned)
                .text("method", c -> c.method().name())
                .whole("searches", c -> c.searches().size())
                .whole("found_another_cell", Choices::other)
                .whole("architectures", c -> new LinkedHashSet<>(c.chosen()).size())
                .number("found_mean", ACCURACY, of(fresh, Summary::mean))
                .number("found_std", ACCURACY, of(fresh, Summary::standardDeviation))
                .number("remaining_best", ACCURACY, c -> c.mean(fresh, c.remaining()))
                .number("difference", ACCURACY, c -> c.difference(fresh).mean())
                .number("difference_low", ACCURACY, c -> c.difference(fresh).low())
                .number("difference_high", ACCURACY, c -> c.difference(fresh).high())
                .text("better_than_remaining", c -> verdict(c.difference(fresh)))
                .table(
                        "fresh-trainings",
                        "Found in pruned spaces, trained anew",
                        List.of(
                                "Test accuracies in percent of " + trainings
                                        + " trainings of each architecture that had no part in its choice.",
                                "found: mean and standard deviation, over searches, of the mean over the trainings of "
                                        + "what a search chose by the table; difference: to the best cell that "
                                        + "remains, with a 95 % interval over trainings.",
                                "found_another_cell: searches that chose something else than the best that remains."));
    }

    private static ToDoubleFunction<Choices> of(Accuracies fresh, ToDoubleFunction<Summary> number) {
        return c -> number.applyAsDouble(Summary.of(c.means(fresh)));
    }

    private static String verdict(MeanDifference difference) {
        return difference.low() > 0 ? "yes" : difference.high() < 0 ? "worse" : "not told apart";
    }

    private ResultTable tests(Accuracies fresh) {
        return ResultColumns.of(pairings(fresh))
                .text("target", p -> p.target().label())
                .text("method", p -> p.method().name())
                .text("against", p -> baseline.name())
                .whole("pairs", p -> p.first().length)
                .number("mean_difference", ACCURACY, p -> difference(p).mean())
                .numberWhere(
                        "difference_low", ACCURACY, p -> finite(difference(p).low()))
                .numberWhere(
                        "difference_high", ACCURACY, p -> finite(difference(p).high()))
                .number("statistic", Decimals.of(1), p -> test(p).statistic())
                .number("p", Decimals.of(4), p -> test(p).p())
                .table(
                        "fresh-tests",
                        "Found in pruned spaces: methods against " + baseline.name(),
                        List.of("Wilcoxon's signed-rank test, exact and two-sided, one a target: of a seed's mean over "
                                + "the pruned spaces of the fresh trainings' test accuracies, in percent."));
    }

    private static MeanDifference difference(Pairing pairing) {
        return MeanDifference.of(pairing.first(), pairing.second());
    }

    private static PairedTest test(Pairing pairing) {
        return PairedTest.of(pairing.first(), pairing.second());
    }

    private static Optional<Double> finite(double value) {
        return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }

    private List<Pairing> pairings(Accuracies fresh) {
        List<Choices> all = choices();
        List<Pairing> pairings = new ArrayList<>();
        for (ExperimentTarget target : runs.targets()) {
            List<Choices> here =
                    all.stream().filter(c -> c.target().equals(target)).toList();
            double[] others = bySeed(here, baseline, fresh);
            here.stream()
                    .map(Choices::method)
                    .distinct()
                    .filter(method -> !method.equals(baseline) && others.length > 0)
                    .forEach(method -> pairings.add(new Pairing(target, method, bySeed(here, method, fresh), others)));
        }
        return pairings;
    }

    /** The mean over a method's spaces of what the search with a seed chose, for each seed. */
    private static double[] bySeed(List<Choices> here, MethodVariant method, Accuracies fresh) {
        List<double[]> spaces = here.stream()
                .filter(c -> c.method().equals(method))
                .map(c -> c.means(fresh))
                .toList();
        return spaces.isEmpty()
                ? new double[0]
                : IntStream.range(0, spaces.get(0).length)
                        .mapToDouble(seed -> spaces.stream()
                                .mapToDouble(space -> space[seed])
                                .average()
                                .orElseThrow())
                        .toArray();
    }

    /** The searches: each method in each space, every seed. */
    public static List<ExperimentCondition> conditions(
            List<ExperimentTarget> targets, List<MethodVariant> methods, MethodVariant baseline) {
        return targets.stream()
                .flatMap(target -> PaperTable1.PRUNED.stream()
                        .flatMap(pruned -> Stream.concat(Stream.of(baseline), methods.stream())
                                .distinct()
                                .map(method -> new ExperimentCondition(method, target, pruned))))
                .toList();
    }
}
