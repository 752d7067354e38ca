package io.github.grabnas.report;

import io.github.grabnas.search.LatentGradientAscent;
import org.knowm.xchart.XYChart;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a gradient ascent gains, step by step: the posterior mean at each of its places, and, where a table knows it, the true
 * accuracy of what the place decodes to.
 */
public final class AscentChart {

    private AscentChart() {
    }

    /**
     * The chart.
     *
     * @param path the places of the ascent, from its start
     * @param decoded of each place the true accuracy of the architecture that it decodes to, in percent; not a number where nobody
     *     knows it
     */
    public static XYChart of(String title, List<LatentGradientAscent.Iterate> path, double[] decoded) {
        ChartStyle.requireSameLength("decoded", decoded, path.size());
        XYChart chart = ChartStyle.chart(title, "gradient steps", "accuracy (%)");
        ChartStyle.line(chart, "posterior mean", IntStream.range(0, path.size()).asDoubleStream().toArray(),
                path.stream().mapToDouble(LatentGradientAscent.Iterate::mean).toArray(), ChartStyle.COLOURS.get(0));
        int[] known = IntStream.range(0, decoded.length).filter(i -> !Double.isNaN(decoded[i])).toArray();
        if (known.length > 0) {
            ChartStyle.points(chart, "truth of what is decoded there", Arrays.stream(known).asDoubleStream().toArray(),
                    Arrays.stream(known).mapToDouble(i -> decoded[i]).toArray(), ChartStyle.COLOURS.get(1));
        }
        chart.getStyler().setMarkerSize(8);
        return chart;
    }
}
