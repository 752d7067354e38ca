package io.github.grabnas.experiment.paper;

import io.github.grabnas.experiment.run.Decimals;
import io.github.grabnas.experiment.run.ExperimentCondition;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.ResultChart;
import io.github.grabnas.experiment.run.ResultChart.Bar;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.ResultTable;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * Figure 4: the rank of each method on each dataset, and its average. Measured and published ranks are two tables,
 * since they compare other methods on other datasets.
 *
 * @param methods those measured
 * @param published the paper's numbers
 */
public record PaperFigure4(List<MethodVariant> methods, PublishedResults published) implements PaperExperiment {

    private static final int TABLE = 3;
    private static final double GRID = 1e6;

    /** The ranks of some methods on some targets. */
    private record Ranking(String name, String title, String kind, String note, List<String> targets, List<Row> rows) {

        private static Ranking of(
                String name,
                String title,
                String kind,
                String note,
                List<String> methods,
                List<String> targets,
                ToDoubleBiFunction<String, String> mean) {
            // Means that differ by rounding alone are equal.
            List<double[]> ranks = targets.stream()
                    .map(target -> new NaturalRanking(TiesStrategy.AVERAGE)
                            .rank(methods.stream()
                                    .mapToDouble(m -> -Math.rint(mean.applyAsDouble(m, target) * GRID))
                                    .toArray()))
                    .toList();
            return new Ranking(
                    name,
                    title,
                    kind,
                    note,
                    targets,
                    IntStream.range(0, methods.size())
                            .mapToObj(m -> new Row(
                                    methods.get(m),
                                    ranks.stream().map(r -> r[m]).toList()))
                            .toList());
        }

        private ResultTable table() {
            ResultColumns<Row> columns = ResultColumns.of(rows).text("method", Row::method);
            for (int t = 0; t < targets.size(); t++) {
                int target = t;
                columns.number(
                        kind + "_rank_" + targets.get(t),
                        Decimals.of(1),
                        row -> row.ranks().get(target));
            }
            return columns.number(kind + "_rank_average", Decimals.of(2), Row::average)
                    .table(name, title, List.of(note, "Rank 1 is the best; equals share the mean of their ranks."));
        }

        private ResultChart chart() {
            return new ResultChart.Bars(
                    name,
                    title,
                    "average rank",
                    rows.stream()
                            .map(row -> new Bar(row.method(), row.average()))
                            .toList());
        }
    }

    /** A method's rank on each target. */
    private record Row(String method, List<Double> ranks) {

        private double average() {
            // Ranks are whole or half numbers: their sum is exact.
            return ranks.stream().mapToDouble(rank -> rank).sum() / ranks.size();
        }
    }

    @Override
    public String name() {
        return "figure4";
    }

    @Override
    public String title() {
        return "Figure 4: ranking across datasets";
    }

    @Override
    public List<ExperimentCondition> conditions(List<ExperimentTarget> targets) {
        return PaperExperiment.wholeSpaces(methods, targets);
    }

    @Override
    public List<ResultTable> tables(ExperimentRuns runs) {
        return rankings(runs).stream().map(Ranking::table).toList();
    }

    @Override
    public List<ResultChart> charts(ExperimentRuns runs) {
        return rankings(runs).stream().map(Ranking::chart).toList();
    }

    private List<Ranking> rankings(ExperimentRuns runs) {
        Ranking measured = Ranking.of(
                "figure4-measured",
                "Figure 4, measured here",
                "measured",
                "By the mean over seeds of the best accuracy after " + runs.budget() + " evaluations.",
                methods.stream().map(MethodVariant::name).toList(),
                runs.targets().stream().map(ExperimentTarget::label).toList(),
                (method, target) -> runs.summary(MethodVariant.parse(method), target, 0)
                        .orElseThrow()
                        .mean());
        List<PublishedResult> results = published.ofTable(TABLE);
        Ranking printed = Ranking.of(
                "figure4-published",
                "Figure 4, from the published Table 3",
                "published",
                "By the means that the paper prints.",
                results.stream().map(PublishedResult::method).distinct().toList(),
                results.stream().map(PublishedResult::target).distinct().toList(),
                (method, target) ->
                        published.find(TABLE, method, target, 0).orElseThrow().mean());
        return List.of(measured, printed);
    }
}
