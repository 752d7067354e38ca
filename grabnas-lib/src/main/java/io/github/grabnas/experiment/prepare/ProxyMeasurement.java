package io.github.grabnas.experiment.prepare;

import io.github.grabnas.evaluate.training.Candidate;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingJournal.Entry;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.CanonicalForm;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.NovelGraphs;
import io.github.grabnas.space.UniqueCells;
import io.github.grabnas.statistics.Reliability;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which trainings a target's proxy table is made from. All unique cells are trained once; 600 drawn evenly a second
 * time, from which follows how many trainings a mean needs to be reliable; then all so often. The best 500 are trained
 * twice more, of these the best 200 four times more, and these 200 again and again until two independent means agree.
 * The trainings by which a cell was selected are not in its mean, since luck has a part in them. The order of the cells
 * is by chance, so that what is done at any time is a fair sample of the whole.
 *
 * @param trainer for the target's images, with one thread
 * @param reliability that the table's validation accuracies are to have, from 0 to below 1
 * @param work trains
 */
public record ProxyMeasurement(CandidateTrainer trainer, double reliability, Work work) {

    /** How many cells, drawn evenly, are trained a second time before all. */
    public static final int SAMPLE = 600;

    /** How many of the best by the first measurement are the top, whose means have to agree. */
    public static final int TOP = 200;

    /** Two independent means of the top's validation accuracies are to correlate by so much. */
    public static final double TOP_RELIABILITY = 0.6;

    /** How many graphs that are no cells are trained. */
    public static final int NOVEL = 1_000;

    private static final int NOVEL_TRAININGS = 2;
    private static final long NOVEL_SEED = 301;
    private static final long SEED = 201;
    private static final int MOST_TRAININGS = 5;
    private static final int SEEDS_APART = 1000;

    /** Trains candidates that are not known yet, and gives the results of all in their order. */
    @FunctionalInterface
    public interface Work {

        /**
         * Trains.
         *
         * @param stage what is being done, in a few words
         */
        List<Entry> train(String stage, List<Candidate> candidates) throws IOException;
    }

    /**
     * The best cells of the step before, which are trained again.
     *
     * @param cells how many
     * @param trainings how many more each gets
     */
    private record Selection(int cells, int trainings) {}

    private static final List<Selection> SELECTIONS = List.of(new Selection(500, 2), new Selection(TOP, 4));

    /** How many trainings more all of the last selection get at a time. */
    private static final int MORE = 4;

    private static final int MOST_OF_THE_BEST = 16;

    /**
     * What was measured.
     *
     * @param single agreement of two single trainings over all cells
     * @param trainings how many the mean of a cell is of that is not among the best
     * @param cells for each unique cell, in the order of {@link #order}, the trainings that its mean is of
     * @param top the best by the first measurement, best first
     * @param topReliability correlation of two independent means over as many of the best as {@code top} has, of each
     *     function once: over the best by the trainings before, measured by those of which the table has the mean
     */
    public record Result(
            Reliability single,
            int trainings,
            Map<String, List<Entry>> cells,
            List<String> top,
            double topReliability) {

        /** Checks that nothing is missing. */
        public Result {
            Objects.requireNonNull(single, "single");
            Objects.requireNonNull(cells, "cells");
            Objects.requireNonNull(top, "top");
        }
    }

    /** The cells in the order in which they are trained. */
    public static List<Cell> order() {
        List<Cell> cells = new ArrayList<>(UniqueCells.all());
        Collections.shuffle(cells, new Random(SEED));
        return List.copyOf(cells);
    }

    private List<Entry> train(String stage, List<? extends Architecture> architectures, int firstSeed, int trainings)
            throws IOException {
        return work.train(
                stage,
                architectures.stream()
                        .flatMap(architecture -> IntStream.range(firstSeed, firstSeed + trainings)
                                .mapToObj(seed -> new Candidate(trainer, architecture, seed)))
                        .toList());
    }

    /** One training of each of the first cells; of every cell if there are no more. */
    public List<Entry> first(int cells) throws IOException {
        return train("every cell once", order().subList(0, Math.min(cells, order().size())), 0, 1);
    }

    /** The agreement of single trainings' validation accuracies over all cells, from {@link #SAMPLE} of them. */
    public Reliability single() throws IOException {
        List<Cell> sample = order().subList(0, SAMPLE);
        return Reliability.of(
                validation(train("a sample", sample, 0, 1)), validation(train("a sample again", sample, 1, 1)));
    }

    /**
     * {@value #NOVEL_TRAININGS} trainings of each of some graphs that are no cells, in a form that a graph decoder can
     * generate: what "beyond the space" is judged by.
     *
     * @return the trainings of each graph
     */
    public Map<String, List<Entry>> novel(int graphs) throws IOException {
        return byCell(
                train("graphs that are no cells", novelGraphs().limit(graphs).toList(), 0, NOVEL_TRAININGS));
    }

    /** The graphs of {@link #novel}, without end. */
    static Stream<ArchitectureGraph> novelGraphs() {
        return new NovelGraphs(NOVEL_SEED).stream().map(NovelGraphs::decodable).flatMap(Optional::stream);
    }

