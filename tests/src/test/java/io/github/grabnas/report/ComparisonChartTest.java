package io.github.grabnas.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.report.ComparisonChart.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class ComparisonChartTest {

    private static XYChart chart(int rows) {
        List<String> names = IntStream.range(0, rows).mapToObj(i -> "method " + i).toList();
        return ComparisonChart.points("target", "accuracy (%)", names, Map.of("measured",
                names.stream().collect(Collectors.toMap(n -> n, n -> new Point(90 + n.hashCode() % 3, 0.1)))));
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

    /** How many separate bands of dark pixels there are at the left edge, where labels begin, between title and axis. */
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
    void a_thing_may_lack_a_point_and_no_name_may_come_twice() {
        XYChart chart = ComparisonChart.points("target", "accuracy (%)", List.of("a", "b"), Map.of("published",
                Map.of("b", new Point(3, 0))));
        assertThat(chart.getSeriesMap().get("published").getXData()).containsExactly(3);
        assertThat(BitmapEncoder.getBufferedImage(chart).getWidth()).isEqualTo(ChartStyle.WIDTH);
        assertThatIllegalArgumentException().isThrownBy(() -> ComparisonChart.points("t", "y", List.of("a", "a"), Map.of()))
                .withMessageContaining("each once");
    }
}
