package io.github.grabnas.experiment.verdict;

import io.github.grabnas.experiment.run.Scale;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A method's gain over the best of the others is largest on some datasets.
 *
 * @param name short
 * @param section of the paper
 * @param text what the paper says
 * @param first the method
 * @param others of which the one with the highest mean on a target is the one to beat
 * @param where the datasets with the largest gains
 */
record GainClaim(String name, String section, String text, String first, List<String> others, Where where)
        implements Claim {

    @Override
    public String rule() {
        return "accuracy at the end, " + first + " less " + (others.size() == 1 ? "" : "the best of ")
                + String.join(", ", others)
                + " on the same target: above zero by more than chance on each of " + where.text()
                + " (Holm), and on each of them larger in the mean than on any other target"
                + (others.size() == 1 ? "" : "; a target on which one of the others is not measured takes no part");
    }

    @Override
    public Finding judge(Evidence evidence, Scale scale) {
        List<Comparison> raw = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> special = where.targets(scale);
        for (String target : scale.targets()) {
            // A gain over some of the others alone would be a larger one.
            List<String> lacking = others.stream()
                    .filter(m -> Double.isNaN(evidence.mean(m, target)))
                    .toList();
            if (lacking.isEmpty()) {
                Comparison.of(evidence, Measure.FINAL, target, 0, first, toBeat(evidence, target))
                        .ifPresent(raw::add);
            } else if (special.contains(target)) {
                missing.add("results of " + String.join(", ", lacking) + " on " + target);
            }
        }
        List<Comparison> comparisons = Comparison.adjusted(raw);
        List<Comparison> largest =
                comparisons.stream().filter(c -> special.contains(c.target())).toList();
        OptionalDouble elsewhere = comparisons.stream()
                .filter(c -> !special.contains(c.target()))
                .mapToDouble(c -> c.difference().mean())
                .max();
        if (missing.isEmpty()) {
            missing.addAll(where.missing(
                    scale, largest.stream().map(Comparison::target).toList()));
        }
        if (elsewhere.isEmpty()) {
            missing.add("results on any other target");
        }
        boolean met = largest.stream()
                .allMatch(c -> c.higher() && c.difference().mean() > elsewhere.orElse(Double.POSITIVE_INFINITY));
        String because = String.join(
                        "; ",
                        largest.stream()
                                .map(c -> String.format(
                                        Locale.ROOT,
                                        "%+.3f points on %s",
                                        c.difference().mean(),
                                        c.target()))
                                .toList())
                + String.format(Locale.ROOT, "; at most %+.3f elsewhere", elsewhere.orElse(Double.NaN));
        return Finding.of(met, because, missing, List.of(Comparison.table(Measure.FINAL.label(), comparisons)));
    }

    private String toBeat(Evidence evidence, String target) {
        return others.stream()
                .max(Comparator.comparingDouble(m -> evidence.mean(m, target)))
                .orElseThrow();
    }
}
