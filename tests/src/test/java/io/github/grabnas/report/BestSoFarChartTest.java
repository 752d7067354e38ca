package io.github.grabnas.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.search.CandidateSource;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class BestSoFarChartTest {

    private static Trial trial(int evaluation, double value, double bestSoFar) {
        return new Trial(evaluation, Cell.ofIndex(evaluation), CandidateSource.BO, value, bestSoFar);
    }

    @Test
    void each_search_is_a_line_of_its_best_values_so_far_in_the_order_given() {
        Map<String, List<Trial>> searches = new LinkedHashMap<>();
        searches.put("tnas", List.of(trial(1, 7.5, 7.5), trial(2, 9.25, 7.5), trial(3, 6.5, 6.5)));
        searches.put("random", List.of(trial(1, 8, 8)));
        XYChart chart = BestSoFarChart.of("latency", "milliseconds", searches);
        assertThat(chart.getSeriesMap().keySet()).containsExactly("tnas", "random");
        assertThat(chart.getSeriesMap().get("tnas").getXData()).containsExactly(1, 2, 3);
        assertThat(chart.getSeriesMap().get("tnas").getYData()).containsExactly(7.5, 7.5, 6.5);
        assertThat(chart.getYAxisTitle()).isEqualTo("best so far (milliseconds)");
    }

    @Test
    void a_search_without_a_trial_is_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BestSoFarChart.of("t", "%", Map.of("empty", List.of())))
                .withMessageContaining("search 'empty' has no trial");
    }
}
