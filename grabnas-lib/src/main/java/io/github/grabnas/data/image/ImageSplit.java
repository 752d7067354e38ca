package io.github.grabnas.data.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * An {@link ImageCollection} divided into images to train on, to choose by and to report on.
 *
 * <p>Parts that the publisher gave stay as they are. Missing parts are drawn by seed, of each class the same share
 * (stratified), at least one image each. Exact copies of an image are left out, and near copies of one class, such as
 * frames of one track, go to the same part, so that no network is tested on what it was trained on; unless a class has
 * fewer such groups than there are parts, which is told. Where validation is given and the test is drawn, near copies
 * of what is given for validation stay in training, since the final network is trained on both.
 *
 * <p>Near copies are found by a difference hash of 256 bits of which at most 16 differ, and by thumbnails that
 * correlate by 0.99. Those of different classes are counted and told where there are at most 20,000 images.
 */
public final class ImageSplit {

    private final ImageCollection collection;
    private final DataPart[] parts;
    private final List<String> warnings = new ArrayList<>();

    private ImageSplit(ImageCollection collection) {
        this.collection = collection;
        this.parts = new DataPart[collection.count()];
    }

    /**
     * Divides a collection. The same collection and settings always give the same parts.
     *
     * @throws IllegalArgumentException if a class has too few images for the parts; the message names it
     */
    public static ImageSplit of(ImageCollection collection, SplitSettings settings) {
        ImageSplit split = new ImageSplit(collection);
        split.warnings.addAll(collection.warnings());
        ImageCopies copies = ImageCopies.find(collection);
        split.warnings.addAll(copies.warnings());
        split.assign(copies, settings);
        split.warnOfTest(copies);
        return split;
    }

    private void assign(ImageCopies copies, SplitSettings settings) {
        boolean given = collection.hasGiven(DataPart.VALIDATION);
        boolean drawnValidation = !given && settings.validationShare() > 0;
        boolean test = collection.hasGiven(DataPart.TEST);
        int together = 0;
        List<String> torn = new ArrayList<>();
        for (int c = 0; c < collection.classNames().size(); c++) {
            List<Integer> open = keepGiven(c, copies);
            if (given) {
                requireValidation(c);
            }
            int drawn = (test ? 0 : 1) + (drawnValidation ? 1 : 0);
            requireEnough(c, open.size(), drawn + 1);
            Map<DataPart, Integer> wanted = new LinkedHashMap<>();
            int left = open.size();
            if (!test) {
                wanted.put(DataPart.TEST, wanted(settings.testShare(), open.size(), left - drawn));
                left -= wanted.get(DataPart.TEST);
            }
            if (drawnValidation) {
                wanted.put(DataPart.VALIDATION, wanted(settings.validationShare(), open.size(), left - 1));
            }
            if (wanted.isEmpty()) {
                continue;
            }
            NearCopyGroups groups = settings.keepNearDuplicatesTogether()
                    ? NearCopyGroups.of(open, ofClass(c, DataPart.VALIDATION), copies)
                    : NearCopyGroups.single(open);
            SplittableRandom random = new SplittableRandom(settings.seed() * 1_000_003L + c);
            if (!groups.suffice(wanted.size())) {
                torn.add(collection.classNames().get(c));
                groups = NearCopyGroups.single(open);
            }
            together += groups.together();
            draw(groups, wanted, random);
        }
        warnOfGroups(together, torn);
    }

    /** Images of a class go to the part that is given; the others, which are open, to training, and are returned. */
    private List<Integer> keepGiven(int label, ImageCopies copies) {
        List<Integer> open = new ArrayList<>();
        for (int image : collection.ofClass(label)) {
            Optional<DataPart> part = collection.entries().get(image).part();
            if (copies.isLeftOut(image)) {
                parts[image] = DataPart.LEFT_OUT;
            } else if (part.isPresent() && part.get() != DataPart.TRAINING) {
                parts[image] = part.get();
            } else {
                parts[image] = DataPart.TRAINING;
                open.add(image);
            }
        }
        return open;
    }

    private List<Integer> ofClass(int label, DataPart part) {
        return collection.ofClass(label).stream().filter(i -> parts[i] == part).toList();
    }

    /** A share, but at least one image, and so many at most that every part after it has one. */
    private static int wanted(double share, int of, int most) {
        return Math.min(most, Math.max(1, (int) Math.round(share * of)));
    }

    private void requireEnough(int label, int has, int needed) {
        if (has < needed) {
            throw new IllegalArgumentException(collection.name() + ": class '"
                    + collection.classNames().get(label) + "' has " + has + " image(s) besides copies, to divide into "
                    + needed + " part(s); add some, or remove the class");
        }
    }

    private void requireValidation(int label) {
        if (ofClass(label, DataPart.VALIDATION).isEmpty()) {
            throw new IllegalArgumentException(collection.name() + ": all images of class '"
                    + collection.classNames().get(label) + "' in the given validation part are copies of others and "
                    + "left out; give other ones, or no validation part");
        }
    }

