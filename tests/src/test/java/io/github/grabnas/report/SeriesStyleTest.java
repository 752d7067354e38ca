package io.github.grabnas.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.gp.ExpectedImprovement;
import io.github.grabnas.search.CandidateSource;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class SeriesStyleTest {

    private static String look(XYSeries series) {
        float[] dashes = series.getLineStyle().getDashArray();
        return series.getLineColor() + " " + (dashes == null ? "full" : Arrays.toString(dashes));
    }

    @Test
    void lines_of_a_chart_differ_in_their_dashes_and_not_in_their_colours_alone() {
        Map<String, double[]> functions = new LinkedHashMap<>();
        for (String name : List.of("a", "b", "c", "d")) {
            functions.put(name, new double[] {0, 1});
        }
        XYChart chart = FunctionChart.of("title", "improvement", new double[] {0, 1}, functions);
        assertThat(chart.getYAxisTitle()).isEqualTo("improvement");
        assertThat(chart.getSeriesMap().values().stream()
                        .map(s -> Arrays.toString(s.getLineStyle().getDashArray()))
                        .distinct())
                .hasSize(4);
    }

    @Test
    void twenty_eight_series_have_a_style_each() {
        assertThat(IntStream.range(0, 28)
                        .mapToObj(SeriesStyle::new)
                        .map(s -> s.colour() + Arrays.toString(s.stroke(2).getDashArray()))
                        .distinct())
                .hasSize(28);
    }

    @Test
    void a_method_looks_the_same_in_every_chart_whatever_stands_beside_it() {
        XYChart one = BestSoFarChart.of("one", "%", searches("random", "grabnas", "mine"));
        XYChart other = BestSoFarChart.of("other", "%", searches("grabnas", "tnas", "random"));
        for (String method : List.of("random", "grabnas")) {
            assertThat(look(one.getSeriesMap().get(method)))
                    .isEqualTo(look(other.getSeriesMap().get(method)));
        }
        assertThat(one.getSeriesMap().values().stream()
                        .map(SeriesStyleTest::look)
                        .distinct())
                .hasSize(3);
    }

    private static String line(SeriesStyle style) {
        return style.colour() + " " + style.dash();
    }

    @Test
    void a_method_twice_in_a_chart_has_one_colour_and_two_kinds_of_lines_and_points() {
        List<SeriesStyle> styles = MethodStyles.of(List.of("tnas, measured", "tnas, published", "grabnas, measured"));
        assertThat(styles.get(0)).isEqualTo(MethodStyles.of(List.of("tnas")).get(0));
        assertThat(styles.get(1).colour()).isEqualTo(styles.get(0).colour());
        assertThat(styles.get(1).dash()).isNotEqualTo(styles.get(0).dash());
        assertThat(styles.get(1).shape()).isNotEqualTo(styles.get(0).shape());
        assertThat(styles.get(2)).isEqualTo(MethodStyles.of(List.of("grabnas")).get(0));
    }

    @Test
    void a_variant_has_the_colour_of_its_method_and_a_line_that_no_method_of_the_library_has() {
        Set<String> library = MethodStyles.of(MethodStyles.METHODS).stream()
                .map(SeriesStyleTest::line)
                .collect(Collectors.toSet());
        assertThat(library).hasSize(MethodStyles.METHODS.size());
        Map<String, String> variants = Map.of(
                "TNAS, one-hot surrogate", "tnas",
                "GraB-NAS, nearest cell, UCB", "grabnas",
                "grabnas initial=1", "grabnas",
                "grabnas proposals=1", "grabnas",
                "bo-onehot init=meta", "bo-onehot",
                "grabnas-knn eta=1", "grabnas-knn");
        variants.forEach((variant, method) -> {
            SeriesStyle style = MethodStyles.of(List.of(variant)).get(0);
            assertThat(style.colour())
                    .as(variant)
                    .isEqualTo(MethodStyles.of(List.of(method)).get(0).colour());
            assertThat(library).as(variant).doesNotContain(line(style));
            assertThat(MethodStyles.of(List.of("random", variant, method)).get(1))
                    .as(variant)
                    .isEqualTo(style);
        });
        List<String> many = List.of("grabnas eta=1", "grabnas eta=3", "grabnas eta=0.1", "grabnas eta=0.03", "grabnas");
        assertThat(MethodStyles.of(many).stream().map(SeriesStyleTest::line).distinct())
                .hasSize(5);
        assertThat(MethodStyles.of(many).stream().map(SeriesStyle::shape).distinct())
                .hasSize(5);
    }

    @Test
    void no_variant_takes_the_style_of_one_that_experiments_compare_by_default() {
        SeriesStyle common = MethodStyles.of(List.of("bo-onehot init=meta")).get(0);
        List<String> variants =
                IntStream.range(0, 40).mapToObj(i -> "bo-onehot initial=" + i).toList();
        assertThat(MethodStyles.of(variants)).doesNotContain(common);
    }

    @Test
    void a_method_of_ones_own_has_a_colour_that_no_method_of_the_library_has() {
        Set<Color> library = MethodStyles.of(MethodStyles.METHODS).stream()
                .map(SeriesStyle::colour)
                .collect(Collectors.toSet());
        List<String> own = IntStream.range(0, 21).mapToObj(i -> "mine " + i).toList();
        List<SeriesStyle> styles = MethodStyles.of(own);
        assertThat(styles.stream().map(SeriesStyle::colour)).doesNotContainAnyElementsOf(library);
        assertThat(styles).doesNotHaveDuplicates();
        assertThat(MethodStyles.of(List.of("grabnas", "tnas", "mine 3")).get(2))
                .isEqualTo(MethodStyles.of(List.of("mine 3")).get(0));
        assertThat(MethodStyles.of(List.of("measured", "published")).stream().map(SeriesStyle::colour))
                .doesNotContainAnyElementsOf(library)
                .doesNotHaveDuplicates();
    }

    @Test
    void eight_groups_differ_in_the_shape_of_their_points() {
        assertThat(IntStream.range(0, 8)
                        .mapToObj(i -> new SeriesStyle(i).marker())
                        .distinct())
                .hasSize(8);
    }

    @Test
    void every_method_of_the_library_has_a_style_of_its_own() {
        assertThat(MethodStyles.METHODS)
                .doesNotHaveDuplicates()
                .containsAll(
                        SearchMethod.all().stream().map(SearchMethod::label).toList());
    }

    private static Map<String, List<Trial>> searches(String... methods) {
        Map<String, List<Trial>> searches = new LinkedHashMap<>();
        for (String method : methods) {
            searches.put(method, List.of(new Trial(1, Cell.ofIndex(1), CandidateSource.BO, 70, 70)));
        }
        return searches;
    }

    @Test
    void the_area_above_the_best_is_the_expected_improvement() {
        for (double best : new double[] {0.5, 1, 3}) {
            double[][] area = area(ImprovementChart.of("title", 1, 0.6, best));
            double sum = 0;
            for (int i = 1; i < area[0].length; i++) {
                sum += (area[0][i] - area[0][i - 1]) * (area[1][i] + area[1][i - 1]) / 2;
            }
            assertThat(sum).isCloseTo(new ExpectedImprovement().value(1, 0.6, best), within(2e-4));
            assertThat(area[0][0]).isEqualTo(best);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImprovementChart.of("title", 1, 0, 1))
                .withMessageContaining("standard deviation 0.0");
    }

    /** The upper outline of the area, from left to right. */
    private static double[][] area(XYChart chart) {
        XYSeries outline = chart.getSeriesMap().get("expected improvement");
        int n = outline.getXData().length / 2;
        double[] x = Arrays.copyOf(outline.getXData(), n);
        double[] y = IntStream.range(0, n)
                .mapToDouble(i -> outline.getYData()[2 * n - 1 - i])
                .toArray();
        return new double[][] {x, y};
    }

    @Test
    void a_failed_trial_does_not_press_the_others_into_one_line() {
        List<Trial> trials = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            boolean failed = i == 6;
            trials.add(new Trial(i, Cell.ofIndex(i), CandidateSource.BO, failed ? 10 : 80 + i / 100.0, 80 + i / 100.0));
        }
        XYChart chart = TrialChart.of("search", trials);
        assertThat(chart.getSeriesMap()).containsOnlyKeys("best so far", "bo (1 below the axis)");
        assertThat(chart.getSeriesMap().get("bo (1 below the axis)").getYData()).hasSize(39);
        assertThat(chart.getStyler().getYAxisMin()).isBetween(78.0, 80.0);
    }

    @Test
    void a_source_whose_only_trial_failed_is_counted_in_the_legend() {
        List<Trial> trials = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            trials.add(
                    i == 6
                            ? new Trial(i, Cell.ofIndex(i), CandidateSource.GRADIENT, 10, 80)
                            : new Trial(i, Cell.ofIndex(i), CandidateSource.BO, 80 + i / 100.0, 80 + i / 100.0));
        }
        assertThat(TrialChart.of("search", trials).getSeriesMap())
                .containsOnlyKeys("best so far (below the axis: gradient: 1)", "bo");
    }
}
