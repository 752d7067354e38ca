package io.github.grabnas.experiment.verdict;

import io.github.grabnas.experiment.paper.PaperTable1;
import io.github.grabnas.experiment.run.Scale;

import java.util.ArrayList;
import java.util.List;

/**
 * A method finds more than another in every pruned space.
 *
 * @param name short
 * @param section of the paper
 * @param text what the paper says
 * @param first the method
 * @param second the other
 * @param where on which targets
 */
record PrunedComparisonClaim(String name, String section, String text, String first, String second, Where where)
        implements Claim {

    @Override
    public String rule() {
        return "accuracy at the end in the spaces without the top "
                + String.join(", ", PaperTable1.PRUNED.stream().map(p -> "" + p).toList()) + ": higher for " + first
                + " than for " + second + " by more than chance in every space (Holm over spaces); on " + where.text();
    }

    @Override
    public Finding judge(Evidence evidence, Scale scale) {
        List<Comparison> raw = new ArrayList<>();
        List<String> complete = new ArrayList<>();
        for (String target : where.targets(scale)) {
            int before = raw.size();
            PaperTable1.PRUNED.forEach(pruned -> Comparison.of(evidence, Measure.FINAL, target, pruned, first, second)
                    .ifPresent(raw::add));
            if (raw.size() - before == PaperTable1.PRUNED.size()) {
                complete.add(target);
            }
        }
        List<Comparison> comparisons = Comparison.adjusted(raw);
        long higher = comparisons.stream().filter(Comparison::higher).count();
        return Finding.of(
                higher == comparisons.size(),
                "higher by more than chance in " + higher + " of " + comparisons.size() + " spaces, lower in "
                        + comparisons.stream().filter(Comparison::lower).count(),
                where.missing(scale, complete),
                List.of(Comparison.table(Measure.FINAL.label(), comparisons)));
    }
}
