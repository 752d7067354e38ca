package io.github.grabnas.search;

import io.github.grabnas.gp.AcquisitionFunction;
import io.github.grabnas.gp.ExpectedImprovement;
import io.github.grabnas.gp.Kernel;
import io.github.grabnas.gp.LogExpectedImprovement;
import io.github.grabnas.gp.MarginalLikelihoodFit;
import io.github.grabnas.gp.Matern32;
import io.github.grabnas.gp.Matern52;
import io.github.grabnas.gp.ProbabilityOfImprovement;
import io.github.grabnas.gp.Rbf;
import io.github.grabnas.gp.UpperConfidenceBound;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The search methods by the names that command line and tables use. */
public enum SearchMethod {

    /** {@link RandomSearch}. */
    RANDOM("random") {
        @Override
        ArchitectureSearch create(SearchProblem problem, MethodSettings settings) {
            return new RandomSearch(problem);
        }
    },

    /** {@link RegularizedEvolution}; settings {@code population}, {@code sample}. */
    EVOLUTION("evolution") {
        @Override
        ArchitectureSearch create(SearchProblem problem, MethodSettings settings) {
            RegularizedEvolution.Settings defaults = RegularizedEvolution.Settings.defaults();
            return new RegularizedEvolution(problem, new RegularizedEvolution.Settings(
                    settings.integer("population", defaults.population()),
                    settings.integer("sample", defaults.sample())));
        }
    },

    /**
     * {@link BayesianOptimization} on one-hot operations; settings {@code kernel} (rbf, matern32,
     * matern52), {@code acquisition} (ei, logei, ucb, pi), {@code init} (random, or meta for the initial
     * cells of the meta-trained methods), {@code initial}, {@code distinct}, {@code refit-every}, {@code restarts}.
     */
    BO_ONEHOT("bo-onehot") {
        @Override
        ArchitectureSearch create(SearchProblem problem, MethodSettings settings) {
            BayesianOptimization.Settings defaults = BayesianOptimization.Settings.defaults();
            MarginalLikelihoodFit fit = defaults.fit();
            BayesianOptimization.Settings chosen = new BayesianOptimization.Settings(defaults.encoding(),
                    settings.choice("kernel", "matern52", KERNELS),
                    fit.withRestarts(settings.integer("restarts", fit.restarts())),
                    settings.integer("refit-every", defaults.refitEvery()),
                    settings.choice("acquisition", "ei", ACQUISITIONS),
                    settings.integer("initial", defaults.initial()),
                    settings.flag("distinct", defaults.distinct()));
            boolean meta = settings.choice("init", "random", Map.of("random", false, "meta", true));
            return meta ? new BayesianOptimization(label(), problem, chosen, problem.models().surrogate(problem.seed()).initialCells())
                    : new BayesianOptimization(label(), problem, chosen);
        }
    },

    /**
     * {@link GrabNas} without gradient-based exploration, on the same surrogate; settings as for {@link #GRABNAS}, but those of
     * the exploration.
     */
    TNAS("tnas") {
        @Override
        ArchitectureSearch create(SearchProblem problem, MethodSettings settings) {
            return new GrabNas(label(), problem, GrabNasSettings.surrogateOnly(settings));
        }
    },

    /** {@link GrabNas} with a decoder; settings by the names of {@link GrabNasSettings#of}. */
    GRABNAS("grabnas") {
        @Override
        ArchitectureSearch create(SearchProblem problem, MethodSettings settings) {
            return new GrabNas(label(), problem, GrabNasSettings.of(settings, "decoder"));
        }
    },

    /** {@link GrabNas} with the nearest neighbour in place of the decoder ("w/ KNN" in the paper's Table 2). */
    GRABNAS_KNN("grabnas-knn") {
        @Override
        ArchitectureSearch create(SearchProblem problem, MethodSettings settings) {
            return new GrabNas(label(), problem, GrabNasSettings.of(settings, "knn"));
        }
    },

    /** {@link MetaD2a}; settings {@code candidates}, {@code reading} (exact, type-sequence). Needs knowledge of other datasets. */
    METAD2A("metad2a") {
        @Override
        ArchitectureSearch create(SearchProblem problem, MethodSettings settings) {
            MetaD2a.Settings defaults = MetaD2a.Settings.defaults();
            return new MetaD2a(problem, new MetaD2a.Settings(settings.integer("candidates", defaults.candidates()),
                    settings.choice("reading", "exact", Map.of("exact", MetaD2a.Reading.EXACT,
                            "type-sequence", MetaD2a.Reading.TYPE_SEQUENCE))));
        }
    };

    private static final Map<String, Kernel> KERNELS = Map.of("rbf", Rbf.isotropic(1, 2),
            "matern32", Matern32.isotropic(1, 2), "matern52", Matern52.isotropic(1, 2));

    static final Map<String, AcquisitionFunction> ACQUISITIONS = Map.of("ei", new ExpectedImprovement(),
            "logei", new LogExpectedImprovement(), "ucb", new UpperConfidenceBound(2), "pi", new ProbabilityOfImprovement());

    private final String label;

    SearchMethod(String label) {
        this.label = label;
    }

    /** The name on the command line, such as {@code bo-onehot}. */
    public String label() {
        return label;
    }

    /**
     * The method with the given label.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static SearchMethod of(String label) {
        return Arrays.stream(values()).filter(m -> m.label.equals(label)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown method '" + label + "'; expected one of "
                        + Arrays.stream(values()).map(SearchMethod::label).collect(Collectors.joining(", "))));
    }

    /**
     * A search by this method that has not begun.
     *
     * @throws IllegalArgumentException if a setting is unknown or out of its range
     */
    public ArchitectureSearch start(SearchProblem problem, Map<String, String> settings) {
        MethodSettings named = new MethodSettings(settings);
        ArchitectureSearch search = create(problem, named);
        named.requireAllTaken(label);
        return search;
    }

    /** A search by this method with its default settings that has not begun. */
    public ArchitectureSearch start(SearchProblem problem) {
        return start(problem, Map.of());
    }

    abstract ArchitectureSearch create(SearchProblem problem, MethodSettings settings);
}