    /** Every training of the table, the best cells' included. */
    public Result all() throws IOException {
        first(order().size());
        Reliability single = single();
        // Where two trainings do not agree at all, no mean is reliable, and the table's line says so.
        int trainings =
                single.spearman() > 0 ? Math.min(MOST_TRAININGS, single.measurementsFor(reliability)) : MOST_TRAININGS;
        Map<String, List<Entry>> cells = byCell(train("every cell, " + trainings + " times", order(), 0, trainings));
        List<String> best = best(cells, List.copyOf(cells.keySet()));
        List<String> top = List.copyOf(best.subList(0, TOP));
        double agreement = 0;
        List<String> judged = top;
        int step = 0;
        while (step < SELECTIONS.size() && agreement < TOP_RELIABILITY) {
            Selection selection = SELECTIONS.get(step);
            List<String> selected = best.subList(0, selection.cells);
            judged = step == 0 ? top : selected;
            step++;
            Map<String, List<Entry>> again = again(selected, step, selection.trainings);
            cells.putAll(again);
            best = best(cells, selected);
            agreement = agreement(again, judged);
        }
        while (agreement < TOP_RELIABILITY && cells.get(judged.get(0)).size() < MOST_OF_THE_BEST) {
            step++;
            again(judged, step, MORE).forEach((cell, more) -> cells.get(cell).addAll(more));
            agreement = agreement(cells, judged);
        }
        return new Result(single, trainings, Collections.unmodifiableMap(cells), top, agreement);
    }

    private Map<String, List<Entry>> again(List<String> cells, int step, int trainings) throws IOException {
        return byCell(train(
                "the best " + cells.size() + ", step " + step,
                cells.stream().map(Cell::parse).toList(),
                SEEDS_APART * step,
                trainings));
    }

    /**
     * The trainings of each unique cell among those that are done, for a table before all are: of a cell that was
     * trained again as one of the best, the trainings since its last selection.
     *
     * @param done in any order; those of graphs that are no cells are left out, and those that no stage makes, as of an
     *     earlier rule
     * @throws IllegalArgumentException if a unique cell has none yet; the message says how many have none
     */
    public static Map<String, List<Entry>> soFar(Collection<Entry> done) {
        Map<String, List<Entry>> cells = new LinkedHashMap<>();
        for (Cell cell : order()) {
            cells.put(cell.text(), new ArrayList<>());
        }
        for (Entry entry : done.stream().filter(ProxyMeasurement::isOfAStage).toList()) {
            List<Entry> of = cells.getOrDefault(entry.key().architecture(), new ArrayList<>());
            if (!of.isEmpty() && selection(of.get(0)) < selection(entry)) {
                of.clear();
            }
            if (of.isEmpty() || selection(of.get(0)) == selection(entry)) {
                of.add(entry);
            }
        }
        long missing = cells.values().stream().filter(List::isEmpty).count();
        if (missing > 0) {
            throw new IllegalArgumentException(
                    missing + " of " + cells.size() + " cells were not trained yet; let the measuring go on");
        }
        return cells;
    }

    private static boolean isOfAStage(Entry entry) {
        int step = Math.toIntExact(entry.key().seed() / SEEDS_APART);
        int trainings = MORE;
        if (step == 0) {
            trainings = MOST_TRAININGS;
        } else if (step <= SELECTIONS.size()) {
            trainings = SELECTIONS.get(step - 1).trainings();
        }
        return entry.key().seed() % SEEDS_APART < trainings;
    }

    private static long selection(Entry entry) {
        return Math.min(SELECTIONS.size(), entry.key().seed() / SEEDS_APART);
    }

    private static Map<String, List<Entry>> byCell(List<Entry> entries) {
        Map<String, List<Entry>> cells = new LinkedHashMap<>();
        entries.forEach(e -> cells.computeIfAbsent(e.key().architecture(), c -> new ArrayList<>())
                .add(e));
        return cells;
    }

    private static List<String> best(Map<String, List<Entry>> cells, List<String> among) {
        return among.stream()
                .sorted(Comparator.comparingDouble((String c) -> -mean(cells.get(c)))
                        .thenComparing(Cell::parse))
                .toList();
    }

    /**
     * Spearman of the means of two halves of the trainings, by Spearman and Brown for as many as there are. No training
     * may have had a part in the choice of the cells: where only cells of a low sum are left, one half is low because
     * the other is high. Cells that compute the same function have the same trainings; each function counts once, or
     * the few with many cells would decide.
     */
    private static double agreement(Map<String, List<Entry>> cells, List<String> top) {
        List<String> functions = oneOfEachFunction(top);
        double[] first =
                functions.stream().mapToDouble(c -> mean(half(cells.get(c), 0))).toArray();
        double[] second =
                functions.stream().mapToDouble(c -> mean(half(cells.get(c), 1))).toArray();
        return Reliability.of(first, second).ofMean(2);
    }

    private static List<String> oneOfEachFunction(List<String> cells) {
        Set<CanonicalForm> seen = new HashSet<>();
        return cells.stream()
                .filter(c -> seen.add(CanonicalForm.of(Cell.parse(c))))
                .toList();
    }

    private static List<Entry> half(List<Entry> entries, int which) {
        return IntStream.range(0, entries.size())
                .filter(i -> i % 2 == which)
                .mapToObj(entries::get)
                .toList();
    }

    private static double mean(List<Entry> entries) {
        return Arrays.stream(validation(entries)).average().orElseThrow();
    }

    private static double[] validation(List<Entry> entries) {
        return entries.stream().mapToDouble(e -> e.validation().orElseThrow()).toArray();
    }
}
