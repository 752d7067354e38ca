package io.github.grabnas.experiment.paper;

import io.github.grabnas.experiment.run.SearchRun;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * What a method's searches with one seed chose.
 *
 * @param searches one space after the other
 * @param mean over the spaces, of the fresh trainings of what was chosen: test accuracy in percent
 */
record SeedChoices(List<SearchRun> searches, double mean) {

    SeedChoices {
        searches = List.copyOf(searches);
    }

    /** Whether another seed gave the same searches in all spaces; different ones may choose the same. */
    boolean isSameAs(SeedChoices other) {
        return searches.size() == other.searches.size()
                && IntStream.range(0, searches.size())
                        .allMatch(i -> searches.get(i).isSameSearchAs(other.searches.get(i)));
    }

    /** The means of some seeds, in their order. */
    static double[] means(SortedMap<Long, SeedChoices> bySeed, List<Long> seeds) {
        return seeds.stream().mapToDouble(seed -> bySeed.get(seed).mean()).toArray();
    }
}
