package io.github.grabnas.evaluate;

import java.util.Objects;

/**
 * What an evaluator measures. Searches maximise: they see scores, of which the larger is the better. The score of a
 * quantity that is to be maximised is its value, that of one that is to be minimised its value with the sign changed.
 *
 * @param name such as {@code accuracy} or {@code latency}
 * @param unit such as {@code %} or {@code ms}; empty where it is not known
 * @param direction which values are good
 */
public record Quantity(String name, String unit, Direction direction) {

    /** Test accuracy in percent. */
    public static final Quantity ACCURACY = new Quantity("accuracy", "%", Direction.MAXIMIZE);

    /** Checks that nothing is missing. */
    public Quantity {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(direction, "direction");
    }

    /** Which values of a quantity are good. */
    public enum Direction {
        /** Large ones. */
        MAXIMIZE,
        /** Small ones. */
        MINIMIZE
    }

    /** Whether the values are percentages, 0 to 100. */
    public boolean isPercent() {
        return unit.equals("%") && direction == Direction.MAXIMIZE;
    }

    /** The score of a value, which a search maximises. */
    public double score(double value) {
        return direction == Direction.MAXIMIZE ? value : -value;
    }

    /** The value that has a score. */
    public double value(double score) {
        // A search's -0.0 is somebody's 0.
        return direction == Direction.MAXIMIZE ? score : 0.0 - score;
    }
}
