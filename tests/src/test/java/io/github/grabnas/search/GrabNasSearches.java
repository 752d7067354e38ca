package io.github.grabnas.search;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.Evaluation;
import io.github.grabnas.evaluate.TabularEvaluator;
import io.github.grabnas.search.GradientExploration.Result;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.ExplicitSearchSpace;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.surrogate.DeepKernelSurrogate;
import io.github.grabnas.surrogate.MetaLearnedModels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Small searches with shipped networks on a table at proxy scale, for tests. */
final class GrabNasSearches {

    static final MetaLearnedModels KNOWLEDGE = new FewPriorObservations();
    static final MetaLearnedModels UNTRAINED = FewPriorObservations.withUntrainedDecoder();
    /** Every ninth cell, and those with which a search begins. */
    static final SearchSpace SPACE = new ExplicitSearchSpace(Stream.concat(
                    IntStream.range(0, Cell.COUNT / 9).mapToObj(i -> Cell.ofIndex(9 * i)),
                    IntStream.range(0, 3).mapToObj(KNOWLEDGE::surrogate).flatMap(c -> c.initialCells().stream()))
            .toList());

    static final BenchmarkTable TABLE = table();
    static final ArchitectureEvaluator FASHION = new TabularEvaluator(TABLE, ProxyDataset.FASHION.target());

    /** Answers for whatever can be trained, by the number of its nodes and operations. */
    static final ArchitectureEvaluator ANSWERS_ALL = new ArchitectureEvaluator() {
        @Override
        public Evaluation evaluate(Architecture architecture) {
            return new Evaluation.Measured(50
                    + architecture.graph().nodeCount()
                    + architecture.graph().edges().size() % 7);
        }

        @Override
        public String target() {
            return "all";
        }
    };

    private static BenchmarkTable table() {
        try {
            return BenchmarkSuite.PROXY.table();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SearchProblem problem(int budget, long seed) {
        return new SearchProblem(SPACE, FASHION, budget, seed, KNOWLEDGE);
    }

    static DeepKernelSurrogate surrogate(SearchProblem problem) {
        return SurrogateSettings.defaults().surrogate(problem);
    }

    /** A search of which an ascent is decoded once, at its end, as in line 14, unless the settings say otherwise. */
    static GrabNas search(SearchMethod method, SearchProblem problem, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("proposals", "1"));
        all.putAll(settings);
        return (GrabNas) method.start(problem, all);
    }

    static GrabNas search(SearchProblem problem, Map<String, String> settings) {
        return search(SearchMethod.GRABNAS, problem, settings);
    }

    static List<GrabNas.Step> steps(GrabNas search) {
        List<GrabNas.Step> steps = new ArrayList<>();
        while (!search.finished()) {
            steps.add(search.step());
        }
        return steps;
    }

    static List<GrabNas.Iteration> iterations(GrabNas search) {
        return steps(search).stream()
                .filter(GrabNas.Iteration.class::isInstance)
                .map(GrabNas.Iteration.class::cast)
                .toList();
    }

    static List<Result> explorations(GrabNas search) {
        return iterations(search).stream()
                .flatMap(i -> i.gradientExplorations().stream())
                .toList();
    }

    static long gradients(List<Trial> trials) {
        return trials.stream()
                .filter(t -> t.origin() == CandidateSource.GRADIENT)
                .count();
    }

    private GrabNasSearches() {}
}
