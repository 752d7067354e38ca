package io.github.grabnas.report;

import io.github.grabnas.search.LatentGradientAscent;
import org.knowm.xchart.XYChart;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a gradient ascent gains, step by step: the posterior mean at each iterate, and, where a table has it, the true
 * accuracy of the architecture to which the iterate decodes.
 */
public final class AscentChart {

    private AscentChart() {}

    /**
     * The chart.
     *
     * @param path the iterates of the ascent, from its start
     * @param decoded of each iterate the true accuracy of the architecture to which it decodes, in percent; NaN where
     *     it is not known
     */
    public static XYChart of(String title, List<LatentGradientAscent.Iterate> path, double[] decoded) {
        ChartStyle.requireSameLength("decoded", decoded, path.size());
        XYChart chart = ChartStyle.chart(title, "gradient steps", "accuracy (%)");
        ChartStyle.line(
                chart,
                "posterior mean",
                IntStream.range(0, path.size()).asDoubleStream().toArray(),
                path.stream().mapToDouble(LatentGradientAscent.Iterate::mean).toArray(),
                ChartStyle.COLOURS.get(0));
        int[] known = IntStream.range(0, decoded.length)
                .filter(i -> !Double.isNaN(decoded[i]))
                .toArray();
        if (known.length > 0) {
            ChartStyle.points(
                    chart,
                    "truth of what is decoded there",
                    Arrays.stream(known).asDoubleStream().toArray(),
                    Arrays.stream(known).mapToDouble(i -> decoded[i]).toArray(),
                    ChartStyle.COLOURS.get(1));
        }
        chart.getStyler().setMarkerSize(8);
        return chart;
    }
}
