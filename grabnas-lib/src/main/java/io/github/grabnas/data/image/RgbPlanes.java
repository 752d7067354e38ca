package io.github.grabnas.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.List;

/**
 * The red, green and blue samples of one picture, as they are stored in its file.
 *
 * <p>Java's {@code BufferedImage.getRGB} converts between colour spaces on the way: it takes grey for linear light and
 * brightens it. A viewer shows grey samples as they are; so they are taken from the raster here. Transparency is left
 * out, a colour profile is not applied, and 16-bit samples give their high byte, all as Pillow's {@code convert("RGB")}
 * does.
 *
 * @param height rows
 * @param width columns
 * @param samples plane by plane, row by row
 * @param transparent whether some part is transparent and holds another colour than white
 */
record RgbPlanes(int height, int width, byte[] samples, boolean transparent) {

    private static final int OPAQUE = 0xff;
    private static final int WHITE = 0xffffff;
    private static final int MOST_MEAN_SPREAD = 2;
    private static final int CLEAR_SPREAD = 48;
    private static final int PIXELS_TO_A_MARK = 1024;

    /** The samples of a picture without transparency. */
    RgbPlanes(int height, int width, byte[] samples) {
        this(height, width, samples, false);
    }

    /**
     * The samples of a decoded picture: palette, grey or red, green and blue, each with or without alpha.
     *
     * @throws IOException if the picture has samples of another kind
     */
    static RgbPlanes of(BufferedImage image) throws IOException {
        ColorModel colours = image.getColorModel();
        if (colours instanceof IndexColorModel palette) {
            return ofPalette(image.getRaster(), palette);
        }
        return colours instanceof ComponentColorModel ? ofBands(image.getRaster(), colours) : ofPacked(image);
    }

    private static RgbPlanes ofPalette(Raster raster, IndexColorModel palette) {
        int[] colours = new int[palette.getMapSize()];
        palette.getRGBs(colours);
        return empty(raster)
                .filled(raster, 1, (indices, x) -> indices[x] < colours.length ? colours[indices[x]] : rgb(0, 0, 0));
    }

    private static RgbPlanes ofBands(Raster raster, ColorModel colours) throws IOException {
        int bands = raster.getNumBands();
        int coloured = colours.getNumColorComponents();
        boolean whole =
                raster.getTransferType() == DataBuffer.TYPE_BYTE || raster.getTransferType() == DataBuffer.TYPE_USHORT;
        if (!whole || coloured != 1 && coloured != 3 || colours.isAlphaPremultiplied()) {
            throw new IOException("samples of an unknown kind, " + bands + " bands of " + colours.getComponentSize(0)
                    + " bits; expected grey, or red, green and blue, of 8 or 16 bits");
        }
        int bits = colours.getComponentSize(0);
        boolean alpha = colours.hasAlpha();
        return empty(raster).filled(raster, bands, (row, x) -> {
            int at = x * bands;
            int red = eightBits(row[at], bits);
            int colour = coloured == 1
                    ? rgb(red, red, red)
                    : rgb(red, eightBits(row[at + 1], bits), eightBits(row[at + 2], bits));
            return alpha ? colour & WHITE | eightBits(row[at + bands - 1], bits) << 24 : colour;
        });
    }

    private static int eightBits(int sample, int bits) {
        return bits > 8 ? sample >> bits - 8 : bits == 8 ? sample : sample * 255 / ((1 << bits) - 1);
    }

    private static RgbPlanes ofPacked(BufferedImage image) {
        RgbPlanes planes = empty(image.getRaster());
        int[] row = new int[planes.width];
        boolean hidden = false;
        for (int y = 0; y < planes.height; y++) {
            image.getRGB(0, y, planes.width, 1, row, 0, planes.width);
            for (int x = 0; x < planes.width; x++) {
                hidden |= planes.set(y, x, row[x]);
            }
        }
        return new RgbPlanes(planes.height, planes.width, planes.samples, hidden);
    }

    /**
     * The samples of a raster of cyan, magenta, yellow and black, inverted as in JPEG files (255 is no ink): red is
     * cyan times black, divided by 255 and rounded, and so on, as Pillow converts them.
     *
     * @param luminance whether the first three bands are luminance and chrominance of the inverted inks (YCCK)
     */
    static RgbPlanes ofInks(Raster raster, boolean luminance) {
        return empty(raster).filled(raster, 4, (row, x) -> {
            int at = 4 * x;
            int first = row[at];
            int second = row[at + 1];
            int third = row[at + 2];
            int black = row[at + 3];
            if (luminance) {
                // ITU-T T.871; in a YCCK file these are the inks themselves, 255 less what is wanted here.
                int y = row[at];
                first = 255 - clipped(y + 1.402 * (third - 128));
                third = 255 - clipped(y + 1.772 * (second - 128));
                second = 255 - clipped(y - 0.344136 * (second - 128) - 0.714136 * (row[at + 2] - 128));
            }
            return rgb(product(first, black), product(second, black), product(third, black));
        });
    }

