package io.github.grabnas.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.evaluate.training.TrainingOutcome.Epoch;
import io.github.grabnas.experiment.run.ReferenceLine;
import io.github.grabnas.experiment.run.SearchExperiment;
import io.github.grabnas.experiment.run.SearchRun;
import io.github.grabnas.experiment.run.Spread;
import io.github.grabnas.search.MadeUpEvaluator;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Edge;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.NodeType;
import io.github.grabnas.space.Operation;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

class PicturesTest {

    private static int pixels(BufferedImage image, Color colour) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) & 0xffffff) == (colour.getRGB() & 0xffffff) ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void a_drawn_cell_shows_the_colours_of_its_operations_and_no_others() {
        Cell cell = Cell.parse("|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|nor_conv_3x3~2|");
        BufferedImage image = ArchitectureDrawing.of(cell);
        assertThat(pixels(image, OperationColours.of(Operation.NOR_CONV_3X3))).isGreaterThan(500);
        assertThat(pixels(image, OperationColours.of(Operation.SKIP_CONNECT))).isGreaterThan(200);
        assertThat(pixels(image, OperationColours.of(Operation.NOR_CONV_1X1))).isZero();
        assertThat(pixels(image, OperationColours.of(Operation.AVG_POOL_3X3))).isZero();
    }

    @Test
    void an_architecture_of_either_kind_is_drawn_as_what_it_is() {
        Cell cell = Cell.ofIndex(4711);
        Architecture either = cell;
        assertThat(pixels(ArchitectureDrawing.of(either, "title")))
                .isEqualTo(pixels(ArchitectureDrawing.of(cell, "title")));
        either = cell.graph();
        assertThat(pixels(ArchitectureDrawing.of(either))).isEqualTo(pixels(ArchitectureDrawing.of(cell.graph())));
        assertThat(pixels(ArchitectureDrawing.of(either))).isNotEqualTo(pixels(ArchitectureDrawing.of(cell)));
    }

    @Test
    void a_title_that_is_longer_than_the_picture_is_set_smaller_and_not_cut_off() {
        BufferedImage image = ArchitectureDrawing.of(Cell.ofIndex(4711), "best validation accuracy, ".repeat(6));
        for (int y = 0; y < 28; y++) {
            assertThat(image.getRGB(0, y)).as("left edge").isEqualTo(Color.WHITE.getRGB());
            assertThat(image.getRGB(image.getWidth() - 1, y)).as("right edge").isEqualTo(Color.WHITE.getRGB());
        }
        assertThat(IntStream.range(0, image.getWidth())
                        .filter(x -> image.getRGB(x, 18) != Color.WHITE.getRGB())
                        .boxed())
                .as("there is a title")
                .isNotEmpty();
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @Test
    void nodes_of_a_layout_never_share_a_slot_and_edges_lead_to_the_right() {
        Random random = new Random(4);
        for (int trial = 0; trial < 50; trial++) {
            ArchitectureGraph graph = randomGraph(random, 2 + random.nextInt(30));
            LayeredLayout layout = new LayeredLayout(graph);
            Set<LayeredLayout.Slot> places = new HashSet<>();
            for (int node = 0; node < graph.nodeCount(); node++) {
                assertThat(places.add(layout.node(node))).isTrue();
            }
            for (Edge edge : graph.edges()) {
                List<LayeredLayout.Slot> route = layout.route(edge.from(), edge.to());
                for (int i = 1; i < route.size(); i++) {
                    assertThat(route.get(i).layer()).isEqualTo(route.get(i - 1).layer() + 1);
                }
                route.subList(1, route.size() - 1)
                        .forEach(way ->
                                assertThat(places).as("edges pass no box").doesNotContain(way));
            }
        }
    }

    private static ArchitectureGraph randomGraph(Random random, int nodes) {
        List<NodeType> types = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        for (int to = 0; to < nodes; to++) {
            types.add(NodeType.all().get(random.nextInt(7)));
            for (int from = 0; from < to; from++) {
                if (random.nextInt(4) == 0) {
                    edges.add(new Edge(from, to));
                }
            }
        }
        return ArchitectureGraph.of(types, edges);
    }

    @Test
    void graphs_of_any_kind_are_drawn_alike_twice() {
        for (String text :
                List.of("input;", "input output;", "input skip_connect skip_connect output; 0>1 1>2 2>1 2>3")) {
            ArchitectureGraph graph = ArchitectureGraph.parse(text);
            BufferedImage once = ArchitectureDrawing.of(graph, "title");
            BufferedImage again = ArchitectureDrawing.of(graph, "title");
            assertThat(once.getRGB(0, 0, once.getWidth(), once.getHeight(), null, 0, once.getWidth()))
                    .isEqualTo(again.getRGB(0, 0, again.getWidth(), again.getHeight(), null, 0, again.getWidth()));
        }
    }

    @Test
    void the_curve_of_a_search_is_the_mean_over_its_seeds() {
        List<SearchRun> runs =
                new SearchExperiment(SearchMethod.RANDOM, new NasBench201(), new MadeUpEvaluator(), 8, 3).run();
        XYChart chart = SearchCurves.of("title", 3, List.of(runs));
        double[] mean = chart.getSeriesMap().get("random").getYData();
        assertThat(mean).hasSize(6);
        assertThat(mean[5])
                .isEqualTo(
                        runs.stream().mapToDouble(r -> r.bestAfter(8)).average().orElseThrow());
        assertThat(chart.getSeriesMap().get("random").getXData()[0]).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchCurves.of("title", 9, List.of(runs)))
                .withMessageContaining("first evaluation 9: expected 1 to 8");
        assertThatIllegalArgumentException().isThrownBy(() -> SearchCurves.of("title", 1, List.of(List.of())));
    }

    @Test
    void curves_are_compared_with_a_dashed_line_that_has_its_value_in_the_legend() {
        List<SearchRun> runs =
                new SearchExperiment(SearchMethod.RANDOM, new NasBench201(), new MadeUpEvaluator(), 8, 3).run();
        ReferenceLine best = new ReferenceLine("best cell of the space", 95.932, "%");
        XYChart chart = SearchCurves.of("title", 3, List.of(runs), best);
        XYSeries line = chart.getSeriesMap().get("best cell of the space: 95.93 %");
        assertThat(line.getXData()).containsExactly(3, 8);
        assertThat(line.getYData()).containsExactly(95.932, 95.932);
        assertThat(line.getLineStyle().getDashArray()).isNotEmpty();
        assertThat(line.isShowInLegend()).isTrue();
        assertThat(BestSoFarChart.of("title", "%", Map.of("random", runs.get(0).trials()), best)
                        .getSeriesMap())
                .containsKey("best cell of the space: 95.93 %");
    }

    @Test
    void curves_may_have_medians_and_quartiles_and_the_axis_says_which_they_have() {
        List<SearchRun> runs =
                new SearchExperiment(SearchMethod.RANDOM, new NasBench201(), new MadeUpEvaluator(), 8, 5).run();
        assertThat(SearchCurves.of("title", 3, List.of(runs)).getXAxisTitle()).contains("± 1 standard deviation");
        XYChart chart = SearchCurves.of("title", 3, List.of(runs), Spread.QUARTILES);
        assertThat(chart.getXAxisTitle()).contains("medians over seeds, bands: 25 % to 75 %");
        double[] sorted =
                runs.stream().mapToDouble(r -> r.bestAfter(8)).sorted().toArray();
        assertThat(chart.getSeriesMap().get("random").getYData()[5]).isEqualTo(sorted[2]);
        assertThat(chart.getSeriesMap().get("random 25 % to 75 %").getYData()[5])
                .isBetween(sorted[0], sorted[1]);
    }

    @Test
    void the_shares_of_a_histogram_add_up_to_all_values_within_its_ends() {
        XYChart chart = AccuracyHistogram.of("title", 0, 10, 5, Map.of("a", new double[] {1, 1, 3, 9, 12}));
        double[] corners = chart.getSeriesMap().get("a (1 outside)").getYData();
        double sum = 0;
        for (int i = 0; i < corners.length; i += 2) {
            sum += corners[i];
        }
        assertThat(sum).isEqualTo(80);
        assertThatIllegalArgumentException().isThrownBy(() -> AccuracyHistogram.of("t", 5, 5, 3, Map.of()));
    }

    @Test
    void groups_show_their_median_and_their_best() {
        XYChart chart = GroupedAccuracy.of("title", "count", new int[] {0, 0, 0, 2}, new double[] {1, 5, 3, 7});
        assertThat(chart.getSeriesMap().get("best").getYData()).containsExactly(5, 7);
        assertThat(chart.getSeriesMap().get("best").getXData()).containsExactly(0, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GroupedAccuracy.of("t", "c", new int[1], new double[2]))
                .withMessageContaining("accuracies has 2 values; expected 1");
    }

    @Test
    void a_sheet_shows_the_first_images_of_every_class_enlarged() {
        byte[] pixels = new byte[5 * 4];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 4 * 40 + 10);
        }
        LabelledImages images =
                new LabelledImages("grey", 1, 2, 2, List.of("a", "b"), pixels, new int[] {0, 1, 0, 1, 0});
        BufferedImage sheet = ImageSheet.of(images, 2, 3);
        for (int image = 0; image < 4; image++) {
            int grey = image * 40 + 10;
            assertThat(pixels(sheet, new Color(grey, grey, grey)))
                    .as("image " + image)
                    .isGreaterThanOrEqualTo(36);
        }
        assertThat(pixels(sheet, new Color(170, 170, 170)))
                .as("the third of class a")
                .isLessThan(36);
        assertThatIllegalArgumentException().isThrownBy(() -> ImageSheet.of(images, 0, 1));
    }

    @Test
    void training_curves_leave_out_epochs_without_a_test() {
        XYChart chart = TrainingCurves.of(
                "title",
                Map.of("cell", List.of(new Epoch(1, 2.0, 30, Double.NaN, 0.1), new Epoch(2, 1.0, 60, 55, 0.2))));
        assertThat(chart.getSeriesMap().get("cell, test").getXData()).containsExactly(2);
        assertThat(chart.getSeriesMap().get("cell, test").getYData()).containsExactly(55);
        assertThat(chart.getSeriesMap().get("cell, training").getYData()).containsExactly(30, 60);
        assertThatIllegalArgumentException().isThrownBy(() -> TrainingCurves.of("t", Map.of("cell", List.of())));
    }

    @Test
    void a_scatter_chart_holds_every_pair() {
        XYChart chart = ScatterChart.of("title", "x", new double[] {1, 2}, "y", new double[] {3, 4});
        assertThat(chart.getSeriesMap().get("pairs").getYData()).containsExactly(3, 4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScatterChart.of("t", "x", new double[2], "y", new double[1]));
    }

    @Test
    void outside_a_notebook_a_check_prints_or_throws() {
        Notebook.check("true", true);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Notebook.check("the claim", false))
                .withMessageContaining("the claim");
        assertThatIllegalArgumentException().isThrownBy(() -> Notebook.progress("x", 2, 1));
    }
}
