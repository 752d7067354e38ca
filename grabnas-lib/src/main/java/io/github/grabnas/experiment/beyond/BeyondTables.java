package io.github.grabnas.experiment.beyond;

import static io.github.grabnas.experiment.run.Decimals.ACCURACY;

import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.nn.convolution.NetworkCost;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.UniqueCells;
import io.github.grabnas.statistics.MeanDifference;
import io.github.grabnas.statistics.Summary;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The answer on each target, and what it rests on: every search, and every novel graph that was trained.
 *
 * @param results one for each target
 * @param tables the targets' tables, by label
 */
public record BeyondTables(List<BeyondResult> results, Map<String, BenchmarkTable> tables) {

    /** Copies both. */
    public BeyondTables {
        results = List.copyOf(results);
        tables = Map.copyOf(tables);
    }

    /** All five. */
    public List<ResultTable> all() {
        return List.of(answers(), finalists(), searches(), novel(), trainings());
    }

    private record Compared(BeyondResult result, ArchitectureGraph winner, PairedComparison comparison) {}

    private List<Compared> compared() {
        return results.stream()
                .filter(r -> r.comparison().isPresent())
                .map(r ->
                        new Compared(r, r.winner().orElseThrow(), r.comparison().orElseThrow()))
                .toList();
    }

    private ResultTable answers() {
        ResultColumns<Compared> columns = ResultColumns.of(compared())
                .text("target", c -> c.result().target())
                .text("winner", c -> c.winner().text())
                .text("best_cell", c -> c.comparison().cell().text())
                .whole(
                        "widened_channels",
                        c -> c.comparison().widened().skeleton().channels())
                .whole("trainings", c -> c.comparison().winner().test().size());
        columns = of(
                columns, "winner", c -> c.comparison().winner(), c -> c.result().cost(c.winner()));
        columns = of(
                columns,
                "best",
                c -> c.comparison().best(),
                c -> c.result().cost(c.comparison().cell().graph()));
        columns = of(
                columns,
                "widened",
                c -> c.comparison().wide(),
                c -> c.comparison().widened().cost());
        return difference(
                        difference(columns, "to_best", c -> c.comparison().toBest()),
                        "to_widened",
                        c -> c.comparison().toWidened())
                .text("better_than_every_cell", c -> c.comparison().verdict())
                .table(
                        "beyond",
                        "Beyond the space: the best novel graph against the best cell",
                        List.of(
                                "Test accuracies in percent of trainings without a part in a choice, each on training "
                                        + "images drawn anew, the same for all three; diverged ones have that of "
                                        + "guessing.",
                                "widened: the best cell with as many more channels as it takes to have at least the "
                                        + "winner's parameters and multiply-adds.",
                                "low, high: interval of 95 % (Student's t of pairs) over drawings and seeds, for the "
                                        + "test images at hand. yes: better than both; no: worse than one."));
    }

    private static ResultColumns<Compared> of(
            ResultColumns<Compared> columns,
            String name,
            Function<Compared, PairedAccuracies> reached,
            Function<Compared, NetworkCost> cost) {
        return columns.number(
                        name + "_mean",
                        ACCURACY,
                        c -> Summary.of(reached.apply(c).array()).mean())
                .number(
                        name + "_std",
                        ACCURACY,
                        c -> Summary.of(reached.apply(c).array()).standardDeviation())
                .whole(name + "_diverged", c -> reached.apply(c).diverged())
                .text(name + "_parameters", c -> text(cost.apply(c).parameters()))
                .text(name + "_flops", c -> text(cost.apply(c).flops()));
    }

    private static ResultColumns<Compared> difference(
            ResultColumns<Compared> columns, String name, Function<Compared, MeanDifference> difference) {
        return columns.number(name, ACCURACY, c -> difference.apply(c).mean())
                .number(name + "_low", ACCURACY, c -> difference.apply(c).low())
                .number(name + "_high", ACCURACY, c -> difference.apply(c).high());
    }

    private ResultTable trainings() {
        record Row(Compared compared, int drawing) {}
        return ResultColumns.of(compared().stream()
                        .flatMap(c -> IntStream.range(
                                        0, c.comparison().winner().test().size())
                                .mapToObj(k -> new Row(c, k)))
                        .toList())
                .text("target", r -> r.compared().result().target())
                .whole("drawing", Row::drawing)
                .number(
                        "winner",
                        ACCURACY,
                        r -> r.compared().comparison().winner().test().get(r.drawing()))
                .number(
                        "best",
                        ACCURACY,
                        r -> r.compared().comparison().best().test().get(r.drawing()))
                .number(
                        "widened",
                        ACCURACY,
                        r -> r.compared().comparison().wide().test().get(r.drawing()))
                .table(
                        "beyond-trainings",
                        "Trainings of the winner and of cells",
                        List.of("Test accuracies in percent, a line for each drawing of training images."));
    }