    /** The samples of a raster of luminance and chrominance, by ITU-T T.871. */
    static RgbPlanes ofLuminance(Raster raster) {
        return empty(raster).filled(raster, 3, (row, x) -> {
            int y = row[3 * x];
            int blue = row[3 * x + 1] - 128;
            int red = row[3 * x + 2] - 128;
            return rgb(
                    clipped(y + 1.402 * red), clipped(y - 0.344136 * blue - 0.714136 * red), clipped(y + 1.772 * blue));
        });
    }

    private static int clipped(double value) {
        return (int) Math.max(0, Math.min(255, Math.rint(value)));
    }

    private static int product(int ink, int black) {
        return (ink * black + 127) / 255;
    }

    private static int rgb(int red, int green, int blue) {
        return OPAQUE << 24 | red << 16 | green << 8 | blue;
    }

    private static RgbPlanes empty(Raster raster) {
        return new RgbPlanes(
                raster.getHeight(), raster.getWidth(), new byte[3 * raster.getHeight() * raster.getWidth()]);
    }

    /** Finds the colour of a pixel in a row of samples, its opacity in the highest byte. */
    private interface Colour {
        int of(int[] row, int x);
    }

    private RgbPlanes filled(Raster raster, int bands, Colour colour) {
        boolean hidden = false;
        int[] row = new int[bands * width];
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                hidden |= set(y, x, colour.of(row, x));
            }
        }
        return new RgbPlanes(height, width, samples, hidden);
    }

    /** Sets a pixel, and says whether it is transparent and would look otherwise on white. */
    private boolean set(int y, int x, int rgb) {
        int at = y * width + x;
        samples[at] = (byte) (rgb >> 16);
        samples[height * width + at] = (byte) (rgb >> 8);
        samples[2 * height * width + at] = (byte) rgb;
        return rgb >>> 24 != OPAQUE && (rgb & WHITE) != WHITE;
    }

    /** The samples at another size, whatever the picture's proportions; they are not copied before. */
    byte[] resized(int size) {
        return new LabelledImages("picture", 3, height, width, List.of("picture"), samples, new int[1], false)
                .resized(size, size)
                .pixels();
    }

    /** The square in the middle, as wide as the shorter side; of an odd rest the smaller half is cut off before it. */
    RgbPlanes centreSquare() {
        int side = Math.min(height, width);
        if (height == width) {
            return this;
        }
        int top = (height - side) / 2;
        int left = (width - side) / 2;
        byte[] square = new byte[3 * side * side];
        for (int row = 0; row < 3 * side; row++) {
            int plane = row / side;
            int from = (plane * height + top + row % side) * width + left;
            System.arraycopy(samples, from, square, row * side, side);
        }
        return new RgbPlanes(side, side, square, transparent);
    }

    /**
     * Whether the picture has no colour that a network could see.
     *
     * <p>The spread of a pixel is the largest less the smallest of red, green and blue, of 255. A picture is grey if
     * the spread is at most 2 on average, which saving as JPEG makes, and if it is above 48, which JPEG and scanners
     * seldom make of grey, for fewer than one pixel in 1,024: of 32 x 32 pixels that is one, so smaller marks do not
     * survive resizing.
     */
    boolean isGrey() {
        int plane = height * width;
        long sum = 0;
        int clear = 0;
        for (int i = 0; i < plane; i++) {
            int red = samples[i] & 0xff;
            int green = samples[plane + i] & 0xff;
            int blue = samples[2 * plane + i] & 0xff;
            int spread = Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
            sum += spread;
            clear += spread > CLEAR_SPREAD ? 1 : 0;
        }
        return sum <= (long) MOST_MEAN_SPREAD * plane && (long) clear * PIXELS_TO_A_MARK < plane;
    }

    /** The picture without some rows at its bottom. */
    RgbPlanes withoutBottom(int rows) {
        RgbPlanes rest = new RgbPlanes(height - rows, width, new byte[3 * (height - rows) * width], transparent);
        for (int plane = 0; plane < 3; plane++) {
            System.arraycopy(
                    samples, plane * height * width, rest.samples, plane * rest.height * width, rest.height * width);
        }
        return rest;
    }

    /**
     * The picture turned upright.
     *
     * @param orientation as EXIF numbers it: 1 is upright, 2 mirrored, 3 upside down, 4 mirrored upside down, 5 to 8
     *     the same with rows and columns exchanged
     */
    RgbPlanes upright(int orientation) {
        if (orientation <= 1 || orientation > 8) {
            return this;
        }
        boolean exchanged = orientation >= 5;
        boolean fromBottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        boolean fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        RgbPlanes turned = new RgbPlanes(
                exchanged ? width : height, exchanged ? height : width, new byte[samples.length], transparent);
        for (int plane = 0; plane < 3; plane++) {
            for (int y = 0; y < turned.height; y++) {
                for (int x = 0; x < turned.width; x++) {
                    int row = exchanged ? x : y;
                    int column = exchanged ? y : x;
                    int from = (plane * height + (fromBottom ? height - 1 - row : row)) * width
                            + (fromRight ? width - 1 - column : column);
                    turned.samples[(plane * turned.height + y) * turned.width + x] = samples[from];
                }
            }
        }
        return turned;
    }
}
