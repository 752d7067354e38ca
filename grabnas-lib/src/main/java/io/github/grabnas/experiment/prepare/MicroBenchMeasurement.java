package io.github.grabnas.experiment.prepare;

import io.github.grabnas.benchmark.MicroBench;
import io.github.grabnas.benchmark.MicroTask;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.evaluate.training.Candidate;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.nn.convolution.TrainingEngine;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.UniqueCells;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which candidates MicroBench's tables are made from. The order is by chance, so that what is done at any time is a
 * fair sample of the whole.
 */
public final class MicroBenchMeasurement {

    /** How many of a target's best cells are measured a second time, with other seeds. */
    public static final int SECOND_SEED_BEST = 200;

    /** How many cells, drawn from all, are measured a second time, with other seeds. */
    public static final int SECOND_SEED_SAMPLE = 600;

    /** How many cells are trained on each meta-training task. */
    public static final int CELLS_PER_TASK = 10;

    /** From so many cells half of each meta-training task's are drawn, so that each is seen on several tasks. */
    public static final int COMMON_CELLS = 200;

    private static final long SEED = 201;

    private MicroBenchMeasurement() {}

    private static List<Cell> shuffledCells(long seed) {
        List<Cell> cells = new ArrayList<>(UniqueCells.all());
        Collections.shuffle(cells, new Random(seed));
        return cells;
    }

    /**
     * How many trainings an accuracy of a target is the mean of, as many as two such means need to rank the cells alike
     * (Spearman 0.8): one on {@code micro-digits}, two on {@code micro-fashion-shift}.
     */
    public static int trainings(Target target) {
        return Target.MICRO_FASHION_SHIFT.equals(target) ? 2 : 1;
    }

    /** All unique cells on a target, each with the seeds from 0 on that make its accuracy. */
    public static List<Candidate> first(CandidateTrainer trainer, int trainings) {
        return candidates(trainer, shuffledCells(SEED), 0, trainings);
    }

    private static List<Candidate> candidates(
            CandidateTrainer trainer, List<Cell> cells, int firstSeed, int trainings) {
        return cells.stream()
                .flatMap(cell -> IntStream.range(firstSeed, firstSeed + trainings)
                        .mapToObj(seed -> new Candidate(trainer, cell, seed)))
                .toList();
    }

    /** The mean accuracy of each architecture's trainings, in percent, in the order in which they come. */
    static Map<String, Double> means(List<TrainingJournal.Entry> entries) {
        return entries.stream()
                .collect(Collectors.groupingBy(
                        e -> e.key().architecture(),
                        LinkedHashMap::new,
                        Collectors.averagingDouble(TrainingJournal.Entry::accuracy)));
    }

    /** The {@link #SECOND_SEED_SAMPLE} cells, drawn from all, that are measured a second time on either target. */
    public static List<Cell> secondSeedSample() {
        return List.copyOf(shuffledCells(SEED + 1).subList(0, SECOND_SEED_SAMPLE));
    }

    /**
     * The candidates of a second measurement with other seeds: a sample of all cells, for the correlation of two
     * rankings, and the best, where noise matters most to a search.
     *
     * @param first the results of {@link #first}
     */
    public static List<Candidate> second(CandidateTrainer trainer, int trainings, List<TrainingJournal.Entry> first) {
        Set<Cell> chosen = new LinkedHashSet<>(secondSeedSample());
        means(first).entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(e -> Cell.parse(e.getKey())))
                .limit(SECOND_SEED_BEST)
                .forEach(e -> chosen.add(Cell.parse(e.getKey())));
        return candidates(trainer, List.copyOf(chosen), trainings, trainings);
    }

    /**
     * The meta-training tuples: ten cells on each task, five from {@link #COMMON_CELLS} that recur and five from all
     * unique cells.
     */
    public static List<Candidate> metaTraining(MicroBench bench, TrainingEngine engine) {
        List<Cell> all = UniqueCells.all();
        List<Cell> common = shuffledCells(SEED + 2).subList(0, COMMON_CELLS);
        List<Candidate> candidates = new ArrayList<>();
        for (MicroTask task : bench.tasks()) {
            CandidateTrainer trainer =
                    CandidateTrainer.micro(bench.images(task)).on(engine);
            Random random = new Random(SEED * 7_919 + task.number());
            List<Cell> chosen = new ArrayList<>();
            while (chosen.size() < CELLS_PER_TASK) {
                List<Cell> from = chosen.size() < CELLS_PER_TASK / 2 ? common : all;
                Cell cell = from.get(random.nextInt(from.size()));
                if (!chosen.contains(cell)) {
                    chosen.add(cell);
                    candidates.add(new Candidate(trainer, cell, 0));
                }
            }
        }
        return candidates;
    }

    /** The trainer for one of MicroBench's targets. */
    public static CandidateTrainer trainer(MicroBench bench, Target target) {
        return CandidateTrainer.micro(bench.task(target));
    }
}
