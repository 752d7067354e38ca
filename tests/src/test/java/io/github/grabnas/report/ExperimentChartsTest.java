package io.github.grabnas.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.experiment.paper.MadeUpExperiments;
import io.github.grabnas.experiment.run.ResultChart.Means;
import io.github.grabnas.experiment.run.ResultChart.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class ExperimentChartsTest {

    /** One line for the chart and one for each series, with numbers to a tenth. */
    private static String described(String name, Chart<?, ?> chart) {
        StringBuilder text = new StringBuilder(name + ": " + chart.getTitle() + ", " + chart.getXAxisTitle() + ", "
                + chart.getYAxisTitle() + ", " + chart.getWidth() + " x " + chart.getHeight() + "\n");
        chart.getSeriesMap()
                .forEach((series, data) -> text.append("  ")
                        .append(series)
                        .append(": ")
                        .append(numbers(data))
                        .append('\n'));
        return text.toString();
    }

    private static String numbers(Object series) {
        if (series instanceof CategorySeries bars) {
            return bars.getXData() + " | " + tenths(bars.getYData());
        }
        XYSeries points = (XYSeries) series;
        return tenths(Arrays.stream(points.getXData()).boxed().toList()) + " | "
                + tenths(Arrays.stream(points.getYData()).boxed().toList());
    }

    private static String tenths(Collection<? extends Number> numbers) {
        return numbers.stream()
                .map(n -> n == null ? "-" : String.format(Locale.ROOT, "%.1f", n.doubleValue()))
                .map(n -> n.equals("-0.0") ? "0.0" : n)
                .collect(Collectors.joining(" "));
    }

    /** The lines of each chart, in order of their names. */
    private static List<String> charts(String text) {
        return Stream.of(text.split("(?m)^(?! )")).sorted().toList();
    }

    @Test
    void every_experiment_describes_its_charts_and_they_are_drawn_as_recorded(@TempDir Path folder) throws IOException {
        String golden;
        try (InputStream stream = ExperimentChartsTest.class.getResourceAsStream("/golden/charts.txt")) {
            golden = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<String> drawn = new ArrayList<>();
        MadeUpExperiments.all(folder)
                .forEach((experiment, runs) -> ExperimentCharts.of(experiment, runs)
                        .forEach((name, chart) -> drawn.add(described(name, chart))));
        assertThat(charts(String.join("", drawn))).isEqualTo(charts(golden));
    }

    @Test
    void categories_come_once_and_points_are_of_one_of_them() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Means("name", "title", "axis", List.of("a", "a"), List.of()))
                .withMessageContaining("each once");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Means("name", "title", "axis", List.of("a"), List.of(new Point("measured", "b", 1, 0))))
                .withMessageContaining("a point of 'b'");
    }
}
