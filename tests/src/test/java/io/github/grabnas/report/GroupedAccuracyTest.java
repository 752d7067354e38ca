package io.github.grabnas.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

import java.util.stream.IntStream;

class GroupedAccuracyTest {

    /** Of 1 to 19 the number k is the k-th twentieth. A band's outline goes along its lower ends and back. */
    @Test
    void a_group_shows_its_median_its_middle_half_its_middle_90_percent_and_its_best() {
        double[] values =
                IntStream.range(0, 19).mapToDouble(i -> 1 + i * 7 % 19).toArray();
        XYChart chart = GroupedAccuracy.of("title", "count", new int[19], values);
        assertThat(numbers(chart, "median (bands: middle half, middle 90 %)")).containsExactly(10);
        assertThat(numbers(chart, "middle half")).containsExactly(5, 15);
        assertThat(numbers(chart, "middle 90 %")).containsExactly(1, 19);
        assertThat(numbers(chart, "best")).containsExactly(19);
    }

    private static double[] numbers(XYChart chart, String series) {
        return chart.getSeriesMap().get(series).getYData();
    }
}
