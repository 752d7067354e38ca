package io.github.grabnas.data.image;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a user should know of a collection before a search, one line each. */
final class CollectionWarnings {

    /** Below so many images of a class its accuracy says little. */
    private static final int FEW = 20;

    /** From so many times as many images in the largest class as in the smallest, accuracy is mostly the largest's. */
    private static final int UNEQUAL = 10;

    private CollectionWarnings() {}

    static List<String> of(ImageCollection collection) {
        List<String> warnings = new ArrayList<>(collection.layoutWarnings());
        if (!collection.passedOver().isEmpty()) {
            warnings.add(collection.passedOver().size()
                    + " folder(s) or file(s) in or beside the class folders passed over: "
                    + ImageCollection.some(collection.passedOver()));
        }
        List<UnreadablePicture> unreadable = collection.unreadable();
        if (!unreadable.isEmpty()) {
            warnings.add(unreadable.size() + " of " + (collection.count() + unreadable.size())
                    + " files could not be read and are passed over: "
                    + ImageCollection.some(
                            unreadable.stream().map(UnreadablePicture::file).toList())
                    + "; the first: " + unreadable.get(0).reason());
        }
        collection.transparent().warning().ifPresent(warnings::add);
        int[] sizes = IntStream.range(0, collection.classNames().size())
                .map(c -> collection.ofClass(c).size())
                .toArray();
        List<String> few = IntStream.range(0, sizes.length)
                .filter(c -> sizes[c] < FEW)
                .mapToObj(c -> collection.classNames().get(c))
                .toList();
        int least = IntStream.of(sizes).min().orElseThrow();
        int most = IntStream.of(sizes).max().orElseThrow();
        if (!few.isEmpty()) {
            warnings.add(few.size() + " of " + sizes.length + " classes have fewer than " + FEW + " images (the fewest "
                    + least + "): " + ImageCollection.some(few) + "; their accuracies will say little");
        }
        if (most >= UNEQUAL * least) {
            warnings.add("the classes are very unequal: " + least + " to " + most
                    + " images; the accuracy is mostly that of the large ones, so look at each class's");
        }
        return warnings;
    }
}
