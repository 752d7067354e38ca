package io.github.grabnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.Evaluation;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.CanonicalForm;
import io.github.grabnas.space.Edge;
import io.github.grabnas.space.ExplicitSearchSpace;
import io.github.grabnas.space.GraphClassification;
import io.github.grabnas.space.GraphClassifier;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.NodeType;
import io.github.grabnas.space.OneHotAdjacency;
import io.github.grabnas.space.OneHotOperations;
import io.github.grabnas.space.Operation;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.surrogate.DeepKernelCandidates;
import io.github.grabnas.surrogate.GaussianProcessSurrogate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A space of some thousand random graphs, none of which is a cell: every method whose surrogate can encode them
 * searches it.
 */
class OpenSpaceTest {

    private static final int COUNT = 3_000;
    private static final FewPriorObservations MODELS = new FewPriorObservations();
    private static SearchSpace space;

    /** The more convolutions on the longest path and the fewer nodes, the better; any architecture has an answer. */
    private static final ArchitectureEvaluator EVALUATOR = new ArchitectureEvaluator() {

        @Override
        public Evaluation evaluate(Architecture architecture) {
            ArchitectureGraph graph = architecture.graph();
            int[] depth = new int[graph.nodeCount()];
            for (int node : graph.topologicalOrder().orElseThrow()) {
                int weight = graph.type(node) == NodeType.NOR_CONV_3X3
                        ? 3
                        : graph.type(node) == NodeType.NOR_CONV_1X1 ? 2 : 0;
                depth[node] = weight
                        + graph.predecessors(node).stream()
                                .mapToInt(from -> depth[from])
                                .max()
                                .orElse(0);
            }
            int deepest = 0;
            for (int node = 0; node < depth.length; node++) {
                deepest = graph.type(node) == NodeType.OUTPUT ? depth[node] : deepest;
            }
            return new Evaluation.Measured(50 + deepest - 0.1 * graph.edges().size());
        }

        @Override
        public String target() {
            return "deep";
        }
    };

    @BeforeAll
    static void draw() {
        Random random = new Random(3);
        GraphClassifier cells = new GraphClassifier(new NasBench201());
        Set<CanonicalForm> forms = new HashSet<>();
        List<ArchitectureGraph> graphs = new ArrayList<>();
        while (graphs.size() < COUNT) {
            int operations = 4 + random.nextInt(3);
            List<NodeType> types = new ArrayList<>(List.of(NodeType.INPUT));
            for (int i = 0; i < operations; i++) {
                types.add(NodeType.of(Operation.all().get(1 + random.nextInt(4))));
            }
            types.add(NodeType.OUTPUT);
            List<Edge> edges = new ArrayList<>();
            for (int to = 1; to < types.size(); to++) {
                edges.add(new Edge(to - 1, to));
                for (int from = 0; from < to - 1; from++) {
                    if (random.nextInt(4) == 0) {
                        edges.add(new Edge(from, to));
                    }
                }
            }
            ArchitectureGraph graph = ArchitectureGraph.of(types, edges);
            if (cells.classify(graph) instanceof GraphClassification.Novel novel && forms.add(novel.form())) {
                graphs.add(graph);
            }
        }
        space = new ExplicitSearchSpace(graphs);
    }

    private static SearchProblem problem(int budget, long seed) {
        return new SearchProblem(space, EVALUATOR, budget, seed, MODELS);
    }

