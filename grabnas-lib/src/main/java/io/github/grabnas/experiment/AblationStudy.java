package io.github.grabnas.experiment;

import java.util.ArrayList;
import java.util.List;

/**
 * What the parts and settings of the method are worth, beyond the paper: a list of variants, one group for each question.
 *
 * @param ablations the list
 */
public record AblationStudy(List<Ablation> ablations) implements PaperExperiment {

    /**
     * One variant.
     *
     * @param group the question, such as {@code learning rate}
     * @param value what was chosen in this variant
     * @param variant the method with its settings
     * @param pruned how many of the target's best cells are removed
     */
    public record Ablation(String group, String value, MethodVariant variant, int pruned) {
    }

    /** Makes the list immutable. */
    public AblationStudy {
        ablations = List.copyOf(ablations);
    }

    /**
     * The usual study: learning rate and number of the gradient steps, size of the initial set, rounds of warming up,
     * acquisition, decoder against nearest neighbours, reading of decoded graphs, what was learnt elsewhere, and how much is
     * pruned.
     */
    public static AblationStudy standard() {
        List<Ablation> list = new ArrayList<>();
        MethodVariant grabnas = MethodVariant.of("grabnas");
        add(list, "learning rate", grabnas, "eta", "10", "30", "100", "300", "1000");
        add(list, "gradient steps", grabnas, "steps", "1", "2", "5", "10", "20");
        add(list, "initial cells", grabnas, "initial", "1", "5", "10", "20");
        add(list, "initial cells", MethodVariant.of("bo-onehot"), "initial", "1", "5", "10", "20");
        add(list, "warm-up rounds", grabnas, "warm-up", "0", "5", "10", "20", "40");
        for (String method : List.of("grabnas", "tnas", "bo-onehot")) {
            add(list, "acquisition", MethodVariant.of(method), "acquisition", "ei", "logei", "ucb", "pi");
        }
        add(list, "refitting", grabnas, "refit-every", "1", "3", "10");
        add(list, "refinement", grabnas, "refinement", "decoder", "knn", "both");
        add(list, "decoding", grabnas, "decoding", "argmax", "sampled");
        add(list, "reading", grabnas, "reading", "exact", "type-sequence");
        add(list, "walking on", grabnas, "walk-on", "false", "true");
        for (String method : List.of("grabnas", "tnas")) {
            add(list, "dataset embedding", MethodVariant.of(method), "dataset", "true", "false");
            add(list, "knowledge", MethodVariant.of(method), "knowledge", "lessons", "kernel-only");
        }
        for (String method : List.of("grabnas", "tnas", "bo-onehot")) {
            for (int pruned : new int[] {0, 10, 20, 50, 100, 500}) {
                list.add(new Ablation("pruned", method + ", top " + pruned, MethodVariant.of(method), pruned));
            }
        }
        return new AblationStudy(list);
    }

    private static void add(List<Ablation> list, String group, MethodVariant method, String setting, String... values) {
        for (String value : values) {
            MethodVariant variant = method.with(setting, value);
            list.add(new Ablation(group, variant.name(), variant, 0));
        }
    }

    /**
     * The variants of some methods alone.
     *
     * @throws IllegalArgumentException if there are none
     */
    public AblationStudy restrictedTo(List<MethodVariant> methods) {
        List<String> labels = methods.stream().map(MethodVariant::method).toList();
        List<Ablation> rest = ablations.stream().filter(a -> labels.contains(a.variant().method())).toList();
        if (rest.isEmpty()) {
            throw new IllegalArgumentException("no ablation is of " + String.join(", ", labels) + "; expected some of "
                    + String.join(", ", ablations.stream().map(a -> a.variant().method()).distinct().toList()));
        }
        return new AblationStudy(rest);
    }

    @Override
    public String name() {
        return "ablations";
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
    public List<Arm> arms(List<ExperimentTarget> targets) {
        return targets.stream().flatMap(t -> ablations.stream().map(a -> new Arm(a.variant(), t, a.pruned()))).distinct().toList();
    }

    @Override
    public List<ResultTable> tables(ExperimentRuns runs) {
        List<List<String>> rows = new ArrayList<>();
        for (ExperimentTarget target : runs.targets()) {
            for (Ablation ablation : ablations) {
                List<SearchRun> searches = runs.find(ablation.variant(), target.label(), ablation.pruned()).orElseThrow().runs();
                SearchSummary summary = SearchSummary.of(searches, runs.budget());
                double best = target.best(ablation.pruned()).orElseThrow();
                EvaluationsToOptimum evaluations = EvaluationsToOptimum.of(searches, best, runs.budget());
                rows.add(List.of(target.label(), ablation.group(), ablation.value(), Integer.toString(ablation.pruned()),
                        ResultTable.number(summary.mean()), ResultTable.number(summary.deviation()), ResultTable.number(best),
                        Integer.toString(evaluations.met()), evaluations.median(), evaluations.mean()));
            }
        }
        return List.of(new ResultTable(name(), title(), List.of("target", "group", "variant", "pruned", "measured_mean",
                "measured_std",
                "remaining_best", "seeds_met_remaining_best", "evaluations_to_remaining_best_median",
                "evaluations_to_remaining_best_mean"),
                rows, List.of("Accuracies in percent: best after " + runs.budget()
                + " evaluations, mean and standard deviation over seeds. "
                        + "All is measured here; the paper has no such table.",
                        "Searches that did not meet the best remaining accuracy count with the budget and one.")));
    }
}
