package io.github.grabnas.search;

import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.surrogate.DeepKernelCandidates;
import io.github.grabnas.surrogate.DeepKernelSurrogate;
import io.github.grabnas.surrogate.InitialCells;
import io.github.grabnas.surrogate.MetaCheckpoint;
import io.github.grabnas.surrogate.PriorMean;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * By what the initial cells of a meta-trained search are the best ones of the meta-training tasks (Algorithm 1, line
 * 4).
 */
public enum InitialDesign {

    /** By their shrunk average accuracy without the tasks' effects ({@link InitialCells#byCellEffect}). */
    EFFECT {
        @Override
        public List<Cell> cells(MetaCheckpoint checkpoint) {
            return checkpoint.initialCells();
        }
    },

    /** By their plain average accuracy ({@link InitialCells#byRawAverage}). */
    RAW {
        @Override
        public List<Cell> cells(MetaCheckpoint checkpoint) {
            return checkpoint.rawInitialCells();
        }
    };

    static final Setting<InitialDesign> INITIAL_BY =
            Setting.choice("initial-by", EFFECT, "by what initial cells are the best ones");

    /**
     * What fills the initial design up where a space holds too few of the cells, or more are asked for than there are:
     * the candidates by the surrogate's prior mean, the best first; in a random order where that is zero.
     */
    static List<Architecture> further(
            DeepKernelSurrogate surrogate, DeepKernelCandidates candidates, SearchProblem problem) {
        if (surrogate.priorMean() == PriorMean.ZERO) {
            return BayesianOptimization.randomDesign(problem);
        }
        double[] means = candidates.priorMeans();
        return IntStream.range(0, means.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -means[i]))
                .map(candidates.architectures()::get)
                .toList();
    }

    /**
     * The first architectures of a space that a search evaluates, at most {@code settings.initial()}: each once, and of
     * equivalent ones the first where the settings evaluate these once.
     *
     * @param further what follows where too few of the given ones are left
     */
    static List<Architecture> choose(
            List<? extends Architecture> given,
            Supplier<List<Architecture>> further,
            SearchSpace space,
            LoopSettings settings) {
        Set<Object> seen = new HashSet<>();
        return Stream.<Supplier<List<? extends Architecture>>>of(() -> given, further::get)
                .flatMap(some -> some.get().stream())
                .filter(space::contains)
                .filter(a -> seen.add(settings.distinct() ? a.equivalenceClass() : a.canonical()))
                .limit(settings.initial())
                .<Architecture>map(a -> a)
                .toList();
    }

    /** The cells, the best first. */
    public abstract List<Cell> cells(MetaCheckpoint checkpoint);
}
