package io.github.grabnas.experiment.verdict;

import io.github.grabnas.experiment.run.Decimals;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.Scale;
import io.github.grabnas.experiment.run.SearchResult;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A method evaluates an architecture now and then that is far worse than its others, and worse than anything that
 * another method evaluates.
 *
 * @param name short
 * @param section of the paper
 * @param text what the paper says
 * @param first the method with outliers
 * @param second the other
 * @param where on which targets
 */
record OutlierClaim(String name, String section, String text, String first, String second, Where where)
        implements Claim {

    private record Row(String target, String method, int searches, long with, double perSearch) {}

    @Override
    public String rule() {
        return "more than half of " + first
                + "'s searches evaluate an outlier (more than 1.5 times the distance of the "
                + "quartiles below the lower one), and the lowest accuracy that a search evaluates is lower with "
                + first
                + " than with " + second + " by more than chance; on " + where.text();
    }

    @Override
    public Finding judge(Evidence evidence, Scale scale) {
        List<Comparison> lowest = Comparison.adjusted(where.targets(scale).stream()
                .map(target -> Comparison.of(evidence, Measure.EVALUATED_MINIMUM, target, 0, first, second))
                .flatMap(Optional::stream)
                .toList());
        List<String> targets = lowest.stream().map(Comparison::target).toList();
        List<Row> rows = targets.stream()
                .flatMap(target -> List.of(row(evidence, target, first), row(evidence, target, second)).stream())
                .toList();
        boolean outliers =
                rows.stream().filter(r -> r.method().equals(first)).allMatch(r -> 2 * r.with() > r.searches());
        boolean lower = lowest.stream().allMatch(Comparison::lower);
        String because = String.join(
                "; ",
                rows.stream()
                        .map(r -> r.with() + " of " + r.searches() + " searches of " + r.method() + " on " + r.target()
                                + " evaluate an outlier")
                        .toList());
        return Finding.of(
                outliers && lower,
                because
                        + (lower
                                ? "; the lowest is lower by more than chance"
                                : "; the lowest is not lower by more " + "than chance"),
                where.missing(scale, targets),
                List.of(
                        ResultColumns.of(rows)
                                .text("target", Row::target)
                                .text("method", Row::method)
                                .whole("searches", Row::searches)
                                .whole("with an outlier", r -> (int) r.with())
                                .number("outliers a search", Decimals.of(1), Row::perSearch)
                                .table("outliers", "Outliers among what was evaluated", List.of()),
                        Comparison.table(Measure.EVALUATED_MINIMUM.label(), lowest)));
    }

    private static Row row(Evidence evidence, String target, String method) {
        Collection<SearchResult> searches = evidence.searches(method, target, 0).values();
        return new Row(
                target,
                method,
                searches.size(),
                searches.stream().filter(s -> s.lowOutliers() > 0).count(),
                searches.stream().mapToInt(SearchResult::lowOutliers).average().orElse(0));
    }
}
