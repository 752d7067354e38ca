package io.github.grabnas.experiment;

import io.github.grabnas.data.MicroBench;
import io.github.grabnas.data.MicroTask;
import io.github.grabnas.data.Target;
import io.github.grabnas.evaluate.training.Candidate;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.UniqueCells;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Which candidates MicroBench's tables are made from. The order is by chance, so that what is done at
 * any time is a fair sample of the whole.
 */
public final class MicroBenchMeasurement {

    /** How many of a target's best cells are trained with a second seed. */
    public static final int SECOND_SEED_BEST = 200;

    /** How many cells, drawn from all, are trained with a second seed. */
    public static final int SECOND_SEED_SAMPLE = 600;

    /** How many cells are trained on each meta-training task. */
    public static final int CELLS_PER_TASK = 10;

    /** From so many cells half of each meta-training task's are drawn, so that each is seen on several tasks. */
    public static final int COMMON_CELLS = 200;

    private static final long SEED = 201;

    private MicroBenchMeasurement() {
    }

    private static List<Cell> shuffledCells(long seed) {
        List<Cell> cells = new ArrayList<>(UniqueCells.all());
        Collections.shuffle(cells, new Random(seed));
        return cells;
    }

    /** All unique cells on a target. */
    public static List<Candidate> firstSeed(CandidateTrainer trainer) {
        return shuffledCells(SEED).stream().map(cell -> new Candidate(trainer, cell, 0)).toList();
    }

    /** The {@link #SECOND_SEED_SAMPLE} cells, drawn from all, that are trained with a second seed on either target. */
    public static List<Cell> secondSeedSample() {
        return List.copyOf(shuffledCells(SEED + 1).subList(0, SECOND_SEED_SAMPLE));
    }

    /**
     * The candidates that are trained again with a second seed: a sample of all cells, for the
     * correlation of two seeds' rankings, and the best, where noise matters most to a search.
     *
     * @param first the results of {@link #firstSeed}
     */
    public static List<Candidate> secondSeed(CandidateTrainer trainer, List<TrainingJournal.Entry> first) {
        List<String> chosen = new ArrayList<>(secondSeedSample().stream().map(Cell::text).toList());
        first.stream().sorted(Comparator.comparingDouble(TrainingJournal.Entry::accuracy).reversed()
                        .thenComparing(e -> Cell.parse(e.key().architecture())))
                .limit(SECOND_SEED_BEST).map(e -> e.key().architecture()).filter(a -> !chosen.contains(a))
                .forEach(chosen::add);
        return chosen.stream().map(text -> new Candidate(trainer, Cell.parse(text), 1)).toList();
    }

    /**
     * The meta-training tuples: ten cells on each task, five from {@link #COMMON_CELLS} that recur and
     * five from all unique cells.
     */
    public static List<Candidate> metaTraining(MicroBench bench) {
        List<Cell> all = UniqueCells.all();
        List<Cell> common = shuffledCells(SEED + 2).subList(0, COMMON_CELLS);
        List<Candidate> candidates = new ArrayList<>();
        for (MicroTask task : bench.tasks()) {
            CandidateTrainer trainer = CandidateTrainer.micro(bench.images(task));
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
