package io.github.grabnas.experiment.prepare;

import io.github.grabnas.benchmark.ProxyTask;
import io.github.grabnas.benchmark.ProxyTasks;
import io.github.grabnas.evaluate.training.Candidate;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.nn.convolution.TrainingEngine;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.NovelGraphs;
import io.github.grabnas.space.UniqueCells;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Which architectures are trained on which meta-training task. Of a task's architectures about half are from
 * {@value #COMMON} cells that recur, so that tasks can be compared; most others are drawn evenly from all unique cells,
 * and some are novel graphs.
 *
 * @param tasks the tasks and their images
 * @param engine trains
 */
public record ProxyTuples(ProxyTasks tasks, TrainingEngine engine) {

    /** From so many cells those that recur are drawn. */
    public static final int COMMON = 100;

    /**
     * How many (task, architecture) pairs of training tasks are trained three times, one on each of the first tasks.
     */
    public static final int REPEATED = 300;

    private static final long SEED = 202;
    private static final int REPEATS = 3;
    private static final Share TRAINING = new Share(6, 5, 2);
    private static final Share HELD_OUT = new Share(50, 80, 20);

    /** How many architectures of each kind a task has. */
    private record Share(int common, int others, int novel) {}

    private static List<Cell> shuffled(long seed) {
        List<Cell> cells = new ArrayList<>(UniqueCells.all());
        Collections.shuffle(cells, new Random(seed));
        return cells;
    }

    /** The cells that recur. */
    public static List<Cell> common() {
        return List.copyOf(shuffled(SEED).subList(0, COMMON));
    }

    private static List<Architecture> architectures(ProxyTask task, Share share) {
        Random random = new Random(SEED * 7_919 + task.number());
        List<Cell> common = common();
        List<Cell> all = UniqueCells.all();
        Set<Architecture> chosen = new LinkedHashSet<>();
        while (chosen.size() < share.common) {
            chosen.add(common.get(random.nextInt(common.size())));
        }
        while (chosen.size() < share.common + share.others) {
            chosen.add(all.get(random.nextInt(all.size())));
        }
        new NovelGraphs(SEED + task.number())
                .stream().limit(share.novel).map(ArchitectureGraph::canonical).forEach(chosen::add);
        return List.copyOf(chosen);
    }

    /** Everything but task, architecture and seed that decides a result, in one line, for a journal. */
    public String settings() {
        return settings(Stream.concat(tasks.training().stream(), tasks.heldOut().stream()));
    }

    /** The same for the tasks whose classes are several together. */
    public String groupSettings() {
        return settings(tasks.groups().stream());
    }

    private String settings(Stream<ProxyTask> of) {
        CRC32 crc = new CRC32();
        of.forEach(task -> crc.update((task.description() + task.classes()).getBytes(StandardCharsets.UTF_8)));
        CandidateTrainer one = trainer(tasks.training().get(0));
        return String.format(
                Locale.ROOT,
                "C=%d, N=%d, proxy recipe, tasks %08x, engine %s",
                one.skeleton().channels(),
                one.skeleton().cells(),
                crc.getValue(),
                engine.label());
    }

    /** A trainer for a task. */
    public CandidateTrainer trainer(ProxyTask task) {
        return CandidateTrainer.proxy(
                        tasks.images(task), task.shownImages(), task.domain().isPhotographs())
                .on(engine);
    }

    /** The candidates of meta-training, those that are trained three times included. */
    public List<Candidate> training() {
        List<Candidate> candidates = new ArrayList<>();
        for (ProxyTask task : tasks.training()) {
            CandidateTrainer trainer = trainer(task);
            List<Architecture> architectures = architectures(task, TRAINING);
            architectures.forEach(a -> candidates.add(new Candidate(trainer, a, 0)));
            Architecture repeated = architectures.get(task.number() % architectures.size());
            for (int seed = 1; seed < REPEATS && task.number() < REPEATED; seed++) {
                candidates.add(new Candidate(trainer, repeated, seed));
            }
        }
        return candidates;
    }

    /** The candidates of the held-out tasks. */
    public List<Candidate> heldOut() {
        return once(tasks.heldOut(), HELD_OUT);
    }

    /** The candidates of the tasks whose classes are several together. */
    public List<Candidate> groups() {
        return once(tasks.groups(), TRAINING);
    }

    private List<Candidate> once(List<ProxyTask> some, Share share) {
        List<Candidate> candidates = new ArrayList<>();
        for (ProxyTask task : some) {
            CandidateTrainer trainer = trainer(task);
            architectures(task, share).forEach(a -> candidates.add(new Candidate(trainer, a, 0)));
        }
        return candidates;
    }
}
