package io.github.grabnas.experiment.beyond;

import static io.github.grabnas.experiment.run.Decimals.ACCURACY;

import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.nn.convolution.NetworkCost;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.UniqueCells;
import io.github.grabnas.statistics.Summary;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

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

    /** All three. */
    public List<ResultTable> all() {
        return List.of(answers(), searches(), novel());
    }

    private ResultTable answers() {
        return ResultColumns.of(results)
                .text("target", BeyondResult::target)
                .text("winner", r -> r.winner().graph().text())
                .number("winner_mean", ACCURACY, r -> of(r.winnerAccuracies()).mean())
                .number("winner_std", ACCURACY, r -> of(r.winnerAccuracies()).standardDeviation())
                .text("winner_parameters", r -> text(r.winnerCost().parameters()))
                .text("winner_flops", r -> text(r.winnerCost().flops()))
                .text("best_cell", r -> r.best().text())
                .number("best_mean", ACCURACY, r -> of(r.bestAccuracies()).mean())
                .number("best_std", ACCURACY, r -> of(r.bestAccuracies()).standardDeviation())
                .text("best_parameters", r -> text(r.bestCost().parameters()))
                .text("best_flops", r -> text(r.bestCost().flops()))
                .whole("widened_channels", r -> r.widened().skeleton().channels())
                .number("widened_mean", ACCURACY, r -> of(r.widenedAccuracies()).mean())
                .number("widened_std", ACCURACY, r -> of(r.widenedAccuracies()).standardDeviation())
                .text("widened_parameters", r -> text(r.widened().cost().parameters()))
                .text("widened_flops", r -> text(r.widened().cost().flops()))
                .whole("trainings", r -> r.winnerAccuracies().size())
                .number("to_best", ACCURACY, r -> r.toBest().mean())
                .number("to_best_low", ACCURACY, r -> r.toBest().low())
                .number("to_best_high", ACCURACY, r -> r.toBest().high())
                .number("to_widened", ACCURACY, r -> r.toWidened().mean())
                .number("to_widened_low", ACCURACY, r -> r.toWidened().low())
                .number("to_widened_high", ACCURACY, r -> r.toWidened().high())
                .text("better_than_every_cell", BeyondResult::verdict)
                .table(
                        "beyond",
                        "Beyond the space: the best novel graph against the best cell",
                        List.of(
                                "Test accuracies in percent of trainings without a part in a choice, each on training "
                                        + "images drawn anew, the same for all three architectures.",
                                "widened: the best cell with as many more channels as it takes to have at least the "
                                        + "winner's parameters and multiply-adds.",
                                "low, high: interval of 95 % (Student's t of pairs). yes: better than both; no: worse "
                                        + "than one of them."));
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
                .whole("novel_proposed", r -> r.search().proposed())
                .whole("novel_trained", r -> r.search().novel().size())
                .numberWhere("best_cell", ACCURACY, r -> highest(r.search().cells()))
                .numberWhere("best_novel", ACCURACY, r -> highest(r.search().novel()))
                .table(
                        "beyond-searches",
                        "Searches with real training",
                        List.of("Validation accuracies in percent, of one training each. novel_proposed: functions "
                                + "that no cell computes which the decoder made of an ascent."));
    }

    private static Optional<Double> highest(List<Trial> trials) {
        OptionalDouble highest = trials.stream().mapToDouble(Trial::accuracy).max();
        return highest.isPresent() ? Optional.of(highest.getAsDouble()) : Optional.empty();
    }

    private ResultTable novel() {
        record Row(BeyondResult result, BeyondSearch search, Trial trial) {

            NetworkCost cost() {
                return NetworkCost.of(trial.architecture().graph(), result.skeleton());
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

    private static Summary of(List<Double> accuracies) {
        return Summary.of(BeyondResult.array(accuracies));
    }

    private static String text(long number) {
        return Long.toString(number);
    }
}
