package io.github.grabnas.experiment.verdict;

import io.github.grabnas.experiment.paper.PaperTable1;
import io.github.grabnas.experiment.run.Decimals;
import io.github.grabnas.experiment.run.DifferentSearches;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.Scale;
import io.github.grabnas.experiment.run.SearchResult;
import io.github.grabnas.statistics.HolmCorrection;
import io.github.grabnas.statistics.MeanDifference;
import io.github.grabnas.statistics.PairedTest;
import io.github.grabnas.statistics.Significance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What a method finds in spaces without a target's best cells, against the best that remains. By the accuracy that
 * searches see, no cell of the space is above the best that remains, so that a search that ends above it has left the
 * space. By the reported accuracy, of other images, a cell of the space may be above it too.
 *
 * <p>That a method goes beyond is tested over its different searches ({@link DifferentSearches}). The best that remains
 * is a constant, without a search's chance: of a method that leaves nothing to chance there is one difference to it,
 * which says nothing about other searches, and no test. That a method never goes beyond needs no test: one search above
 * refutes it, and repeated searches neither help nor harm.
 *
 * <p>Neither says that the network found is a better one. The best that remains is the highest of a space's noisy
 * accuracies, what is found the highest of those that the search evaluated; both were selected by noise, too, and both
 * are likely to be overrated. The reported accuracies stand beside the seen ones; fresh trainings tell more.
 *
 * @param name short
 * @param section of the paper
 * @param text what is claimed
 * @param method which
 * @param beyond whether it goes beyond the best that remains, or never does
 * @param leastTargets on how many targets in all of their spaces; 0 for all
 * @param where on which targets
 */
