package io.github.grabnas.experiment.run;

import io.github.grabnas.statistics.Summary;

import java.util.function.ToDoubleFunction;

/**
 * What a curve over several seeds shows of them: its line and the band about it.
 *
 * <p>The mean with the standard deviation is what tables report, and the one of the two that says something of three
 * seeds. The best accuracy so far is skewed, since nothing is above the optimum, so with five seeds or more the
 * quartiles say better where the searches are; of three seeds they are the lowest and the highest.
 */
public enum Spread {
    /** The mean, and one standard deviation to either side. */
    STANDARD_DEVIATION(
            "lines: means over seeds, bands: ± 1 standard deviation",
            "± std",
            Summary::mean,
            s -> s.mean() - s.standardDeviation(),
            s -> s.mean() + s.standardDeviation()),

    /** The median, and the middle half of the searches. */
    QUARTILES(
            "lines: medians over seeds, bands: 25 % to 75 %",
            "25 % to 75 %", Summary::median, Summary::lowerQuartile, Summary::upperQuartile);

    private final String legend;
    private final String band;
    private final ToDoubleFunction<Summary> centre;
    private final ToDoubleFunction<Summary> low;
    private final ToDoubleFunction<Summary> high;

    Spread(
            String legend,
            String band,
            ToDoubleFunction<Summary> centre,
            ToDoubleFunction<Summary> low,
            ToDoubleFunction<Summary> high) {
        this.legend = legend;
        this.band = band;
        this.centre = centre;
        this.low = low;
        this.high = high;
    }

    /** What lines and bands are, in words. */
    public String legend() {
        return legend;
    }

    /** The name of a band, after that of its method. */
    public String band() {
        return band;
    }

    /** The height of the line. */
    public double centre(Summary summary) {
        return centre.applyAsDouble(summary);
    }

    /** The lower end of the band. */
    public double low(Summary summary) {
        return low.applyAsDouble(summary);
    }

    /** The upper end of the band. */
    public double high(Summary summary) {
        return high.applyAsDouble(summary);
    }
}
