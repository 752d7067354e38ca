package io.github.grabnas.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.gp.Prediction;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.search.CandidateSource;
import io.github.grabnas.search.LatentGradientAscent.Iterate;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

class AscentPicturesTest {

    /** Along the first of three axes, with means of 70, 71 and 73 %. */
    private static final List<Iterate> PATH = List.of(
            new Iterate(Matrix.ofRows(new double[] {0, 0, 0}), 70, Matrix.zeros(1, 3)),
            new Iterate(Matrix.ofRows(new double[] {1, 0, 0}), 71, Matrix.zeros(1, 3)),
            new Iterate(Matrix.ofRows(new double[] {3, 0, 0}), 73, Matrix.zeros(1, 3)));

    @Test
    void the_chart_shows_the_mean_at_every_place_and_the_truth_where_it_is_known() {
        XYChart chart = AscentChart.of("ascent", PATH, new double[] {69, Double.NaN, 72});
        assertThat(chart.getSeriesMap().get("posterior mean").getYData()).containsExactly(70, 71, 73);
        assertThat(chart.getSeriesMap().get("truth of what is decoded there").getXData())
                .containsExactly(0, 2);
        assertThat(chart.getSeriesMap().get("truth of what is decoded there").getYData())
                .containsExactly(69, 72);
    }

    @Test
    void a_path_of_which_nobody_knows_the_truth_has_its_means_alone() {
        double[] unknown = {Double.NaN, Double.NaN, Double.NaN};
        assertThat(AscentChart.of("ascent", PATH, unknown).getSeriesMap()).containsOnlyKeys("posterior mean");
        assertThatThrownBy(() -> AscentChart.of("ascent", PATH, new double[2]))
                .hasMessageContaining("decoded has 2 values; expected 3");
    }

    @Test
    void the_map_shows_the_cells_nearest_to_any_place_of_the_path_and_the_path() {
        Matrix latents = Matrix.ofRows(IntStream.range(0, 40)
                .mapToObj(i -> new double[] {i, i % 3, i % 2})
                .toArray(double[][]::new));
        double[] means = IntStream.range(0, 40).mapToDouble(i -> i).toArray();
        XYChart map = AscentMap.of("map", latents, Prediction.of(means, new double[40]), PATH, 12);
        assertThat(map.getSeriesMap().get("ascent").getXData()).hasSize(3);
        // The far ones have the largest means; of the 12 nearest, none is beyond the thirteenth.
        assertThat(map.getSeriesMap().values().stream()
                        .filter(s -> !s.getName().equals("ascent"))
                        .mapToInt(s -> s.getXData().length)
                        .sum())
                .isEqualTo(12);
        assertThat(map.getSeriesMap().keySet().stream()
                        .filter(n -> n.endsWith("%"))
                        .flatMap(n -> Arrays.stream(n.split("[–% ]+")))
                        .mapToDouble(Double::parseDouble)
                        .max()
                        .orElseThrow())
                .isLessThanOrEqualTo(13);
        assertThatThrownBy(() -> AscentMap.of("map", latents, Prediction.of(new double[3], new double[3]), PATH, 12))
                .hasMessageContaining("a posterior of 3 candidates");
    }

    @Test
    void a_search_is_a_line_of_the_best_so_far_and_points_by_their_origin() {
        Cell cell = Cell.ofIndex(0);
        List<Trial> trials = List.of(
                new Trial(1, cell, CandidateSource.INITIAL, 70, 70),
                new Trial(2, cell, CandidateSource.BO, 72, 72),
                new Trial(3, cell, CandidateSource.GRADIENT, 71, 72),
                new Trial(4, cell, CandidateSource.BO, 73, 73));
        XYChart chart = TrialChart.of("search", trials);
        assertThat(chart.getSeriesMap()).containsOnlyKeys("best so far", "initial", "bo", "gradient");
        assertThat(chart.getSeriesMap().get("best so far").getYData()).containsExactly(70, 72, 72, 73);
        assertThat(chart.getSeriesMap().get("bo").getXData()).containsExactly(2, 4);
        assertThatThrownBy(() -> TrialChart.of("search", List.of())).hasMessageContaining("search: no trial");
    }
}
