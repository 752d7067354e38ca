package io.github.grabnas.experiment.paper;

import static io.github.grabnas.experiment.run.Decimals.ACCURACY;

import io.github.grabnas.experiment.run.ConditionRuns;
import io.github.grabnas.experiment.run.Decimals;
import io.github.grabnas.experiment.run.DifferentSearches;
import io.github.grabnas.experiment.run.ExperimentCondition;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.SearchRun;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.UniqueCells;
import io.github.grabnas.statistics.HolmCorrection;
import io.github.grabnas.statistics.MeanDifference;
import io.github.grabnas.statistics.PairedTest;
import io.github.grabnas.statistics.Significance;
import io.github.grabnas.statistics.Summary;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What was found in spaces without a target's best cells, trained anew: whether it is better than the best cell that
 * remains. A table cannot tell. The cell with the highest accuracy there is partly the luckiest one, and so is what a
 * search picks by the same accuracies; a removed cell was removed partly for its luck.
 *
 * <p>Chosen by the table's validation accuracy, claimed by the test accuracy of trainings that had no part in the
 * choice. Of the cells that share an entry of the table the one is trained that the entry was made from
 * ({@link UniqueCells#representative}).
 *
 * <p>The difference to the best that remains is that of the mean of all searches' choices, training by training; its
 * interval (Student's t of pairs) is over trainings, and holds for the choices that these searches made. Those of a
 * method's m spaces hold together with 95 %: each has the confidence 1 - 0.05 / m. The test against the baseline is
 * over searches, one for each target: of the mean over its spaces, seed by seed ({@link PairedTest}), which takes the
 * means of the trainings as they are, and a seed by which both methods made the same search in every space as by an
 * earlier one only once ({@link DifferentSearches}); p-values of all tests of the table are adjusted
 * ({@link HolmCorrection}).
 *
 * <pre>{@code
 * FreshTrainings fresh = new FreshTrainings(runs, MethodVariant.of("tnas"), 10);
 * fresh.architectures(target);           // what has to be trained
 * fresh.tables((target, architecture) -> testAccuracies);
 * }</pre>
 */
public final class FreshTrainings {

    /** How often what was found is trained. */
    public static final int TRAININGS = 10;

    private final ExperimentRuns runs;
    private final MethodVariant baseline;
    private final int trainings;
    private final List<Space> spaces;

    /** Knows the fresh trainings. */
    @FunctionalInterface
    public interface Accuracies {

        /** The test accuracies of one of the {@link #architectures}' trainings on a target, in percent. */
        double[] of(ExperimentTarget target, Architecture architecture);
    }

    /** What one search chose, and what is trained in its place. */
    private record Choice(SearchRun search, Architecture chosen, Architecture trained) {

        private long seed() {
            return search.seed();
        }
    }

    /** The searches of one method in one space, and the best that remains there. */
    private record Space(
            ExperimentTarget target, int pruned, MethodVariant method, List<Choice> choices, Architecture remaining) {

        private boolean isOf(ExperimentTarget other, MethodVariant variant) {
            return target.equals(other) && method.equals(variant);
        }

        private Set<Architecture> trained() {
            Set<Architecture> trained = new LinkedHashSet<>();
            choices.forEach(c -> trained.add(c.trained()));
            return trained;
        }
    }

    /** A space with its fresh trainings. */
    private record Measured(Space space, Summary found, double best, MeanDifference difference) {

        private String verdict() {
            return difference.low() > 0 ? "yes" : difference.high() < 0 ? "worse" : "not told apart";
        }

        private int other() {
            return (int) space.choices().stream()
                    .filter(c -> !c.trained().equals(space.remaining()))
                    .count();
        }
    }

    /** A method against the baseline on one target, of the seeds that both have in all spaces. */
    private record Pairing(
            ExperimentTarget target, MethodVariant method, int pairs, PairedTest test, MeanDifference difference) {}

    /**
     * Of some searches.
     *
     * @param runs searches of pruned spaces; those on targets whose best cells are not known are left out
     * @param baseline against which the others are tested
     * @param trainings how many trainings of each architecture
     * @throws IllegalArgumentException if there are fewer than 2, of which there is no interval
     */
    public FreshTrainings(ExperimentRuns runs, MethodVariant baseline, int trainings) {
        if (trainings < 2) {
            throw new IllegalArgumentException(trainings + " trainings; expected at least 2, for an interval");
        }
        this.runs = runs;
        this.baseline = baseline;
        this.trainings = trainings;
        this.spaces = runs.conditions().stream()
                .flatMap(c -> c
                        .condition()
                        .target()
                        .bestArchitecture(c.condition().pruned())
                        .stream()
                        .map(best -> space(c, best)))
                .toList();
    }

    private Space space(ConditionRuns searched, Architecture best) {
        ExperimentCondition condition = searched.condition();
        return new Space(
                condition.target(),
                condition.pruned(),
                condition.variant(),
                searched.runs().stream()
                        .map(run -> {
                            Architecture found = run.foundAfter(runs.budget()).architecture();
                            return new Choice(run, found, trained(found));
                        })
                        .toList(),
                trained(best));
    }

    private static Architecture trained(Architecture architecture) {
        return architecture instanceof Cell cell ? UniqueCells.representative(cell) : architecture;
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

    /** What has to be trained on a target, each once: what searches chose, and the best that remain. */
    public List<Architecture> architectures(ExperimentTarget target) {
        Set<Architecture> all = new LinkedHashSet<>();
        spaces.stream().filter(s -> s.target().equals(target)).forEach(s -> {
            all.add(s.remaining());
            all.addAll(s.trained());
        });
        return List.copyOf(all);
    }

    /** The differences to the best that remains, the tests against the baseline, and every choice. */
    public List<ResultTable> tables(Accuracies fresh) {
        return List.of(spaces(fresh), tests(fresh), choices(fresh));
    }

    private ResultTable spaces(Accuracies fresh) {
        return ResultColumns.of(spaces.stream().map(s -> measured(s, fresh)).toList())
                .text("target", m -> m.space().target().label())
                .whole("pruned", m -> m.space().pruned())
                .text("method", m -> m.space().method().name())
                .whole("searches", m -> m.space().choices().size())
                .whole("found_another_cell", Measured::other)
                .whole("architectures", m -> m.space().trained().size())
                .number("found_mean", ACCURACY, m -> m.found().mean())
                .number("found_std", ACCURACY, m -> m.found().standardDeviation())
                .number("remaining_best", ACCURACY, Measured::best)
                .number("difference", ACCURACY, m -> m.difference().mean())
                .number("difference_low", ACCURACY, m -> m.difference().low())
                .number("difference_high", ACCURACY, m -> m.difference().high())
                .text("better_than_remaining", Measured::verdict)
                .table(
                        "fresh-trainings",
                        "Found in pruned spaces, trained anew",
                        List.of(
                                "Test accuracies in percent of " + trainings
                                        + " trainings of each architecture that had no part in its choice.",
                                "found: mean and standard deviation, over searches, of the mean over the trainings of "
                                        + "what a search chose by the table; difference: to the best cell that "
                                        + "remains, with an interval over trainings. Those of a method's spaces hold "
                                        + "together with 95 %, for the choices that these searches made.",
                                "found_another_cell: searches that chose something else than the best that remains; "
                                        + "cells that the table has two entries of may compute the same."));
    }

    private Measured measured(Space space, Accuracies fresh) {
        double[] best = fresh.of(space.target(), space.remaining());
        double[] all = IntStream.range(0, best.length)
                .mapToDouble(i -> space.choices().stream()
                        .mapToDouble(c -> fresh.of(space.target(), c.trained())[i])
                        .average()
                        .orElseThrow())
                .toArray();
        long together = spaces.stream()
                .filter(s -> s.isOf(space.target(), space.method()))
                .count();
        return new Measured(
                space,
                Summary.of(space.choices().stream()
                        .mapToDouble(c -> mean(space, c, fresh))
                        .toArray()),
                Summary.of(best).mean(),
                MeanDifference.of(all, best, 1 - Significance.LEVEL / together));
    }

    private static double mean(Space space, Choice choice, Accuracies fresh) {
        return Summary.of(fresh.of(space.target(), choice.trained())).mean();
    }

    private ResultTable tests(Accuracies fresh) {
        List<Pairing> pairings = runs.targets().stream()
                .flatMap(target -> pairings(target, fresh).stream())
                .toList();
        List<Double> adjusted =
                HolmCorrection.adjust(pairings.stream().map(p -> p.test().p()).toList());
        return ResultColumns.of(pairings)
                .text("target", p -> p.target().label())
                .text("method", p -> p.method().name())
                .text("against", p -> baseline.name())
                .whole("pairs", Pairing::pairs)
                .whole("different_pairs", p -> p.test().pairs())
                .number("mean_difference", ACCURACY, p -> p.difference().mean())
                .numberWhere(
                        "difference_low", ACCURACY, p -> finite(p.difference().low()))
                .numberWhere(
                        "difference_high", ACCURACY, p -> finite(p.difference().high()))
                .number("statistic", Decimals.of(1), p -> p.test().statistic())
                .number("p", Decimals.of(4), p -> p.test().p())
                .number("p_holm", Decimals.of(4), p -> adjusted.get(pairings.indexOf(p)))
                .table(
                        "fresh-tests",
                        "Found in pruned spaces: methods against " + baseline.name(),
                        List.of("Wilcoxon's signed-rank test, exact and two-sided, one a target and method: of a "
                                + "seed's mean over the pruned spaces of the fresh trainings' test accuracies, in "
                                + "percent. Seeds by which both made the same searches as by an earlier one count "
                                + "once; p_holm is adjusted for the number of tests. Test and interval (95 %, "
                                + "Student's t) are over seeds and take the means of the trainings as they are."));
    }

    private static Optional<Double> finite(double value) {
        return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }

    private List<Pairing> pairings(ExperimentTarget target, Accuracies fresh) {
        List<Pairing> pairings = new ArrayList<>();
        spaces.stream()
                .filter(s -> s.target().equals(target) && !s.method().equals(baseline))
                .map(Space::method)
                .distinct()
                .forEach(method -> {
                    // Of the spaces that both searched, and the seeds that both have in all of them.
                    List<Integer> both = new ArrayList<>(pruned(target, method));
                    both.retainAll(pruned(target, baseline));
                    SortedMap<Long, SeedChoices> first = bySeed(target, method, both, fresh);
                    SortedMap<Long, SeedChoices> second = bySeed(target, baseline, both, fresh);
                    int pairs = DifferentSearches.common(first, second).size();
                    List<Long> seeds = DifferentSearches.pairs(first, second, SeedChoices::isSameAs);
                    if (pairs > 0) {
                        double[] found = SeedChoices.means(first, seeds);
                        double[] others = SeedChoices.means(second, seeds);
                        pairings.add(new Pairing(
                                target, method, pairs, PairedTest.of(found, others), MeanDifference.of(found, others)));
                    }
                });
        return pairings;
    }

    private List<Integer> pruned(ExperimentTarget target, MethodVariant method) {
        return spaces.stream()
                .filter(s -> s.isOf(target, method))
                .map(Space::pruned)
                .toList();
    }

    /** What the searches with a seed chose, for each seed that there is in all of some spaces. */
    private SortedMap<Long, SeedChoices> bySeed(
            ExperimentTarget target, MethodVariant method, List<Integer> pruned, Accuracies fresh) {
        SortedMap<Long, List<SearchRun>> searches = new TreeMap<>();
        SortedMap<Long, List<Double>> means = new TreeMap<>();
        for (Space s : spaces) {
            if (s.isOf(target, method) && pruned.contains(s.pruned())) {
                for (Choice c : s.choices()) {
                    searches.computeIfAbsent(c.seed(), seed -> new ArrayList<>())
                            .add(c.search());
                    means.computeIfAbsent(c.seed(), seed -> new ArrayList<>()).add(mean(s, c, fresh));
                }
            }
        }
        SortedMap<Long, SeedChoices> whole = new TreeMap<>();
        searches.forEach((seed, of) -> {
            if (of.size() == pruned.size()) {
                double[] each = means.get(seed).stream().mapToDouble(v -> v).toArray();
                whole.put(seed, new SeedChoices(of, Summary.of(each).mean()));
            }
        });
        return whole;
    }

    private ResultTable choices(Accuracies fresh) {
        record Row(Space space, Choice choice) {}
        return ResultColumns.of(spaces.stream()
                        .flatMap(s -> s.choices().stream().map(c -> new Row(s, c)))
                        .toList())
                .text("target", r -> r.space().target().label())
                .whole("pruned", r -> r.space().pruned())
                .text("method", r -> r.space().method().name())
                .text("seed", r -> Long.toString(r.choice().seed()))
                .text("chosen", r -> r.choice().chosen().text())
                .text("trained", r -> r.choice().trained().text())
                .number("fresh_mean", ACCURACY, r -> mean(r.space(), r.choice(), fresh))
                .text("best_that_remains", r -> r.space().remaining().text())
                .table(
                        "fresh-choices",
                        "What each search chose",
                        List.of("trained: of the cells that share an entry of the table, the one that the entry was "
                                + "made from; fresh_mean: test accuracy in percent."));
    }
}
