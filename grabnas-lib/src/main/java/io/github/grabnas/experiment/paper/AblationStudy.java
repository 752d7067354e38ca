package io.github.grabnas.experiment.paper;

import static io.github.grabnas.experiment.run.Decimals.ACCURACY;

import io.github.grabnas.experiment.run.EvaluationsToOptimum;
import io.github.grabnas.experiment.run.ExperimentCondition;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.OtherModelsTarget;
import io.github.grabnas.experiment.run.ResultChart;
import io.github.grabnas.experiment.run.ResultChart.Point;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.SearchRun;
import io.github.grabnas.experiment.run.SearchSummary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the parts and settings of the method are worth, beyond the paper: a list of variants, one group for each
 * question.
 *
 * @param ablations the list
 */
public record AblationStudy(List<Ablation> ablations) implements PaperExperiment {

    /** Its name on the command line. */
    public static final String NAME = "ablations";

    /**
     * One variant.
     *
     * @param group the question, such as {@code learning rate}
     * @param value what was chosen in this variant
     * @param variant the method with its settings
     * @param pruned how many of the target's best cells are removed
     */
    public record Ablation(String group, String value, MethodVariant variant, int pruned) {

        /** Checks that nothing is missing. */
        public Ablation {
            Objects.requireNonNull(group, "group");
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(variant, "variant");
        }
    }

    /** Makes the list immutable. */
    public AblationStudy {
        ablations = List.copyOf(ablations);
    }

    private static final int WHOLE = 0;
    /**
     * In the whole space the best cell is mostly found before the first ascent; what ascents are worth shows without
     * it.
     */
    private static final int WITHOUT_BEST = 20;

    /**
     * The usual study. Of the gradient-based exploration, in the space without its best {@value #WITHOUT_BEST} cells:
     * learning rate, number of steps, where an ascent begins and where what it led to is observed, rounds of warming
     * up, decoder against nearest neighbours and both, decoding, matching, proposals, continuing. In the whole space:
     * size of the initial set, acquisition, kernel, refitting, what was learnt elsewhere. And how much is pruned.
     *
     * <p>The kernel is a setting of {@code bo-onehot}; that of the meta-trained methods, and the graphs that a decoder
     * learnt from, are part of a training: see {@link OtherModelsTarget}. Of the former a checkpoint decides the kernel
     * of the prior mean; the residuals follow a Matérn-5/2 kernel on graph embeddings whichever it has, unless the
     * setting {@code residual-features} is {@code fused}.
     */
    public static AblationStudy standard() {
        List<Ablation> list = new ArrayList<>();
        MethodVariant grabnas = MethodVariant.of("grabnas");
        add(list, "learning rate", WITHOUT_BEST, grabnas, "eta", "0.03", "0.1", "0.3", "1", "3");
        add(list, "gradient steps", WITHOUT_BEST, grabnas, "steps", "1", "5", "20", "40", "100");
        add(list, "where an ascent begins", WITHOUT_BEST, grabnas, "ascend-from", "encoded", "observed");
        add(list, "where a decoded one is observed", WITHOUT_BEST, grabnas, "observe-at", "decoded", "encoded");
        add(list, "warm-up rounds", WITHOUT_BEST, grabnas, "warm-up", "0", "5", "10", "20", "40");
        add(list, "exploration", WITHOUT_BEST, grabnas, "exploration", "decoder", "nearest-neighbour", "both");
        add(list, "decoding", WITHOUT_BEST, grabnas, "decoding", "argmax", "sampled");
        add(list, "matching", WITHOUT_BEST, grabnas, "matching", "exact", "type-sequence");
        add(list, "proposals", WITHOUT_BEST, grabnas, "proposals", "1", "10", "100");
        MethodVariant endAlone = grabnas.with("proposals", "1");
        add(list, "continuing until new", WITHOUT_BEST, endAlone, "continue-until-new", "false", "true");
        add(list, "initial cells", WHOLE, grabnas, "initial", "1", "5", "10", "20");
        add(list, "initial cells", WHOLE, MethodVariant.of("bo-onehot"), "initial", "1", "5", "10", "20");
        for (String method : List.of("grabnas", "tnas", "bo-onehot")) {
            add(list, "acquisition", WHOLE, MethodVariant.of(method), "acquisition", "ei", "logei", "ucb", "pi");
        }
        add(list, "kernel", WHOLE, MethodVariant.of("bo-onehot"), "kernel", "rbf", "matern32", "matern52");
        add(list, "refitting", WHOLE, grabnas, "refit-every", "1", "3", "10");
        for (String method : List.of("grabnas", "tnas")) {
            add(list, "dataset embedding", WHOLE, MethodVariant.of(method), "dataset", "target", "mean", "zero");
            add(list, "prior mean", WHOLE, MethodVariant.of(method), "prior-mean", "meta-learned", "zero");
        }
        for (MethodVariant method :
                List.of(grabnas, endAlone, MethodVariant.of("tnas"), MethodVariant.of("bo-onehot"))) {
            for (int pruned : new int[] {0, 10, 20, 50, 100, 500}) {
                list.add(new Ablation("pruned", method.name() + ", top " + pruned, method, pruned));
            }
        }
        return new AblationStudy(list);
    }

