package io.github.grabnas.experiment.run;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Which of the searches by several seeds are different ones. Where seeds do nothing but choose one of three trained
 * models, ten of them make three searches; the others repeat these and are no further observations. Tests over seeds
 * count a repeated search, or a repeated pair of them, once: otherwise their p-values are too small and their intervals
 * too short.
 */
public final class DifferentSearches {

    private DifferentSearches() {}

    /**
     * The seeds whose search is not that of an earlier one, in order.
     *
     * @param searches by their seeds
     * @param same whether two searches are the same but for their seed
     */
    public static <S> List<Long> seeds(SortedMap<Long, S> searches, BiPredicate<S, S> same) {
        return firsts(searches.keySet(), (s, t) -> same.test(searches.get(s), searches.get(t)));
    }

    /**
     * The seeds that two methods have in common, in order, without those whose two searches are both those of an
     * earlier one.
     *
     * @param first a method's searches by their seeds
     * @param second another's
     * @param same whether two searches of one method are the same but for their seed
     */
    public static <S> List<Long> pairs(SortedMap<Long, S> first, SortedMap<Long, S> second, BiPredicate<S, S> same) {
        return firsts(
                common(first, second),
                (s, t) -> same.test(first.get(s), first.get(t)) && same.test(second.get(s), second.get(t)));
    }

    /** The seeds that two methods have in common, in order. */
    public static <S> SortedSet<Long> common(SortedMap<Long, S> first, SortedMap<Long, S> second) {
        SortedSet<Long> common = new TreeSet<>(first.keySet());
        common.retainAll(second.keySet());
        return common;
    }

    private static List<Long> firsts(Iterable<Long> seeds, BiPredicate<Long, Long> same) {
        List<Long> firsts = new ArrayList<>();
        for (Long seed : seeds) {
            if (firsts.stream().noneMatch(earlier -> same.test(earlier, seed))) {
                firsts.add(seed);
            }
        }
        return List.copyOf(firsts);
    }

    /** How many seeds there are in words, such as {@code 10}, or {@code 10 (3 different)} where searches repeat. */
    public static String text(int seeds, int different) {
        return different == seeds ? "" + seeds : seeds + " (" + different + " different)";
    }
}
