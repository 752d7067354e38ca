package io.github.grabnas.experiment.verdict;

import io.github.grabnas.experiment.paper.PaperTable1;
import io.github.grabnas.experiment.run.Decimals;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.Scale;
import io.github.grabnas.experiment.run.SearchResult;
import io.github.grabnas.statistics.HolmCorrection;
import io.github.grabnas.statistics.MeanDifference;
import io.github.grabnas.statistics.PairedTest;
import io.github.grabnas.statistics.Significance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a method finds in spaces without a target's best cells, against the best that remains.
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

    private record Space(
            String target,
            int pruned,
            int seeds,
            double remaining,
            MeanDifference difference,
            PairedTest test,
            double adjusted) {

        private boolean above() {
            return adjusted < Significance.LEVEL && test.direction() > 0;
        }
    }

    @Override
    public String rule() {
        String spaces = "without the top "
                + String.join(", ", PaperTable1.PRUNED.stream().map(p -> "" + p).toList());
        String test = " (Wilcoxon's test of the seeds' differences, Holm over spaces); on " + where.text();
        if (!beyond) {
            return "accuracy at the end in the spaces " + spaces + ": nowhere above the best that remains by more than "
                    + "chance" + test;
        }
        return "accuracy at the end in the spaces " + spaces + ": above the best that remains by more than chance in "
                + (leastTargets == 0 ? "every space" : "all three spaces of at least " + leastTargets + " targets")
                + test;
    }

    @Override
    public Finding judge(Evidence evidence, Scale scale) {
        Map<String, List<Space>> byTarget = new LinkedHashMap<>();
        for (String target : where.targets(scale)) {
            List<Space> own = PaperTable1.PRUNED.stream()
                    .flatMap(pruned -> space(evidence, target, pruned).stream())
                    .toList();
            if (own.size() == PaperTable1.PRUNED.size()) {
                byTarget.put(target, own);
            }
        }
        List<Space> raw = byTarget.values().stream().flatMap(List::stream).toList();
        List<Double> p =
                HolmCorrection.adjust(raw.stream().map(s -> s.test().p()).toList());
        byTarget.clear();
        for (int i = 0; i < raw.size(); i++) {
            Space s = raw.get(i);
            byTarget.computeIfAbsent(s.target, t -> new ArrayList<>())
                    .add(new Space(s.target, s.pruned, s.seeds, s.remaining, s.difference, s.test, p.get(i)));
        }
        List<Space> complete = byTarget.values().stream().flatMap(List::stream).toList();
        long above = complete.stream().filter(Space::above).count();
        long targets = byTarget.values().stream()
                .filter(own -> own.stream().allMatch(Space::above))
                .count();
        boolean met = beyond ? leastTargets == 0 ? above == complete.size() : targets >= leastTargets : above == 0;
        return Finding.of(
                met,
                "above the best that remains by more than chance in " + above + " of " + complete.size()
                        + " spaces, in all three of " + targets + " of " + byTarget.size() + " targets",
                where.missing(scale, List.copyOf(byTarget.keySet())),
                List.of(table(complete)));
    }

    /** A space; empty if its searches are not enough. */
    private Optional<Space> space(Evidence evidence, String target, int pruned) {
        Collection<SearchResult> searches =
                evidence.searches(method, target, pruned).values();
        if (searches.size() < Comparison.LEAST_PAIRS
                || searches.stream().anyMatch(s -> s.remainingBest().isEmpty())) {
            return Optional.empty();
        }
        double[] found = searches.stream().mapToDouble(SearchResult::reported).toArray();
        double[] remaining = searches.stream()
                .mapToDouble(s -> s.remainingBest().orElseThrow())
                .toArray();
        PairedTest test = PairedTest.of(found, remaining);
        return Optional.of(new Space(
                target, pruned, found.length, remaining[0], MeanDifference.of(found, remaining), test, test.p()));
    }

    private static ResultTable table(List<Space> spaces) {
        return ResultColumns.of(spaces)
                .text("target", Space::target)
                .whole("removed", Space::pruned)
                .whole("seeds", Space::seeds)
                .number("best that remains", Decimals.ACCURACY, Space::remaining)
                .number(
                        "found, less that",
                        Decimals.ACCURACY,
                        s -> s.difference().mean())
                .text("95 % interval", s -> Comparison.interval(s.difference()))
                .number("p", Decimals.of(4), s -> s.test().p())
                .number("p (Holm)", Decimals.of(4), Space::adjusted)
                .table("pruned", "Found in pruned spaces, against the best that remains (%)", List.of());
    }
}
