package io.github.grabnas.benchmark;

import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.LabelledImages;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/**
 * A dataset whose training images are drawn anew with every seed, as many of each class as usual, from all that are not
 * for the test. What two architectures differ by then does not depend on one choice of training images.
 *
 * <pre>{@code
 * RedrawnTraining mnist = ProxyDataset.MNIST.redrawn(DataFolder.find());
 * ImageTask first = mnist.draw(0);
 * }</pre>
 *
 * @param all what training images are drawn from
 * @param usual the dataset as it is read otherwise
 */
public record RedrawnTraining(LabelledImages all, ImageTask usual) {

    /** Of the pixels and labels that are drawn from and tested on: two datasets with the same one draw the same. */
    public String checksum() {
        CRC32 checksum = new CRC32();
        for (LabelledImages part : List.of(all, usual.training(), usual.test())) {
            checksum.update(part.pixels());
            for (int i = 0; i < part.count(); i++) {
                checksum.update(part.label(i));
            }
        }
        return String.format(Locale.ROOT, "%08x", checksum.getValue());
    }

    /** Training images that the seed decides, and the usual test images; without validation images. */
    public ImageTask draw(long seed) {
        Random random = new Random(new SplittableRandom(seed).nextLong());
        List<Integer> drawn = new ArrayList<>();
        for (int c = 0; c < all.classNames().size(); c++) {
            List<Integer> images = new ArrayList<>(all.ofClass(c));
            Collections.shuffle(images, random);
            drawn.addAll(images.subList(0, usual.training().ofClass(c).size()));
        }
        Collections.sort(drawn);
        LabelledImages training = all.select(
                usual.training().name(), drawn.stream().mapToInt(i -> i).toArray());
        return new ImageTask(usual.name(), training, usual.test());
    }
}
