package io.github.grabnas.experiment.paper;

import io.github.grabnas.experiment.run.ExperimentCondition;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.ResultChart;
import io.github.grabnas.experiment.run.ResultTable;

import java.util.ArrayList;
import java.util.List;

/**
 * Table 3: six unseen datasets. CIFAR-10 and CIFAR-100 are measured on the benchmark's table; MNIST, SVHN, Aircraft and
 * Pets where networks are trained on them. Otherwise only their published results are shown.
 *
 * @param methods those compared
 * @param published the paper's numbers
 */
public record PaperTable3(List<MethodVariant> methods, PublishedResults published) implements PaperExperiment {

    private static final int TABLE = 3;

    @Override
    public String name() {
        return "table3";
    }

    @Override
    public String title() {
        return "Table 3: unseen datasets";
    }

    @Override
    public List<ExperimentCondition> conditions(List<ExperimentTarget> targets) {
        return PaperExperiment.wholeSpaces(methods, targets);
    }

    @Override
    public List<ResultTable> tables(ExperimentRuns runs) {
        Comparison comparison = new Comparison(TABLE, published, runs, methods);
        List<String> notes = new ArrayList<>(List.of(BestAccuracy.note(runs) + "."));
        List<String> missing = comparison.targets().stream()
                .filter(t -> runs.target(t).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            notes.add("Not measured here, published results only: " + String.join(", ", missing)
                    + ". Those without a table are measured by training, with --train NAME --images FOLDER.");
        }
        if (comparison.entries().stream()
                .anyMatch(e -> e.summary().filter(s -> s.runs() == 1).isPresent())) {
            notes.add("A number without a standard deviation is of one run.");
        }
        PublishedElsewhere elsewhere = PublishedElsewhere.read();
        List<PublishedResult> printed = published.ofTable(TABLE);
        notes.addAll(elsewhere.notes(printed));
        return List.of(
                comparison.layout(name(), title(), notes),
                comparison
                        .accuracies()
                        .text(
                                "published_source",
                                e -> e.published().map(PublishedResult::source).orElse(""))
                        .table("table3-details", "Table 3 in detail", notes),
                elsewhere.table("table3-elsewhere", printed));
    }

    @Override
    public List<ResultChart> charts(ExperimentRuns runs) {
        return new Comparison(TABLE, published, runs, methods).charts(name());
    }
}
