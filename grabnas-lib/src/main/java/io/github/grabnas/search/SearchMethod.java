package io.github.grabnas.search;

import io.github.grabnas.search.oneshot.OneShotMethods;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A search method by the name that command line and tables use, with the table of its settings.
 *
 * <p>The methods of this library that ask for accuracies are constants here; the one-shot methods are those of
 * {@link OneShotMethods}. A user's own method is found by its name too, if it is declared as a service of this
 * interface ({@code META-INF/services/io.github.grabnas.search.SearchMethod}); in a notebook it is handed over as an
 * object, made by {@link #of(String, String, Function)} for instance.
 */
// Nothing but this interface's own constants creates its classes in this package, so no other thread can begin with
// them.
@SuppressWarnings("ClassInitializationDeadlock")
public interface SearchMethod {

    /** {@link RandomSearch}. */
    SearchMethod RANDOM = new Baselines.Random();

    /** {@link RegularizedEvolution}. */
    SearchMethod EVOLUTION = new Baselines.Evolution();

    /** {@link BayesianOptimization} with a Gaussian process on one-hot vectors. */
    SearchMethod BO_ONEHOT = new Baselines.BayesianOneHot();

    /** {@link BayesianOptimization} with the meta-trained deep kernel. */
    SearchMethod TNAS = new MetaTrainedMethod("tnas");

    /** {@link MetaD2a}. */
    SearchMethod METAD2A = new Baselines.MetaD2aMethod();

    /** {@link GrabNas} with the graph decoder. */
    SearchMethod GRABNAS = new MetaTrainedMethod("grabnas", ExplorationSettings.WayBack.DECODER);

    /** {@link GrabNas} with the nearest neighbour in place of the decoder ("w/ KNN" in the paper's Table 2). */
    SearchMethod GRABNAS_KNN = new MetaTrainedMethod("grabnas-knn", ExplorationSettings.WayBack.NEAREST_NEIGHBOUR);

    /** The name, such as {@code bo-onehot}. */
    String label();

    /** What it is, in one line. */
    String description();

    /** Its settings: names, defaults, ranges and what they do. */
    List<Setting<?>> settings();

    /**
     * A search by this method that has not begun.
     *
     * @param values of the settings
     */
    ArchitectureSearch start(SearchProblem problem, SettingValues values);

    /**
     * Whether the method uses what was learnt on other datasets, and so the images of the target where it has some.
     *
     * @param values of the settings
     */
    default boolean usesOtherDatasets(SettingValues values) {
        return true;
    }

    /**
     * Which parts of the method were learnt on other datasets, in words for people; said where a target's quantity is
     * no accuracy.
     *
     * @param values of the settings
     */
    default String learntElsewhere(SettingValues values) {
        return "the models";
    }

    /** Whether the method trains networks on the target's images by itself ({@link SearchProblem#training}). */
    default boolean needsImages() {
        return false;
    }

    /**
     * What tells this method from earlier versions of it, such as a number: kept searches are taken for those of the
     * present one as long as it stays the same. Methods of the library are told apart by the library's version.
     */
    default String version() {
        return "";
    }

    /** The same as {@link #start(SearchProblem, SettingValues)} with settings by name, as a command line gives them. */
    default ArchitectureSearch start(SearchProblem problem, Map<String, String> values) {
        return start(problem, values(values));
    }

    /** A search by this method with its default settings that has not begun. */
    default ArchitectureSearch start(SearchProblem problem) {
        return start(problem, SettingValues.defaults());
    }

    /**
     * Settings by name, checked.
     *
     * @throws IllegalArgumentException if the method has no setting of a name, or a value is out of its range
     */
    default SettingValues values(Map<String, String> values) {
        return SettingValues.of(label(), settings(), values);
    }

    /** All methods: those of this library, then those that are declared as services. */
    static List<SearchMethod> all() {
        List<SearchMethod> all =
                new ArrayList<>(List.of(RANDOM, EVOLUTION, BO_ONEHOT, TNAS, METAD2A, GRABNAS, GRABNAS_KNN));
        all.addAll(OneShotMethods.all());
        ServiceLoader.load(SearchMethod.class).forEach(all::add);
        return List.copyOf(all);
    }

    /**
     * A method of one's own without settings.
     *
     * <pre>{@code
     * SearchMethod mine = SearchMethod.of("mine", "Bayesian optimisation by the upper confidence bound",
     *         problem -> new BayesianOptimization("mine", problem, surrogate, initial, loopSettings));
     * }</pre>
     *
     * @param search a search for a problem that has not begun
     */
    static SearchMethod of(String label, String description, Function<SearchProblem, ArchitectureSearch> search) {
        return of(label, description, "", search);
    }

    /**
     * The same with a version: kept searches are taken for those of the present method as long as it stays the same.
     *
     * @param version such as a number
     */
    static SearchMethod of(
            String label, String description, String version, Function<SearchProblem, ArchitectureSearch> search) {
        return new SearchMethod() {

            @Override
            public String label() {
                return label;
            }

            @Override
            public String description() {
                return description;
            }

            @Override
            public List<Setting<?>> settings() {
                return List.of();
            }

            @Override
            public String version() {
                return version;
            }

            @Override
            public ArchitectureSearch start(SearchProblem problem, SettingValues values) {
                return search.apply(problem);
            }
        };
    }

    /**
     * The method with the given label.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    static SearchMethod of(String label) {
        return all().stream()
                .filter(m -> m.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown method '" + label + "'; expected one of "
                        + all().stream().map(SearchMethod::label).collect(Collectors.joining(", "))));
    }
}
