package io.github.grabnas.experiment.verdict;

import io.github.grabnas.experiment.run.Scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** On which datasets a claim is judged. */
sealed interface Where {

    /** Those of a scale's targets on which a claim is judged, whether they have results or not. */
    List<String> targets(Scale scale);

    /** What is missing of what the claim needs, in words; empty if nothing is. */
    List<String> missing(Scale scale, List<String> withResults);

    /** In words, for a rule. */
    String text();

    /**
     * A claim across datasets: it takes every target that has results.
     *
     * @param least how many it needs
     */
    record Across(int least) implements Where {

        @Override
        public List<String> targets(Scale scale) {
            return scale.targets();
        }

        @Override
        public List<String> missing(Scale scale, List<String> withResults) {
            if (withResults.size() >= least) {
                return List.of();
            }
            List<String> without = new ArrayList<>(scale.targets());
            without.removeAll(withResults);
            return List.of("results on " + (least - withResults.size()) + " more targets, of the " + least
                    + " that the rule needs"
                    + (without.isEmpty()
                            ? "; there are no more with a table"
                            : ": none, or too few different searches, are on " + String.join(", ", without)));
        }

        @Override
        public String text() {
            return "all targets that have results, at least " + least;
        }
    }

    /**
     * A claim about some of the paper's datasets.
     *
     * @param datasets such as {@code cifar10}
     */
    record On(List<String> datasets) implements Where {

        static On of(String... datasets) {
            return new On(List.of(datasets));
        }

        @Override
        public List<String> targets(Scale scale) {
            return datasets.stream()
                    .map(scale::target)
                    .flatMap(Optional::stream)
                    .toList();
        }

        @Override
        public List<String> missing(Scale scale, List<String> withResults) {
            return datasets.stream()
                    .filter(d -> scale.target(d).filter(withResults::contains).isEmpty())
                    .map(d -> scale.target(d)
                            .map(label -> "enough different searches, or any at all, on " + label)
                            .orElse("a table of " + d + ", which there is none of " + scale.title()))
                    .toList();
        }

        @Override
        public String text() {
            return String.join(" and ", datasets);
        }
    }
}
