package io.github.grabnas.experiment.paper;

import io.github.grabnas.evaluate.Quantity;
import io.github.grabnas.experiment.run.ExperimentCondition;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.RecordedSeeds;
import io.github.grabnas.experiment.run.ResultChart;
import io.github.grabnas.experiment.run.ResultTable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A table or figure of the paper, or a study beyond it: which searches it needs, and the tables and charts that it
 * makes of them.
 *
 * <pre>{@code
 * PaperExperiment table1 = PaperExperiment.of("table1", List.of());
 * ExperimentRuns runs = new ExperimentRunner(store, 100, 0, 3, 2).run(table1.conditions(targets), listener);
 * table1.tables(runs);
 * }</pre>
 */
public interface PaperExperiment {

    /** The name on the command line and of its folder. */
    String name();

    /** What it is, in prose. */
    String title();

    /** The methods that it compares. */
    List<MethodVariant> methods();

    /** What is to be searched on some targets. */
    List<ExperimentCondition> conditions(List<ExperimentTarget> targets);

    /** The results of the searches; the first table is the paper's, or holds the figure's numbers. */
    List<ResultTable> tables(ExperimentRuns runs);

    /** Tables that hold seconds, which differ from run to run: two runs of an experiment are not compared by them. */
    default List<ResultTable> timedTables(ExperimentRuns runs) {
        return List.of();
    }

    /**
     * The charts of the searches. What was measured and what was published are different series, or different charts.
     */
    List<ResultChart> charts(ExperimentRuns runs);

    /** The names that {@link #of} accepts. */
    static List<String> names() {
        return List.copyOf(all().keySet());
    }

    /** Those of {@link #names} that are tables and figures of the paper, not studies beyond it. */
    static List<String> ofThePaper() {
        return names().stream()
                .filter(name -> !name.equals(AblationStudy.NAME) && !name.equals(AdaptationStudy.NAME))
                .toList();
    }

    /**
     * An experiment by its name.
     *
     * @param methods those to compare instead of the usual ones; empty for these
     * @throws IllegalArgumentException if there is none of that name, or none of the methods has a place in it
     */
    static PaperExperiment of(String name, List<MethodVariant> methods) {
        Function<List<MethodVariant>, PaperExperiment> maker = all().get(name);
        if (maker == null) {
            throw new IllegalArgumentException(
                    "unknown experiment '" + name + "'; expected one of " + String.join(", ", names()));
        }
        return maker.apply(methods);
    }

    private static Map<String, Function<List<MethodVariant>, PaperExperiment>> all() {
        PublishedResults published = PublishedResults.read();
        String[] simple = {"random", "evolution"};
        String[] bayesian = {"bo-onehot", "bo-onehot init=meta"};
        String[] meta = {"metad2a", "tnas", "grabnas-knn", "grabnas"};
        String[] printed = {"grabnas preset=paper"};
        String[] pruned = {"tnas", "grabnas-knn", "grabnas", "grabnas proposals=1"};
        String[] oneShot = {"gdas", "setn", "pc-darts", "drnas"};
        String[] unseen = {"metad2a", "tnas", "grabnas"};
        String[] random = {"random"};
        String[] generators = {"metad2a", "grabnas"};
        Map<String, Function<List<MethodVariant>, PaperExperiment>> all = new LinkedHashMap<>();
        all.put("table1", methods -> new PaperTable1(orElse(methods, pruned, printed), published));
        String[] tested = {"tnas", "grabnas-knn", "grabnas"};
        all.put(
                "table2",
                methods -> new PaperTable2(
                        orElse(methods, meta, printed, bayesian, simple), orElse(methods, tested), published));
        all.put("table3", methods -> new PaperTable3(orElse(methods, random, oneShot, unseen, printed), published));
        all.put("figure2", methods -> new PaperFigure2(orElse(methods, simple, bayesian, oneShot, meta), published));
        all.put("figure3", methods -> new PaperFigure3(orElse(methods, generators)));
        all.put("figure4", methods -> new PaperFigure4(orElse(methods, simple, bayesian, oneShot, meta), published));
        String[] adapting = {"tnas", "grabnas", "tnas prior-mean=zero refit=true", "bo-onehot init=meta"};
        all.put(
                AdaptationStudy.NAME,
                methods -> new AdaptationStudy(orElse(methods, adapting, printed), MethodVariant.of("bo-onehot")));
        all.put(AblationStudy.NAME, methods -> {
            AblationStudy standard = AblationStudy.standard();
            return methods.isEmpty() ? standard : standard.restrictedTo(methods);
        });
        return all;
    }

    private static List<MethodVariant> orElse(List<MethodVariant> methods, String[]... usual) {
        return methods.isEmpty()
                ? Stream.of(usual).flatMap(Stream::of).map(MethodVariant::parse).toList()
                : List.copyOf(methods);
    }

    /**
     * Every method on every target's whole space. Where some methods need no training of a supernet, those are left out
     * that need one.
     *
     * @throws IllegalArgumentException if a target is no accuracy in percent
     */
    static List<ExperimentCondition> wholeSpaces(List<MethodVariant> methods, List<ExperimentTarget> targets) {
        targets.forEach(PaperExperiment::requireAccuracy);
        boolean anyReady = methods.stream().anyMatch(m -> !m.search().needsImages());
        return targets.stream()
                .flatMap(target -> methods.stream()
                        .filter(method -> !anyReady || RecordedSeeds.isReady(method, target.label()))
                        .map(method -> new ExperimentCondition(method, target, 0)))
                .toList();
    }

    /** Ranks, optima and tests of the paper's experiments take larger numbers for better ones. */
    static void requireAccuracy(ExperimentTarget target) {
        Quantity quantity = target.evaluator().quantity();
        if (!quantity.isPercent()) {
            throw new IllegalArgumentException("target '" + target.label() + "' measures " + quantity.name() + " ("
                    + (quantity.unit().isEmpty() ? "no unit" : quantity.unit()) + ", "
                    + quantity.direction().name().toLowerCase(Locale.ROOT)
                    + "d); the paper's experiments compare accuracies in percent; search it with SearchExperiment");
        }
    }

    /** Some studies count evaluations until the best architecture is found. */
    static void requireKnownBest(ExperimentTarget target) {
        requireAccuracy(target);
        if (target.best(0).isEmpty()) {
            throw new IllegalArgumentException("target '" + target.label()
                    + "': it is not known which is its best architecture; expected a target with a table");
        }
    }
}
