package io.github.grabnas.experiment.paper;

import io.github.grabnas.experiment.run.ExperimentCondition;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.ResultTable;

import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;

/**
 * Figure 4: the rank of each method on each dataset, and its average. Measured and published ranks are two tables, since they
 * compare other methods on other datasets.
 *
 * @param methods those measured
 * @param published the paper's numbers
 */
public record PaperFigure4(List<MethodVariant> methods, PublishedResults published) implements PaperExperiment {

    private static final int TABLE = 3;
    private static final double GRID = 1e6;

    @Override
    public String name() {
        return "figure4";
    }

    @Override
    public String title() {
        return "Figure 4: ranking across datasets";
    }

    @Override
    public List<ExperimentCondition> arms(List<ExperimentTarget> targets) {
        return PaperExperiment.wholeSpaces(methods, targets);
    }

    @Override
    public List<ResultTable> tables(ExperimentRuns runs) {
        Comparison printed = new Comparison(TABLE, published, new ExperimentRuns(List.of(), runs.budget()), List.of());
        ResultTable measured = ranks("figure4-measured", "Figure 4, measured here", "measured_rank_",
                methods.stream().map(MethodVariant::name).toList(), runs.targets().stream().map(ExperimentTarget::label).toList(),
                (method, target) -> runs.summary(MethodVariant.parse(method), target, 0).orElseThrow().mean(),
                "By the mean over seeds of the best accuracy after " + runs.budget() + " evaluations.");
        ResultTable ofPaper = ranks("figure4-published", "Figure 4, from the published Table 3", "published_rank_",
                printed.methods(), printed.targets(), (method, target) -> printed.figure(method, target).orElseThrow().mean(),
                "By the means that the paper prints.");
        return List.of(measured, ofPaper);
    }

    private static ResultTable ranks(String name, String title, String prefix, List<String> methods, List<String> targets,
                                     ToDoubleBiFunction<String, String> mean, String note) {
        double[] sum = new double[methods.size()];
        List<double[]> ranks = new ArrayList<>();
        for (String target : targets) {
            // Means that differ by rounding alone are equal.
            double[] ranked = new NaturalRanking(TiesStrategy.AVERAGE).rank(methods.stream()
                    .mapToDouble(m -> -Math.rint(mean.applyAsDouble(m, target) * GRID)).toArray());
            ranks.add(ranked);
            Arrays.setAll(sum, m -> sum[m] + ranked[m]);
        }
        List<String> columns = new ArrayList<>(List.of("method"));
        targets.forEach(target -> columns.add(prefix + target));
        columns.add(prefix + "average");
        List<List<String>> rows = new ArrayList<>();
        for (int m = 0; m < methods.size(); m++) {
            List<String> row = new ArrayList<>(List.of(methods.get(m)));
            for (double[] ranked : ranks) {
                row.add(String.format(Locale.ROOT, "%.1f", ranked[m]));
            }
            row.add(String.format(Locale.ROOT, "%.2f", sum[m] / targets.size()));
            rows.add(row);
        }
        return new ResultTable(name, title, columns, rows, List.of(note,
                "Rank 1 is the best; equals share the mean of their ranks."));
    }
}
