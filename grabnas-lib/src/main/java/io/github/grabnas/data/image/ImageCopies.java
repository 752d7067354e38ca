package io.github.grabnas.data.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Finds images of a collection that are copies of others, exact ones or near ones. */
final class ImageCopies {

    private final ImageCollection collection;
    private final boolean[] leftOut;
    private int copies;
    private int contradictions;
    private String contradiction = "";

    private ImageCopies(ImageCollection collection) {
        this.collection = collection;
        this.leftOut = new boolean[collection.count()];
    }

    /**
     * Finds exact copies and which of them are left out: of images that are equal, one stays, the one in a given test
     * part if there is one, else in a given validation part, else the first. If their classes differ, none stays. What
     * is in a given test part always stays.
     */
    static ImageCopies find(ImageCollection collection) {
        ImageCopies found = new ImageCopies(collection);
        Map<String, List<Integer>> equal = new LinkedHashMap<>();
        for (int i = 0; i < collection.count(); i++) {
            equal.computeIfAbsent(collection.fingerprint(i).sha256(), s -> new ArrayList<>())
                    .add(i);
        }
        equal.values().stream().filter(g -> g.size() > 1).forEach(found::leaveOut);
        return found;
    }

    private void leaveOut(List<Integer> equal) {
        boolean contradicting = equal.stream()
                        .map(i -> collection.entries().get(i).label())
                        .distinct()
                        .count()
                > 1;
        int kept =
                equal.stream().min((a, b) -> Integer.compare(rank(a), rank(b))).orElseThrow();
        for (int image : equal) {
            leftOut[image] = rank(image) > 0 && (contradicting || image != kept);
            copies += leftOut[image] && !contradicting ? 1 : 0;
        }
        if (contradicting) {
            contradictions++;
            if (contradiction.isEmpty()) {
                contradiction = collection.entries().get(equal.get(0)).file() + " and "
                        + collection.entries().get(equal.get(1)).file();
            }
        }
    }

    private int rank(int image) {
        Optional<DataPart> part = collection.entries().get(image).part();
        return part.equals(Optional.of(DataPart.TEST)) ? 0 : part.equals(Optional.of(DataPart.VALIDATION)) ? 1 : 2;
    }

    boolean isLeftOut(int image) {
        return leftOut[image];
    }

    /** What was left out, one line each. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (copies > 0) {
            warnings.add(copies + " of " + collection.count() + " images are exact copies of others and are left out");
        }
        if (contradictions > 0) {
            warnings.add(contradictions + " image(s) stand in more than one class; all their copies outside of a given "
                    + "test part are left out: " + contradiction + (contradictions > 1 ? ", and others" : ""));
        }
        return warnings;
    }

    /**
     * Groups images of one class that are alike, also through others between them.
     *
     * @return the groups, each ascending, in the order of their first images
     */
    List<List<Integer>> alike(List<Integer> images) {
        int[] parent = IntStream.range(0, images.size()).toArray();
        for (int i = 0; i < parent.length; i++) {
            ImageFingerprint print = collection.fingerprint(images.get(i));
            for (int j = 0; j < i; j++) {
                if (print.isLike(collection.fingerprint(images.get(j)))) {
                    parent[root(parent, i)] = root(parent, j);
                }
            }
        }
        Map<Integer, List<Integer>> groups = new TreeMap<>();
        Map<Integer, Integer> first = new TreeMap<>();
        for (int i = 0; i < parent.length; i++) {
            int position = i;
            int key = first.computeIfAbsent(root(parent, i), r -> position);
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(images.get(i));
        }
        return List.copyOf(groups.values());
    }

    private static int root(int[] parent, int of) {
        int root = of;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }

    /** How many of some images are like one of others, of the same class. */
    int like(List<Integer> some, List<Integer> others) {
        return (int) some.stream()
                .filter(a ->
                        others.stream().anyMatch(b -> collection.fingerprint(a).isLike(collection.fingerprint(b))))
                .count();
    }
}
