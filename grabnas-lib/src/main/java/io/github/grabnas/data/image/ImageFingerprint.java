package io.github.grabnas.data.image;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * By what copies of an image are found: the SHA-256 of its size and samples, and a thumbnail for its difference hash
 * (N. Krawetz, "Kind of Like That", 2013).
 *
 * <p>The difference hash has {@value #SIDE} x {@value #SIDE} bits: whether a pixel of the grey thumbnail is brighter
 * than its left neighbour. Flat regions make the hashes of simple drawings alike, so a pair counts as alike only if the
 * thumbnails correlate too.
 */
final class ImageFingerprint {

    private static final int SIDE = 16;

    /** Bits of the hash that may differ between two pictures that are alike. */
    private static final int MOST_DIFFERENT_BITS = SIDE * SIDE / 16;

    /** From here on thumbnails count as alike. */
    private static final double LEAST_CORRELATION = 0.99;

    private final String sha256;
    private final long[] hash = new long[SIDE * SIDE / Long.SIZE];
    private final float[] thumbnail = new float[SIDE * SIDE];

    private ImageFingerprint(String sha256) {
        this.sha256 = sha256;
    }

    /** The fingerprint of a picture. */
    static ImageFingerprint of(RgbPlanes picture) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        digest.update(ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(picture.height())
                .putInt(picture.width())
                .array());
        digest.update(picture.samples());
        ImageFingerprint print = new ImageFingerprint(HexFormat.of().formatHex(digest.digest()));
        LabelledImages grey = new LabelledImages(
                        "picture",
                        3,
                        picture.height(),
                        picture.width(),
                        List.of("picture"),
                        picture.samples(),
                        new int[1],
                        false)
                .withChannels(1);
        print.hash(grey.resized(SIDE, SIDE + 1));
        print.correlate(grey.resized(SIDE, SIDE));
        return print;
    }

    private void hash(LabelledImages grey) {
        for (int bit = 0; bit < SIDE * SIDE; bit++) {
            int y = bit / SIDE;
            int x = bit % SIDE;
            if (grey.pixel(0, 0, y, x + 1) > grey.pixel(0, 0, y, x)) {
                hash[bit / Long.SIZE] |= 1L << bit;
            }
        }
    }

    /** Pixels with mean 0 and norm 1, so that the product of two thumbnails is their correlation. */
    private void correlate(LabelledImages grey) {
        double mean = 0;
        for (int i = 0; i < thumbnail.length; i++) {
            thumbnail[i] = grey.pixel(0, 0, i / SIDE, i % SIDE);
            mean += thumbnail[i] / thumbnail.length;
        }
        double norm = 0;
        for (float value : thumbnail) {
            norm += (value - mean) * (value - mean);
        }
        for (int i = 0; i < thumbnail.length; i++) {
            thumbnail[i] = norm == 0 ? 0 : (float) ((thumbnail[i] - mean) / Math.sqrt(norm));
        }
    }

    /** The SHA-256 of height, width and samples, as 64 hexadecimal digits. */
    String sha256() {
        return sha256;
    }

    /** Whether the other is likely a copy of the same picture: scaled, saved anew, brightened, or the next frame. */
    boolean isLike(ImageFingerprint other) {
        if (differentBits(other) > MOST_DIFFERENT_BITS) {
            return false;
        }
        // The squared distance of two vectors of norm 1 is 2 - 2 correlation; most pairs differ after a few pixels.
        float distance = 0;
        for (int i = 0; i < thumbnail.length && distance <= 2 - 2 * LEAST_CORRELATION; i++) {
            float difference = thumbnail[i] - other.thumbnail[i];
            distance += difference * difference;
        }
        return distance <= 2 - 2 * LEAST_CORRELATION;
    }

    private int differentBits(ImageFingerprint other) {
        int different = 0;
        for (int i = 0; i < hash.length; i++) {
            different += Long.bitCount(hash[i] ^ other.hash[i]);
        }
        return different;
    }
}
