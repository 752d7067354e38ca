package io.github.grabnas.data;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Accuracies in percent from one column of a table, checked one by one and as a whole. A column or a number that seems
 * to be a fraction, from 0 to 1, is refused: taken for percent it would make every cell look alike.
 *
 * <pre>{@code
 * PercentColumn column = new PercentColumn(file, "accuracy", 10);
 * double accuracy = column.read(field, line);   // for every row
 * column.end();
 * }</pre>
 */
public final class PercentColumn {

    /** An accuracy this close to that of guessing, as a part of it, is what a network has that learnt nothing. */
    private static final double NEAR_GUESSING = 0.2;

    private final Path file;
    private final String name;
    private final double guessing;
    private double largest;
    private long line;
    /** The first number that may be a fraction, if the others are not as small. */
    private Optional<Suspect> suspect = Optional.empty();
    /** The smallest number above 1. */
    private double smallest = 100;

    private record Suspect(long line, double value) {}

    /**
     * A column that is to be read.
     *
     * @param file for messages
     * @param name of the column, for messages
     * @param guessing the accuracy of guessing in percent, such as 10 for ten classes of equal size; above 0, a number
     *     less than half of it, and at most 1, is taken for a fraction
     */
    public PercentColumn(Path file, String name, double guessing) {
        this.file = Objects.requireNonNull(file, "file");
        this.name = Objects.requireNonNull(name, "name");
        this.guessing = guessing;
    }

    /**
     * The accuracy that a field holds.
     *
     * @param text the field; spaces around the number are left out
     * @param row its line in the file, from 1
     * @throws DataFormatException if it is no number from 0 to 100, or seems to be a fraction
     */
    public double read(String text, long row) throws DataFormatException {
        double value;
        try {
            value = DecimalNumber.parse(text.strip());
        } catch (NumberFormatException e) {
            throw new DataFormatException(file, row, name + " is " + e.getMessage());
        }
        if (!(value >= 0 && value <= 100)) {
            throw new DataFormatException(
                    file, row, name + " is " + text.strip() + "; expected a percentage, 0 to 100");
        }
        if (value > 0 && value <= 1 && value < guessing / 2) {
            throw fraction(row, text.strip());
        }
        if (value > 1) {
            smallest = Math.min(smallest, value);
        } else if (value > 0 && Math.abs(value - guessing) > NEAR_GUESSING * guessing && suspect.isEmpty()) {
            suspect = Optional.of(new Suspect(row, value));
        }
        if (value >= largest) {
            largest = value;
            line = row;
        }
        return value;
    }

    /**
     * Says that the column was read to its end.
     *
     * @throws DataFormatException if no number was above 1: then all are fractions. Also if one is at most 1 and not
     *     near the accuracy of guessing, and all above 1 are more than twice that accuracy, and than 2: then it is a
     *     fraction among percentages
     */
    public void end() throws DataFormatException {
        if (largest > 0 && largest <= 1) {
            throw fraction(line, largest + ", the largest of the column");
        }
        if (suspect.isPresent() && smallest > 2 * Math.max(1, guessing)) {
            throw new DataFormatException(
                    file,
                    suspect.get().line(),
                    name + " is " + suspect.get().value() + ", and no number of the column that is above 1 is below "
                            + smallest + "; this seems to be a fraction, 0 to 1, among percentages: multiply it by "
                            + "100");
        }
    }

    private DataFormatException fraction(long row, String value) {
        return new DataFormatException(
                file,
                row,
                name + " is " + value + "; this seems to be a fraction, 0 to 1, and percent is "
                        + "expected, 0 to 100: multiply the column by 100");
    }
}
