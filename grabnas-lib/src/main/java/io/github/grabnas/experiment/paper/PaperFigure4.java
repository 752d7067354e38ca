package io.github.grabnas.experiment.paper;

import io.github.grabnas.experiment.run.ExperimentCondition;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodRanks;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.ResultChart;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.Scale;
import io.github.grabnas.experiment.run.SearchSummary;
import io.github.grabnas.experiment.run.TableTarget;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Figure 4: the rank of each method on each dataset, and its average, with the tests that tell whether ranks differ by
 * more than chance. Measured and published ranks are apart, since they compare other methods on other datasets. So are
 * targets at proxy scale, the public tables and targets that are trained on: ranks of CIFAR-10 and of its proxy are not
 * two independent datasets.
 *
 * @param methods those measured
 * @param published the paper's numbers
 */
public record PaperFigure4(List<MethodVariant> methods, PublishedResults published) implements PaperExperiment {

    private static final int TABLE = 3;
    /** Of targets without a table. */
    private static final String TRAINED = "trained";

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
        return rankings(runs).stream().flatMap(r -> r.tables().stream()).toList();
    }

    @Override
    public List<ResultChart> charts(ExperimentRuns runs) {
        return rankings(runs).stream().flatMap(r -> r.charts().stream()).toList();
    }

    /** Targets that are ranked together: results of different kinds are never mixed. */
    private record Group(String label, String title) {

        static Group of(ExperimentTarget target) {
            return Scale.of(target)
                    .map(scale -> new Group(scale.label(), scale.title()))
                    .orElseGet(() -> target.measuredBy().equals(TableTarget.MEASURED_BY)
                            ? new Group("own", "on tables of one's own")
                            : new Group(TRAINED, "by training"));
        }
    }

    private List<MethodRanking> rankings(ExperimentRuns runs) {
        List<MethodRanking> rankings = new ArrayList<>();
        Map<Group, List<ExperimentTarget>> groups = runs.targets().stream()
                .collect(Collectors.groupingBy(Group::of, LinkedHashMap::new, Collectors.toList()));
        groups.forEach((group, targets) -> rankings.add(measured(runs, group, targets)));
        List<PublishedResult> results = published.ofTable(TABLE);
        rankings.add(new MethodRanking(
                "figure4-published",
                "Figure 4, from the published Table 3",
                "published",
                List.of("By the means that the paper prints."),
                MethodRanks.of(
                        results.stream().map(PublishedResult::method).distinct().toList(),
                        results.stream().map(PublishedResult::target).distinct().toList(),
                        (method, target) -> published
                                .find(TABLE, method, target, 0)
                                .orElseThrow()
                                .mean()),
                List.of()));
        return rankings;
    }

    private MethodRanking measured(ExperimentRuns runs, Group group, List<ExperimentTarget> searched) {
        List<String> targets = searched.stream().map(ExperimentTarget::label).toList();
        List<String> everywhere = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (MethodVariant method : methods) {
            boolean complete =
                    targets.stream().allMatch(t -> runs.find(method, t, 0).isPresent());
            (complete ? everywhere : leftOut).add(method.name());
        }
        List<String> notes = new ArrayList<>(List.of("By the mean over seeds of the best accuracy after "
                + runs.budget() + " evaluations; a one-shot method has one, of the cell that it derives."));
        if (!leftOut.isEmpty()) {
            notes.add("Not ranked, since not measured on every target: " + String.join(", ", leftOut) + ".");
        }
        return new MethodRanking(
                "figure4-" + group.label(),
                "Figure 4, measured here, " + group.title(),
                "measured",
                notes,
                MethodRanks.of(
                        everywhere,
                        targets,
                        (method, target) -> runs.summary(MethodVariant.parse(method), target, 0)
                                .map(SearchSummary::mean)
                                .orElseThrow()),
                searched.stream()
                        .filter(t -> !t.isReliableForRanks())
                        .map(ExperimentTarget::label)
                        .toList());
    }
}