    /**
     * Gives groups to parts that still want as many images; the rest is for training. A part that wants fewer than any
     * group has gets the smallest of training's, or of another part's where training has a single one.
     *
     * @param groups that suffice; those that are bound are in training already
     */
    private void draw(NearCopyGroups groups, Map<DataPart, Integer> wanted, SplittableRandom random) {
        List<List<Integer>> order = new ArrayList<>(groups.free());
        for (int i = order.size() - 1; i > 0; i--) {
            Collections.swap(order, i, random.nextInt(i + 1));
        }
        Map<DataPart, Integer> open = new LinkedHashMap<>(wanted);
        Map<DataPart, List<List<Integer>>> given = new EnumMap<>(DataPart.class);
        for (List<Integer> group : order) {
            DataPart part = open.entrySet().stream()
                    .filter(p -> p.getValue() >= group.size())
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(DataPart.TRAINING);
            open.computeIfPresent(part, (p, n) -> n - group.size());
            given.computeIfAbsent(part, p -> new ArrayList<>()).add(group);
        }
        for (DataPart part : wanted.keySet()) {
            given.computeIfAbsent(part, p -> new ArrayList<>(List.of(takeSmallest(given, groups))));
        }
        given.forEach((part, all) -> all.forEach(group -> group.forEach(image -> parts[image] = part)));
    }

    /** Takes a group from a part that keeps one: from training if it does, which comes first. */
    private static List<Integer> takeSmallest(Map<DataPart, List<List<Integer>>> given, NearCopyGroups groups) {
        boolean more = !groups.bound().isEmpty();
        List<List<Integer>> from = given.entrySet().stream()
                .filter(e -> e.getValue().size() > 1 || more && e.getKey() == DataPart.TRAINING)
                .findFirst()
                .orElseThrow()
                .getValue();
        List<Integer> smallest =
                from.stream().min(Comparator.comparingInt(List::size)).orElseThrow();
        from.remove(smallest);
        return smallest;
    }

    private void warnOfGroups(int together, List<String> torn) {
        if (together > 0) {
            warnings.add(together + " images look almost like others of their class, as frames of one track do; such "
                    + "images go to the same part");
        }
        if (!torn.isEmpty()) {
            warnings.add(torn.size() + " class(es) have fewer groups of near copies than there are parts, so near "
                    + "copies stand in several parts: " + ImageCollection.some(torn)
                    + "; accuracies of such classes are optimistic; add pictures of other things or films");
        }
    }

    private void warnOfTest(ImageCopies copies) {
        for (DataPart given : List.of(DataPart.VALIDATION, DataPart.TEST)) {
            if (collection.hasGiven(given)) {
                int like = given == DataPart.TEST
                        ? like(copies, given, DataPart.TRAINING, DataPart.VALIDATION)
                        : like(copies, given, DataPart.TRAINING);
                if (like > 0) {
                    warnings.add(like + " of " + count(given) + " images of the given " + given.label()
                            + " part look almost like images that networks learn from, as simple drawings may; if they "
                            + "are copies, its accuracy is optimistic");
                }
            }
        }
        if (collection.hasGiven(DataPart.VALIDATION) && !collection.hasGiven(DataPart.TEST)) {
            int like = like(copies, DataPart.TEST, DataPart.VALIDATION);
            if (like > 0) {
                warnings.add(like + " of " + count(DataPart.TEST) + " images drawn for the test look almost like "
                        + "images of the given validation part, which the final network learns from; the test accuracy "
                        + "is optimistic; give a test part");
            }
        }
    }

    /** How many images of a part are like one of their class in some other parts. */
    private int like(ImageCopies copies, DataPart part, DataPart... others) {
        List<DataPart> learnt = List.of(others);
        return IntStream.range(0, collection.classNames().size())
                .map(c -> copies.like(
                        ofClass(c, part),
                        collection.ofClass(c).stream()
                                .filter(i -> learnt.contains(parts[i]))
                                .toList()))
                .sum();
    }
    /** What was divided. */
    public ImageCollection collection() {
        return collection;
    }

    /** What an image is for. */
    public DataPart part(int image) {
        return parts[image];
    }

    /** How many images a part has. */
    public int count(DataPart part) {
        return (int) Arrays.stream(parts).filter(p -> p == part).count();
    }

    /** What a user should know of images and parts, each in one line with the number. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The three parts; two, if no image is for validation. */
    public ImageTask task() {
        return new ImageTask(
                collection.name(),
                images(DataPart.TRAINING),
                count(DataPart.VALIDATION) > 0 ? Optional.of(images(DataPart.VALIDATION)) : Optional.empty(),
                images(DataPart.TEST));
    }

    private LabelledImages images(DataPart part) {
        return collection
                .images()
                .select(
                        collection.name(),
                        IntStream.range(0, parts.length)
                                .filter(i -> parts[i] == part)
                                .toArray());
    }

    /** For each image its file, class and part, as a table beside the result. */
    public List<List<String>> rows() {
        return IntStream.range(0, parts.length)
                .mapToObj(i -> List.of(
                        collection.entries().get(i).file(),
                        collection.classNames().get(collection.entries().get(i).label()),
                        parts[i].label()))
                .toList();
    }

    @Override
    public String toString() {
        return collection.name() + ": " + count(DataPart.TRAINING) + " training, " + count(DataPart.VALIDATION)
                + " validation, " + count(DataPart.TEST) + " test images of "
                + collection.classNames().size() + " classes";
    }
}
