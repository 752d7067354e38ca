package io.github.grabnas.experiment.run;

import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.parallel.EvaluationSlots;
import io.github.grabnas.evaluate.parallel.ThreadSlots;
import io.github.grabnas.search.TrainerSource;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.surrogate.MetaLearnedModels;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a search is for: a name, an evaluator and a space, and where there are images a dataset (in {@link #models}).
 * Anybody's own is made by {@link #of}, or by implementing this interface.
 *
 * <pre>{@code
 * ExperimentTarget target = ExperimentTarget.of(
 *         "my-task", new NasBench201(), evaluator, MetaLearnedModels.none(), Map.of("evaluator", "version 1"));
 * }</pre>
 */
public interface ExperimentTarget {

    /** The name on the command line and in files. */
    String label();

    /** The name in prose and pictures. */
    default String title() {
        return label();
    }

    /**
     * The architectures to choose from.
     *
     * @param pruned how many of the target's best architectures are removed; where all cells of one function share an
     *     accuracy, how many functions, with all their cells
     * @throws IllegalArgumentException if they cannot be, since it is not known which they are
     */
    SearchSpace space(int pruned);

    /**
     * What distinguishes the space from one that was searched under the same number; mostly nothing, the empty text.
     */
    default String spaceVersion(int pruned) {
        return "";
    }

    /** Which of some pruned spaces can be searched; mostly all. */
    default List<Integer> searchable(List<Integer> pruned) {
        return pruned;
    }

    /** The best value that a search can see in the space, in the unit of the evaluator; empty where it is not known. */
    default OptionalDouble best(int pruned) {
        return OptionalDouble.empty();
    }

    /** What is reported of the architecture with the value {@link #best}: its test accuracy, where that is apart. */
    default OptionalDouble reportedBest(int pruned) {
        return best(pruned);
    }

    /** The architecture with the value {@link #best}; empty where it is not known. */
    default Optional<Architecture> bestArchitecture(int pruned) {
        return Optional.empty();
    }

    /** Measures architectures. */
    ArchitectureEvaluator evaluator();

    /** What was learnt on other datasets, with a sample of the target's images where there are some. */
    default MetaLearnedModels models() {
        return MetaLearnedModels.none();
    }

    /** Those with which the space without so many best cells is searched; mostly the same for all. */
    default MetaLearnedModels models(int pruned) {
        return models();
    }

    /** The images, and the network around the cells, for methods that train by themselves. */
    default TrainerSource training() {
        return TrainerSource.NONE;
    }

    /** Whether ranks of methods by this target's accuracies mean anything; false of a table that is too noisy. */
    default boolean isReliableForRanks() {
        return true;
    }

    /** What trainings on the target cost; empty where it is not known. */
    default Optional<TrainingCosts> costs() {
        return Optional.empty();
    }

    /** The SHA-256 of each file that decides a result, by name. */
    default Map<String, String> checksums() {
        return Map.of();
    }

    /**
     * The digests of the models, by name, where {@link #checksums} does not hold them: they decide the results of
     * methods that use other datasets alone.
     */
    default Map<String, String> checksumsOfModels() {
        return Map.of();
    }

    /**
     * The digests of the images of {@link #training}, by name, where {@link #checksums} does not hold them: they decide
     * the results of methods that train by themselves alone.
     */
    default Map<String, String> checksumsOfImages() {
        return Map.of();
    }

    /** Slots for so many evaluations of a search at a time: threads, unless the target knows better. */
    default EvaluationSlots slots(int count) {
        return count == 1 ? EvaluationSlots.one() : new ThreadSlots(count);
    }

    /** How values come about, in a few words. */
    default String measuredBy() {
        return "evaluator";
    }

    /** Whether searches may run side by side. */
    default boolean sideBySide() {
        return true;
    }

    /**
     * A target of an evaluator's own.
     *
     * @param checksums what tells this evaluator from earlier versions of it, by name, such as the SHA-256 of the
     *     images or a version: a {@link RunStore} returns the searches that it kept as long as this stays the same.
     *     Those of the models are added
     */
    static ExperimentTarget of(
            String label,
            SearchSpace space,
            ArchitectureEvaluator evaluator,
            MetaLearnedModels models,
            Map<String, String> checksums) {
        record Own(
                String label,
                SearchSpace whole,
                ArchitectureEvaluator evaluator,
                MetaLearnedModels models,
                Map<String, String> checksums)
                implements ExperimentTarget {

            @Override
            public SearchSpace space(int pruned) {
                if (pruned != 0) {
                    throw new IllegalArgumentException(label + " without its top " + pruned
                            + ": it is not known which are its best " + "architectures; expected 0");
                }
                return whole;
            }

            @Override
            public Map<String, String> checksums() {
                return OwnNames.of(label, checksums);
            }

            @Override
            public Map<String, String> checksumsOfModels() {
                return OwnNames.of(label, models.checksums());
            }

            @Override
            public boolean sideBySide() {
                return false;
            }
        }
        return new Own(label, space, evaluator, models, Map.copyOf(checksums));
    }
}