record PrunedClaim(
        String name, String section, String text, String method, boolean beyond, int leastTargets, Where where)
        implements Claim {

    /** A space with its searches; differences are those of the different ones to the best that remains. */
    private record Space(
            String target,
            int pruned,
            List<SearchResult> searches,
            List<SearchResult> different,
            MeanDifference seen,
            MeanDifference reported,
            PairedTest test,
            double adjusted) {

        private boolean above() {
            return adjusted < Significance.LEVEL && test.direction() > 0;
        }

        /** How many of the searches saw more than the best that remains. */
        private long searchesAbove() {
            return searches.stream()
                    .filter(s -> s.seen() > s.remainingSeen().orElseThrow() + Comparison.EQUAL)
                    .count();
        }

        private Space adjusted(double p) {
            return new Space(target, pruned, searches, different, seen, reported, test, p);
        }
    }

    @Override
    public String rule() {
        String spaces = "what a search sees of the architecture that it reports at the end, in the spaces without the "
                + "top "
                + String.join(", ", PaperTable1.PRUNED.stream().map(p -> "" + p).toList());
        String shown = "; reported accuracies are shown and do not decide; on " + where.text();
        if (!beyond) {
            return spaces + ": in no search above the best that remains, by what a search sees" + shown;
        }
        return spaces + ": above the best that remains, by what a search sees, by more than chance in "
                + (leastTargets == 0 ? "every space" : "all three spaces of at least " + leastTargets + " targets")
                + " (Wilcoxon's test of the different searches' differences, Holm over spaces)" + shown;
    }

    @Override
    public Finding judge(Evidence evidence, Scale scale) {
        List<Space> raw = new ArrayList<>();
        for (String target : where.targets(scale)) {
            List<Space> own = PaperTable1.PRUNED.stream()
                    .flatMap(pruned -> space(evidence, target, pruned).stream())
                    .toList();
            if (own.size() == PaperTable1.PRUNED.size()) {
                raw.addAll(own);
            }
        }
        List<Double> p =
                HolmCorrection.adjust(raw.stream().map(s -> s.test().p()).toList());
        List<Space> spaces = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            spaces.add(raw.get(i).adjusted(p.get(i)));
        }
        List<String> missing = where.missing(
                scale, spaces.stream().map(Space::target).distinct().toList());
        return beyond ? beyond(spaces, missing) : within(spaces, missing);
    }

    private Finding beyond(List<Space> spaces, List<String> missing) {
        long above = spaces.stream().filter(Space::above).count();
        Map<String, Boolean> everywhere =
                spaces.stream().collect(Collectors.toMap(Space::target, Space::above, Boolean::logicalAnd));
        long targets = everywhere.values().stream().filter(all -> all).count();
        return Finding.of(
                leastTargets == 0 ? above == spaces.size() : targets >= leastTargets,
                "above the best that remains, by what searches see, by more than chance in " + above + " of "
                        + spaces.size() + " spaces, in all three of " + targets + " of " + everywhere.size()
                        + " targets",
                missing,
                List.of(table(spaces)));
    }

    private Finding within(List<Space> spaces, List<String> missing) {
        long above = spaces.stream().mapToLong(Space::searchesAbove).sum();
        int searches = spaces.stream().mapToInt(s -> s.searches().size()).sum();
        int different = spaces.stream().mapToInt(s -> s.different().size()).sum();
        return Finding.of(
                above == 0,
                "above the best that remains, by what searches see, in " + above + " of "
                        + DifferentSearches.text(searches, different) + " searches in " + spaces.size() + " spaces",
                missing,
                List.of(table(spaces)));
    }

    /** A space, not adjusted yet; empty if its searches are not enough. */
    private Optional<Space> space(Evidence evidence, String target, int pruned) {
        SortedMap<Long, SearchResult> bySeed = evidence.searches(method, target, pruned);
        List<SearchResult> searches = List.copyOf(bySeed.values());
        List<SearchResult> different = DifferentSearches.seeds(bySeed, SearchResult::isSameSearchAs).stream()
                .map(seed -> bySeed.get(seed))
                .toList();
        int enough = beyond ? different.size() : searches.size();
        if (enough < Comparison.LEAST_PAIRS
                || searches.stream()
                        .anyMatch(s ->
                                s.remainingBest().isEmpty() || s.remainingSeen().isEmpty())) {
            return Optional.empty();
        }
        double[] seen = numbers(different, SearchResult::seen);
        double[] remaining = numbers(different, s -> s.remainingSeen().orElseThrow());
        PairedTest test = PairedTest.of(seen, remaining);
        return Optional.of(new Space(
                target,
                pruned,
                searches,
                different,
                MeanDifference.of(seen, remaining),
                MeanDifference.of(
                        numbers(different, SearchResult::reported),
                        numbers(different, s -> s.remainingBest().orElseThrow())),
                test,
                test.p()));
    }

    private static double[] numbers(List<SearchResult> searches, ToDoubleFunction<SearchResult> number) {
        return searches.stream().mapToDouble(number).toArray();
    }

    private ResultTable table(List<Space> spaces) {
        ResultColumns<Space> columns = ResultColumns.of(spaces)
                .text("target", Space::target)
                .whole("removed", Space::pruned)
                .text(
                        "seeds",
                        s -> DifferentSearches.text(
                                s.searches().size(), s.different().size()))
                .whole("seeds above", s -> (int) s.searchesAbove());
        difference(columns, "seen", s -> s.searches().get(0).remainingSeen().orElseThrow(), Space::seen);
        if (beyond) {
            columns.number("p", Decimals.of(4), s -> s.test().p()).number("p (Holm)", Decimals.of(4), Space::adjusted);
        }
        difference(columns, "reported", s -> s.searches().get(0).remainingBest().orElseThrow(), Space::reported);
        return columns.table(
                "pruned",
                "Found in pruned spaces, against the best that remains (%), as searches see it and as it is reported",
                List.of());
    }

    private static void difference(
            ResultColumns<Space> columns,
            String accuracy,
            ToDoubleFunction<Space> remaining,
            Function<Space, MeanDifference> difference) {
        columns.number("best that remains, " + accuracy, Decimals.ACCURACY, remaining)
                .number(
                        "found, less that (" + accuracy + ")",
                        Decimals.ACCURACY,
                        s -> difference.apply(s).mean())
                .text("95 % interval (" + accuracy + ")", s -> Comparison.interval(difference.apply(s)));
    }
}
