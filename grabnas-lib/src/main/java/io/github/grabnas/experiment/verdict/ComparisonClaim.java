package io.github.grabnas.experiment.verdict;

import io.github.grabnas.experiment.run.Scale;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A method is better than others by some measure.
 *
 * @param name short
 * @param section of the paper
 * @param text what the paper says
 * @param first the method
 * @param others those that it is better than, each of them
 * @param measure by what
 * @param direction whether better is higher
 * @param extent on how many targets
 * @param where on which targets
 */
record ComparisonClaim(
        String name,
        String section,
        String text,
        String first,
        List<String> others,
        Measure measure,
        Direction direction,
        Extent extent,
        Where where)
        implements Claim {

    /** Means that differ by rounding alone are equal. */
    private static final double ROUNDING = 1e-6;

    /** Which values are better. */
    enum Direction {
        HIGHER,
        LOWER
    }

    /** On how many of the targets the first must be better. */
    enum Extent {
        /** Better by more than chance on each. */
        EACH("by more than chance on each target"),
        /** Better by more than chance on most, and its mean nowhere worse. */
        CONSISTENT("by more than chance on more than half of the targets, and its mean worse on none"),
        /** Better by more than chance on most, and worse by more than chance nowhere. */
        MOST("by more than chance on more than half of the targets, and worse by more than chance on none"),
        /** Its mean equal or better on each. */
        AT_LEAST_EQUAL("or equal, in the mean on each target");

        private final String text;

        Extent(String text) {
            this.text = text;
        }
    }

    @Override
    public String rule() {
        return measure.label() + ": " + first + " is " + (direction == Direction.HIGHER ? "higher" : "lower") + " than "
                + (others.size() == 1 ? others.get(0) : "each of " + String.join(", ", others)) + " " + extent.text
                + (extent == Extent.AT_LEAST_EQUAL
                        ? " (tests are for information)"
                        : " (Holm over all tests of the claim)")
                + "; on " + where.text();
    }

    @Override
    public Finding judge(Evidence evidence, Scale scale) {
        List<Comparison> raw = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String other : others) {
            List<Comparison> here = where.targets(scale).stream()
                    .map(target -> Comparison.of(evidence, measure, target, 0, first, other))
                    .flatMap(Optional::stream)
                    .toList();
            raw.addAll(here);
            where.missing(scale, here.stream().map(Comparison::target).toList())
                    .forEach(m -> missing.add(first + " against " + other + ": " + m));
        }
        List<Comparison> comparisons = Comparison.adjusted(raw);
        Map<String, List<Comparison>> byOther = comparisons.stream()
                .collect(Collectors.groupingBy(Comparison::second, LinkedHashMap::new, Collectors.toList()));
        boolean met =
                byOther.size() == others.size() && byOther.values().stream().allMatch(this::met);
        String because = byOther.entrySet().stream()
                .map(e -> "against " + e.getKey() + " " + counts(e.getValue()))
                .collect(Collectors.joining("; "));
        return Finding.of(
                met,
                because,
                new ArrayList<>(new TreeSet<>(missing)),
                List.of(Comparison.table(measure.label(), comparisons)));
    }

    private boolean better(Comparison c) {
        return direction == Direction.HIGHER ? c.higher() : c.lower();
    }

    private boolean worse(Comparison c) {
        return direction == Direction.HIGHER ? c.lower() : c.higher();
    }

    private boolean worseMean(Comparison c) {
        return direction == Direction.HIGHER
                ? c.difference().mean() < -ROUNDING
                : c.difference().mean() > ROUNDING;
    }

    private boolean met(List<Comparison> on) {
        long better = on.stream().filter(this::better).count();
        return switch (extent) {
            case EACH -> better == on.size();
            case CONSISTENT -> 2 * better > on.size() && on.stream().noneMatch(this::worseMean);
            case AT_LEAST_EQUAL -> on.stream().noneMatch(this::worseMean);
            case MOST -> 2 * better > on.size() && on.stream().noneMatch(this::worse);
        };
    }

    private String counts(List<Comparison> on) {
        return "better by more than chance on "
                + on.stream().filter(this::better).count() + " of " + on.size()
                + ", worse on " + on.stream().filter(this::worse).count() + " (mean worse on "
                + on.stream().filter(this::worseMean).count() + ")";
    }
}