    private static double best() {
        return space.architectures().stream()
                .mapToDouble(a -> ((Evaluation.Measured) EVALUATOR.evaluate(a)).accuracy())
                .max()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "evolution", "bo-onehot", "tnas", "grabnas", "grabnas-knn"})
    void every_method_searches_it(String method) {
        List<Trial> trials = SearchMethod.of(method).start(problem(25, 1)).run();
        assertThat(trials).hasSize(25);
        assertThat(trials.stream().map(Trial::architecture)).doesNotHaveDuplicates();
        assertThat(trials)
                .filteredOn(t -> t.origin() != CandidateSource.GRADIENT)
                .isNotEmpty()
                .allMatch(t -> space.contains(t.architecture()));
        assertThat(SearchMethod.of(method).start(problem(25, 1)).run()).isEqualTo(trials);
    }

    @Test
    void a_space_without_the_checkpoints_cells_begins_with_the_architectures_of_the_highest_prior_mean() {
        BayesianOptimization search = (BayesianOptimization) SearchMethod.TNAS.start(problem(7, 1));
        double[] means = ((DeepKernelCandidates) search.candidates()).priorMeans();
        List<Architecture> best = IntStream.range(0, means.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -means[i]))
                .limit(5)
                .map(search.candidates().architectures()::get)
                .toList();
        List<Trial> trials = search.run();
        assertThat(trials.subList(0, 5)).extracting(Trial::architecture).isEqualTo(best);
        assertThat(trials.stream().map(Trial::origin))
                .startsWith(Collections.nCopies(5, CandidateSource.INITIAL).toArray(CandidateSource[]::new))
                .endsWith(CandidateSource.BO, CandidateSource.BO);
    }

    @ParameterizedTest
    @CsvSource({"tnas, prior-mean=zero", "bo-onehot, init=meta"})
    void where_there_is_no_prior_mean_it_begins_with_random_ones(String method, String setting) {
        String[] words = setting.split("=");
        List<Trial> trials = SearchMethod.of(method)
                .start(problem(6, 1), Map.of(words[0], words[1]))
                .run();
        assertThat(trials.subList(0, 5))
                .extracting(Trial::architecture)
                .isEqualTo(BayesianOptimization.randomDesign(problem(6, 1)).subList(0, 5));
    }

    @Test
    void bayesian_optimisation_finds_better_graphs_than_random_search() {
        double bayesian = 0;
        double random = 0;
        for (long seed = 0; seed < 3; seed++) {
            bayesian += SearchMethod.BO_ONEHOT
                            .start(problem(60, seed))
                            .run()
                            .get(59)
                            .bestSoFar()
                    / 3;
            random += SearchMethod.RANDOM.start(problem(60, seed)).run().get(59).bestSoFar() / 3;
        }
        assertThat(bayesian).isGreaterThan(random);
        assertThat(bayesian).isGreaterThan(best() - 1);
    }

    @Test
    void evolution_mutates_graphs_into_others_of_the_space() {
        RegularizedEvolution search = new RegularizedEvolution(problem(40, 2));
        search.run();
        assertThat(search.trials())
                .filteredOn(t -> t.origin() == CandidateSource.MUTATION)
                .isNotEmpty();
    }

    /** Not after the initial trainings, which may have taken hours. */
    @Test
    void a_graph_that_is_too_large_for_the_meta_trained_encoder_is_refused_before_the_search_begins() {
        List<NodeType> types = new ArrayList<>(List.of(NodeType.INPUT));
        types.addAll(Collections.nCopies(20, NodeType.NOR_CONV_1X1));
        types.add(NodeType.OUTPUT);
        ArchitectureGraph chain = ArchitectureGraph.of(
                types,
                IntStream.range(1, 22).mapToObj(to -> new Edge(to - 1, to)).toList());
        SearchSpace one = new ExplicitSearchSpace(List.of(chain));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.TNAS.start(new SearchProblem(one, EVALUATOR, 1, 0, MODELS)))
                .withMessageContaining("a graph has 22 nodes");
    }

    @Test
    void an_encoding_of_cells_refuses_a_space_of_graphs_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BayesianOptimization(
                        "bo",
                        problem(5, 0),
                        new GaussianProcessSurrogate(new OneHotOperations()),
                        List.of(),
                        LoopSettings.defaults()))
                .withMessageContaining("is no cell")
                .withMessageContaining("OneHotAdjacency");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new OneHotAdjacency(4).encode(space.architectures().get(0)))
                .withMessageContaining("this encoding has room for 4");
    }
}
