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

    /** Of more images, each is compared with those of its class alone: the time grows with their number's square. */
    static final int MOST_ACROSS_CLASSES = 20_000;

    private final ImageCollection collection;
    private final boolean[] leftOut;
    private int copies;
    private int repeatedInTest;
    private int contradictions;
    private String contradiction = "";

    private ImageCopies(ImageCollection collection) {
        this.collection = collection;
        this.leftOut = new boolean[collection.count()];
    }

    /**
     * Finds exact copies and which of them are left out: of images that are equal, one stays, the one in a given test
     * part if there is one, else in a given validation part, else the first. If their classes differ, none stays. What
     * is in a given test part always stays, so that accuracies on a published one can be compared; copies within it are
     * counted.
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
        int first = equal.get(0);
        Optional<Integer> other =
                equal.stream().filter(i -> label(i) != label(first)).findFirst();
        int kept =
                equal.stream().min((a, b) -> Integer.compare(rank(a), rank(b))).orElseThrow();
        for (int image : equal) {
            leftOut[image] = rank(image) > 0 && (other.isPresent() || image != kept);
            copies += leftOut[image] && other.isEmpty() ? 1 : 0;
        }
        List<Integer> tested = equal.stream().filter(i -> rank(i) == 0).toList();
        repeatedInTest += tested.size()
                - (int) tested.stream().map(this::label).distinct().count();
        if (other.isPresent()) {
            contradictions++;
            if (contradiction.isEmpty()) {
                contradiction = file(first) + " and " + file(other.get());
            }
        }
    }

    private int label(int image) {
        return collection.entries().get(image).label();
    }

    private String file(int image) {
        return collection.entries().get(image).file();
    }

    private int rank(int image) {
        Optional<DataPart> part = collection.entries().get(image).part();
        return part.equals(Optional.of(DataPart.TEST)) ? 0 : part.equals(Optional.of(DataPart.VALIDATION)) ? 1 : 2;
    }

    boolean isLeftOut(int image) {
        return leftOut[image];
    }

    /** What was left out, counts twice or contradicts itself, one line each. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (copies > 0) {
            warnings.add(copies + " of " + collection.count() + " images are exact copies of others and are left out");
        }
        if (contradictions > 0) {
            warnings.add(contradictions + " image(s) stand in more than one class; all their copies outside of a given "
                    + "test part are left out: " + contradiction + (contradictions > 1 ? ", and others" : ""));
        }
        if (repeatedInTest > 0) {
            long tested = IntStream.range(0, collection.count())
                    .filter(i -> rank(i) == 0)
                    .count();
            warnings.add(repeatedInTest + " of " + tested + " images of the given test part are exact copies of others "
                    + "in it; each counts in the accuracy; remove them if the test part is your own");
        }
        acrossClasses().ifPresent(warnings::add);
        return warnings;
    }

    /** How many images are like one of another class that comes before them; empty if none is, or they are too many. */
    private Optional<String> acrossClasses() {
        int[] kept =
                IntStream.range(0, collection.count()).filter(i -> !leftOut[i]).toArray();
        if (kept.length > MOST_ACROSS_CLASSES) {
            return Optional.empty();
        }
        int[] like = IntStream.range(0, kept.length)
                .parallel()
                .map(i -> like(kept, i))
                .toArray();
        int[] found = IntStream.range(0, kept.length).filter(i -> like[i] >= 0).toArray();
        return found.length == 0
                ? Optional.empty()
                : Optional.of(found.length + " image(s) look almost like one of another class, as "
                        + file(kept[found[0]]) + " like " + file(like[found[0]])
                        + "; simple drawings and pictures that differ in colour alone may; if they show the same, one "
                        + "of the classes is wrong");
    }

    /** The first of the images before one that is like it, of another class and no exact copy; -1 if none is. */
    private int like(int[] kept, int at) {
        ImageFingerprint print = collection.fingerprint(kept[at]);
        return IntStream.range(0, at)
                .map(i -> kept[i])
                .filter(i -> label(i) != label(kept[at]) && print.isLike(collection.fingerprint(i)))
                .filter(i -> !print.sha256().equals(collection.fingerprint(i).sha256()))
                .findFirst()
                .orElse(-1);
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
