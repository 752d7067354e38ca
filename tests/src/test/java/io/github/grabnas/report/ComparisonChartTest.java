package io.github.grabnas.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.experiment.run.ResultChart.Bar;
import io.github.grabnas.experiment.run.ResultChart.Bars;
import io.github.grabnas.experiment.run.ResultChart.Means;
import io.github.grabnas.experiment.run.ResultChart.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

class ComparisonChartTest {

    private static XYChart chart(int rows) {
        List<String> names =
                IntStream.range(0, rows).mapToObj(i -> "method " + i).toList();
        return ComparisonChart.points(new Means(
                "chart",
                "target",
                "accuracy (%)",
                names,
                names.stream()
                        .map(n -> new Point("measured", n, 90 + n.hashCode() % 3, 0.1))
                        .toList()));
    }

    /** XChart looks for ticks without end where two labels are equal. */
    @Test
    @Timeout(60)
    void any_number_of_rows_is_drawn_and_each_has_its_label() {
        for (int rows = 1; rows <= 24; rows++) {
            BufferedImage image = BitmapEncoder.getBufferedImage(chart(rows));
            assertThat(image.getHeight()).isGreaterThan(rows * 30);
            assertThat(labels(image)).as(rows + " rows").isEqualTo(rows);
        }
    }

    /**
     * How many separate bands of dark pixels there are at the left edge, where labels begin, between title and axis.
     */
    private static int labels(BufferedImage image) {
        int bands = 0;
        boolean inside = false;
        for (int y = 30; y < image.getHeight() - 75; y++) {
            boolean dark = false;
            for (int x = 8; x < 60; x++) {
                int rgb = image.getRGB(x, y);
                dark |= (rgb & 0xff) < 80 && (rgb >> 8 & 0xff) < 80 && (rgb >> 16 & 0xff) < 80;
            }
            bands += dark && !inside ? 1 : 0;
            inside = dark;
        }
        return bands;
    }

    @Test
    void a_category_may_lack_a_point() {
        XYChart chart = ComparisonChart.points(new Means(
                "chart", "target", "accuracy (%)", List.of("a", "b"), List.of(new Point("published", "b", 3, 0.5))));
        assertThat(chart.getSeriesMap().get("published").getXData()).containsExactly(3);
        assertThat(chart.getSeriesMap().get("published").getYData())
                .as("the lower row")
                .containsExactly(0);
        assertThat(chart.getSeriesMap().get("published ± std").getXData()).startsWith(2.5, 3.5);
        assertThat(BitmapEncoder.getBufferedImage(chart).getWidth()).isEqualTo(ChartStyle.WIDTH);
    }

    @Test
    void numbers_are_rounded_so_that_labels_stay_short() {
        XYChart points = ComparisonChart.points(new Means(
                "chart",
                "title",
                "axis",
                List.of("a"),
                List.of(new Point("measured", "a", 69.76833334960938, 0.20034689832))));
        assertThat(points.getSeriesMap().get("measured").getXData()).containsExactly(69.768);
        assertThat(points.getSeriesMap().get("measured ± std").getXData()[0]).isEqualTo(69.768 - 0.2);
        CategoryChart bars = ComparisonChart.bars(new Bars("chart", "title", "rank", List.of(new Bar("a", 17 / 3.0))));
        assertThat(bars.getSeriesMap().get("a").getYData()).isEqualTo(List.of(5.67));
    }

    @Test
    void bars_begin_at_zero_in_the_order_of_their_categories() {
        CategoryChart chart =
                ComparisonChart.bars(new Bars("chart", "title", "rank", List.of(new Bar("b", 2.5), new Bar("a", 1))));
        assertThat(chart.getSeriesMap().get("b").getXData()).isEqualTo(List.of("b", "a"));
        assertThat(chart.getSeriesMap().get("b").getYData()).isEqualTo(Arrays.asList(2.5, null));
        assertThat(chart.getSeriesMap().get("a").getYData()).isEqualTo(Arrays.asList(null, 1.0));
        assertThat(chart.getStyler().getYAxisMin()).isZero();
    }

    @Test
    void the_bar_of_a_method_has_its_colour() {
        CategoryChart chart = ComparisonChart.bars(
                new Bars("chart", "title", "rank", List.of(new Bar("random", 2), new Bar("tnas", 1))));
        Color random = MethodStyles.of(List.of("random")).get(0).colour();
        Color tnas = MethodStyles.of(List.of("tnas")).get(0).colour();
        assertThat(chart.getSeriesMap().get("random").getFillColor()).isEqualTo(random);
        BufferedImage image = BitmapEncoder.getBufferedImage(chart);
        assertThat(pixels(image, random)).isGreaterThan(5_000);
        assertThat(pixels(image, tnas)).isBetween(2_000L, pixels(image, random));
    }

    private static long pixels(BufferedImage image, Color colour) {
        return Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .filter(rgb -> rgb == colour.getRGB())
                .count();
    }
}
