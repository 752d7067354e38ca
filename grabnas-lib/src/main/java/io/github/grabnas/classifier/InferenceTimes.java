package io.github.grabnas.classifier;

import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Operation;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many milliseconds an image takes in networks of one skeleton, as measured on this machine
 * ({@link ClassifierCost#measure}), once Java has compiled its loops: before the first measurement five cells that have
 * every loop are measured in rounds until three rounds agree to a tenth, or for {@value #MOST_SECONDS} s where the
 * times decide something, {@value #MOST_SECONDS_TO_TELL} s where they are only told. Each architecture is measured once
 * and the number kept.
 */
public final class InferenceTimes {

    /** One edge skips, the others are not there. */
    public static final Cell ONE_SKIP = Cell.parse("|none~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|");

    /** Java compiles loops while they run: cells that have all of them are measured until three rounds agree so far. */
    private static final double AGREEMENT = 0.1;

    private static final int AGREEING = 2;
    private static final int MOST_ROUNDS = 12;
    /** No more rounds are begun after so many: a search has other uses for its minutes. */
    private static final double MOST_SECONDS = 20;

    private static final double MOST_SECONDS_TO_TELL = 3;

    private static final List<Cell> EVERY_LOOP = List.of(
            ONE_SKIP,
            uniform(Operation.SKIP_CONNECT),
            uniform(Operation.NOR_CONV_1X1),
            uniform(Operation.NOR_CONV_3X3),
            uniform(Operation.AVG_POOL_3X3));

    private final Skeleton skeleton;
    private final Map<String, Double> measured;
    private final double mostSeconds;
    private boolean warm;

    private InferenceTimes(Skeleton skeleton, Map<String, Double> before, double mostSeconds) {
        this.skeleton = skeleton;
        this.measured = new TreeMap<>(before);
        this.mostSeconds = mostSeconds;
    }

    /** Times that decide something, with those that were measured before, by the architecture's text. */
    public InferenceTimes(Skeleton skeleton, Map<String, Double> before) {
        this(skeleton, before, MOST_SECONDS);
    }

    /** Times that are only told, of which none was measured yet. */
    public InferenceTimes(Skeleton skeleton) {
        this(skeleton, Map.of(), MOST_SECONDS_TO_TELL);
    }

    /** The cell of six equal operations. */
    public static Cell uniform(Operation operation) {
        return Cell.of(Collections.nCopies(Cell.EDGES, operation));
    }

    /** The time of one image, in milliseconds; measured now if it was not before. */
    public double milliseconds(Architecture architecture) {
        String text = architecture.text();
        if (!measured.containsKey(text)) {
            warmUp();
            measured.computeIfAbsent(text, unknown -> measure(architecture));
        }
        return measured.get(text);
    }

    /** What classifying an image costs; the time is measured now if it was not before. */
    public ClassifierCost cost(Architecture architecture) {
        return ClassifierCost.of(architecture, skeleton, milliseconds(architecture));
    }

    /** All that was measured, by the architecture's text. */
    public Map<String, Double> all() {
        return new TreeMap<>(measured);
    }

    private double measure(Architecture architecture) {
        return ClassifierCost.measure(architecture, skeleton).milliseconds();
    }

    private void warmUp() {
        List<Double> last = List.of();
        int agreeing = 0;
        long begin = System.nanoTime();
        for (int round = 0; !warm && round < MOST_ROUNDS; round++) {
            List<Double> now = EVERY_LOOP.stream().map(this::measure).toList();
            agreeing = agree(last, now) ? agreeing + 1 : 0;
            warm = agreeing == AGREEING || round == MOST_ROUNDS - 1 || (System.nanoTime() - begin) / 1e9 > mostSeconds;
            last = now;
        }
        for (int i = 0; i < last.size(); i++) {
            measured.putIfAbsent(EVERY_LOOP.get(i).text(), last.get(i));
        }
    }

    private static boolean agree(List<Double> before, List<Double> now) {
        boolean agree = !before.isEmpty();
        for (int i = 0; agree && i < now.size(); i++) {
            agree = Math.abs(now.get(i) / before.get(i) - 1) <= AGREEMENT;
        }
        return agree;
    }
}
