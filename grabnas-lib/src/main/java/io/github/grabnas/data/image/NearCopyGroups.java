package io.github.grabnas.data.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The open images of one class in groups of near copies, each of which goes to one part.
 *
 * @param free groups that may go to any part
 * @param bound images that are near copies of one given for validation, also through others between them; they are
 *     trained on
 * @param together how many images are in a group with one before them
 */
record NearCopyGroups(List<List<Integer>> free, List<Integer> bound, int together) {

    /** Groups of near copies, in the order of their first images. */
    static NearCopyGroups of(List<Integer> open, List<Integer> validation, ImageCopies copies) {
        List<Integer> all = new ArrayList<>(open);
        all.addAll(validation);
        Set<Integer> given = Set.copyOf(validation);
        List<List<Integer>> free = new ArrayList<>();
        List<Integer> bound = new ArrayList<>();
        int groups = 0;
        for (List<Integer> group : copies.alike(all)) {
            List<Integer> openOnes =
                    group.stream().filter(i -> !given.contains(i)).toList();
            groups += openOnes.isEmpty() ? 0 : 1;
            if (openOnes.size() == group.size()) {
                free.add(group);
            } else {
                bound.addAll(openOnes);
            }
        }
        return new NearCopyGroups(free, bound, open.size() - groups);
    }

    /** Every image is a group of its own. */
    static NearCopyGroups single(List<Integer> open) {
        return new NearCopyGroups(open.stream().map(List::of).toList(), List.of(), 0);
    }

    /**
     * Whether every part but training can have a group that leaves training one, and where images are bound, at least
     * half of all.
     */
    boolean suffice(int parts) {
        int smallest = free.stream().mapToInt(List::size).min().orElse(0);
        int others = free.stream().mapToInt(List::size).sum() - smallest + bound.size();
        return bound.isEmpty() ? free.size() > parts : free.size() >= parts && smallest <= others;
    }
}
