package io.github.grabnas.experiment.paper;

import io.github.grabnas.experiment.run.ExperimentCondition;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.ResultTable;

import java.util.ArrayList;
import java.util.List;

/**
 * Table 3: six unseen datasets. CIFAR-10 and CIFAR-100 are measured on the benchmark's table; MNIST, SVHN, Aircraft and Pets where
 * they are trained, and stand as published otherwise.
 *
 * @param methods those compared
 * @param published the paper's numbers
 */
public record PaperTable3(List<MethodVariant> methods, PublishedResults published) implements PaperExperiment {

    @Override
    public String name() {
        return "table3";
    }

    @Override
    public String title() {
        return "Table 3: unseen datasets";
    }

    @Override
    public List<ExperimentCondition> arms(List<ExperimentTarget> targets) {
        return PaperExperiment.wholeSpaces(methods, targets);
    }

    @Override
    public List<ResultTable> tables(ExperimentRuns runs) {
        Comparison comparison = new Comparison(3, published, runs, methods);
        List<String> notes = new ArrayList<>(List.of("Accuracies in percent: best after " + runs.budget()
                + " evaluations, mean and standard deviation over seeds."));
        List<String> missing = comparison.targets().stream().filter(t -> runs.target(t).isEmpty()).toList();
        if (!missing.isEmpty()) {
            notes.add("Not measured here, published figures only: " + String.join(", ", missing)
                    + ". Those without a table are measured by training, with --train NAME --images FOLDER.");
        }
        List<String> columns = new ArrayList<>(List.of("target", "method", "measured_by"));
        columns.addAll(Comparison.accuracyColumns());
        columns.add("published_source");
        List<List<String>> rows = new ArrayList<>();
        for (String target : comparison.targets()) {
            for (String method : comparison.methods()) {
                if (comparison.summary(method, target).isEmpty() && comparison.figure(method, target).isEmpty()) {
                    continue;
                }
                List<String> row = new ArrayList<>(List.of(target, method, comparison.summary(method, target).isPresent()
                        ? comparison.measuredBy(target) : Comparison.NOT_MEASURED));
                row.addAll(comparison.accuracies(method, target));
                row.add(comparison.figure(method, target).map(PublishedResults.Figure::source).orElse(""));
                rows.add(row);
            }
        }
        return List.of(comparison.layout(name(), title(), notes),
                new ResultTable("table3-details", "Table 3 in detail", columns, rows, notes));
    }
}