    private static void add(
            List<Ablation> list, String group, int pruned, MethodVariant method, String setting, String... values) {
        for (String value : values) {
            MethodVariant variant = method.with(setting, value);
            list.add(new Ablation(group, variant.name(), variant, pruned));
        }
    }

    /**
     * The variants of some methods alone.
     *
     * @param methods without settings, which each ablation sets for itself
     * @throws IllegalArgumentException if there are none, or a method has settings
     */
    public AblationStudy restrictedTo(List<MethodVariant> methods) {
        methods.stream().filter(m -> !m.settings().isEmpty()).findFirst().ifPresent(m -> {
            throw new IllegalArgumentException(
                    "method '" + m.name() + "': each ablation has settings of its own; expected " + m.method());
        });
        List<String> labels = methods.stream().map(MethodVariant::method).toList();
        List<Ablation> rest = ablations.stream()
                .filter(a -> labels.contains(a.variant().method()))
                .toList();
        if (rest.isEmpty()) {
            throw new IllegalArgumentException("no ablation is of " + String.join(", ", labels) + "; expected some of "
                    + String.join(
                            ", ",
                            ablations.stream()
                                    .map(a -> a.variant().method())
                                    .distinct()
                                    .toList()));
        }
        return new AblationStudy(rest);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Ablations";
    }

    @Override
    public List<MethodVariant> methods() {
        return ablations.stream().map(Ablation::variant).distinct().toList();
    }

    @Override
    public List<ExperimentCondition> conditions(List<ExperimentTarget> targets) {
        targets.forEach(PaperExperiment::requireKnownBest);
        return targets.stream()
                .flatMap(target -> on(target).map(a -> new ExperimentCondition(a.variant(), target, a.pruned())))
                .distinct()
                .toList();
    }

    /** The variants on a target; on one with other models, GraB-NAS and TNAS as they are. */
    private Stream<Ablation> on(ExperimentTarget target) {
        if (!(target instanceof OtherModelsTarget other)) {
            return ablations.stream()
                    .filter(a -> !target.searchable(List.of(a.pruned())).isEmpty());
        }
        return Stream.of("grabnas", "tnas")
                .filter(method ->
                        ablations.stream().anyMatch(a -> a.variant().method().equals(method)))
                .flatMap(method -> Stream.of(WHOLE, WITHOUT_BEST)
                        .map(pruned -> new Ablation(
                                other.group(),
                                method + " " + other.value() + ", top " + pruned,
                                MethodVariant.of(method),
                                pruned)));
    }

    @Override
    public List<ResultTable> tables(ExperimentRuns runs) {
        return List.of(ResultColumns.of(results(runs))
                .text("target", Result::target)
                .text("group", r -> r.ablation().group())
                .text("variant", r -> r.ablation().value())
                .whole("pruned", r -> r.ablation().pruned())
                .number("measured_mean", ACCURACY, r -> r.summary().mean())
                .number("measured_std", ACCURACY, r -> r.summary().standardDeviation())
                .number("remaining_best", ACCURACY, Result::best)
                .whole("seeds_met_remaining_best", r -> r.evaluations().met())
                .number(
                        "evaluations_to_remaining_best_median",
                        EvaluationsToOptimum.medians(runs.budget()),
                        r -> r.evaluations().median())
                .text("evaluations_to_remaining_best_mean", r -> r.evaluations().meanText())
                .table(
                        name(),
                        title(),
                        List.of(
                                BestAccuracy.note(runs) + ". All is measured here; the paper has no such table.",
                                "Searches that did not meet the best remaining accuracy count with the budget "
                                        + "and one.")));
    }

    @Override
    public List<ResultChart> charts(ExperimentRuns runs) {
        Map<List<String>, List<Result>> groups = results(runs).stream()
                .collect(Collectors.groupingBy(
                        r -> List.of(r.target(), r.ablation().group()), LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(e -> chart(e.getKey().get(0), e.getKey().get(1), e.getValue()))
                .toList();
    }

    private ResultChart chart(String target, String group, List<Result> results) {
        return new ResultChart.Means(
                name() + "-" + target + "-" + group.replace(' ', '-'),
                target + ": " + group,
                BestAccuracy.AXIS,
                results.stream().map(r -> r.ablation().value()).distinct().toList(),
                results.stream()
                        .map(r -> new Point(
                                "measured",
                                r.ablation().value(),
                                r.summary().mean(),
                                r.summary().standardDeviation()))
                        .toList());
    }

    /** What one variant found on one target; the best is what the best cell of the space reports. */
    private record Result(
            String target, Ablation ablation, SearchSummary summary, double best, EvaluationsToOptimum evaluations) {}

    private List<Result> results(ExperimentRuns runs) {
        return runs.targets().stream()
                .flatMap(target -> on(target).map(ablation -> {
                    List<SearchRun> searches = runs.find(ablation.variant(), target.label(), ablation.pruned())
                            .orElseThrow()
                            .runs();
                    double best = target.best(ablation.pruned()).orElseThrow();
                    return new Result(
                            target instanceof OtherModelsTarget other ? other.knownLabel() : target.label(),
                            ablation,
                            SearchSummary.of(searches, runs.budget()),
                            target.reportedBest(ablation.pruned()).orElse(best),
                            EvaluationsToOptimum.of(searches, best, runs.budget()));
                }))
                .toList();
    }
}