    private ResultTable finalists() {
        record Row(BeyondResult result, Finalist finalist) {}
        return ResultColumns.of(results.stream()
                        .flatMap(r -> r.finalists().stream().map(f -> new Row(r, f)))
                        .toList())
                .text("target", r -> r.result().target())
                .text("graph", r -> r.finalist().graph().text())
                .number("validation", ACCURACY, r -> r.finalist().validation())
                .number("test", ACCURACY, r -> r.finalist().test())
                .whole("rank", r -> rank(r.result().target(), r.finalist().validation()))
                .text(
                        "parameters",
                        r -> text(r.result().cost(r.finalist().graph()).parameters()))
                .text("flops", r -> text(r.result().cost(r.finalist().graph()).flops()))
                .table(
                        "beyond-finalists",
                        "The best novel graphs, trained again to choose the winner",
                        List.of("Means in percent of further trainings; the highest validation accuracy wins. rank: "
                                + "among the target's cells, by validation accuracy."));
    }

    private ResultTable searches() {
        record Row(String target, BeyondSearch search) {}
        return ResultColumns.of(results.stream()
                        .flatMap(r -> r.searches().stream().map(s -> new Row(r.target(), s)))
                        .toList())
                .text("target", Row::target)
                .text("space", r -> r.search().space())
                .text("seed", r -> Long.toString(r.search().seed()))
                .whole("trained", r -> r.search().trials().size())
                .whole("novel_in_space", r -> r.search().novelInSpace())
                .whole("novel_proposed", r -> r.search().proposed())
                .whole("novel_trained", r -> r.search().novel().size())
                .numberWhere("best_cell", ACCURACY, r -> highest(r.search().cells()))
                .numberWhere("best_novel", ACCURACY, r -> highest(r.search().novel()))
                .table(
                        "beyond-searches",
                        "Searches with real training",
                        List.of("Validation accuracies in percent, of one training each. novel_in_space: graphs that "
                                + "the decoder sampled beforehand; novel_proposed: functions that no cell computes "
                                + "among what explorations decoded."));
    }

    private static Optional<Double> highest(List<Trial> trials) {
        OptionalDouble highest = trials.stream().mapToDouble(Trial::accuracy).max();
        return highest.isPresent() ? Optional.of(highest.getAsDouble()) : Optional.empty();
    }

    private ResultTable novel() {
        record Row(BeyondResult result, BeyondSearch search, Trial trial) {

            NetworkCost cost() {
                return result.cost(trial.architecture().graph());
            }
        }
        return ResultColumns.of(results.stream()
                        .flatMap(r -> r.searches().stream()
                                .flatMap(s -> s.novel().stream().map(t -> new Row(r, s, t))))
                        .toList())
                .text("target", r -> r.result().target())
                .text("space", r -> r.search().space())
                .text("seed", r -> Long.toString(r.search().seed()))
                .whole("evaluation", r -> r.trial().evaluation())
                .text("origin", r -> r.trial().origin().label())
                .text("graph", r -> r.trial().architecture().text())
                .number("validation", ACCURACY, r -> r.trial().accuracy())
                .number("test", ACCURACY, r -> r.trial().testAccuracy().orElse(Double.NaN))
                .whole("rank", r -> rank(r.result().target(), r.trial().accuracy()))
                .text("parameters", r -> text(r.cost().parameters()))
                .text("flops", r -> text(r.cost().flops()))
                .table(
                        "beyond-novel",
                        "Every novel graph that was trained",
                        List.of("Accuracies in percent of one training. rank: among the target's cells, by validation "
                                + "accuracy; the cells' are means of several trainings, so that a lucky graph is "
                                + "ranked too high."));
    }

    private int rank(String label, double accuracy) {
        Target target = Target.of(label);
        BenchmarkTable table = tables.get(label);
        int better = 0;
        for (Cell cell : UniqueCells.all()) {
            better += table.accuracy(cell, target) > accuracy ? 1 : 0;
        }
        return better + 1;
    }

    private static String text(long number) {
        return Long.toString(number);
    }
}
