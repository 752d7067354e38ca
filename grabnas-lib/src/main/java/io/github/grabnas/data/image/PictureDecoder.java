package io.github.grabnas.data.image;

import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;

import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.spi.IIORegistry;
import javax.imageio.stream.ImageInputStream;
import java.awt.color.ColorSpace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Decodes PNG, JPEG and the first frame of GIF. The samples are those that Pillow gives: exactly for PNG and GIF,
 * within 2 of 255 for JPEG. A picture with an EXIF orientation is turned upright, as viewers show it. BMP and TIFF are
 * not read: Java's decoders take as much memory as a file announces.
 *
 * <p>A picture of more than {@value #MOST_PIXELS} pixels, or of a side over {@value #LONGEST_SIDE}, is refused before
 * its samples are decoded. Decoding takes at most 11 bytes for each pixel.
 */
final class PictureDecoder {

    static final int MOST_PIXELS = 50_000_000;
    static final int LONGEST_SIDE = 30_000;

    private static final int JPEG_INKS = 4;
    private static final int ADOBE_YCCK = 2;
    private static final int ADOBE_NONE = 0;
    private static final int COLOURS = 3;
    /** Of a JPEG: how its colours are coded, its orientation, its colour profile. */
    private static final Map<Integer, List<String>> SEGMENTS = Map.of(
            JPEG.APP0,
            List.of("JFIF"),
            JPEG.APP1,
            List.of("Exif"),
            JPEG.APP2,
            List.of("ICC_PROFILE"),
            JPEG.APP14,
            List.of("Adobe"));

    private static final int PROFILE_PART = 2;
    /** In the segment {@code Adobe}: its name, version, two flags of two bytes, the transformation. */
    private static final int ADOBE_TRANSFORM = 11;

    /** How the samples of a JPEG are coded, beyond what the library that reads it finds out. */
    private enum Coding {
        /** As that library says. */
        USUAL,
        /** Of four inks, three are luminance and chrominance. */
        YCCK,
        /** Luminance and chrominance: a JFIF file, although a segment of Adobe's says that nothing is transformed. */
        YCC
    }

    private final byte[] bytes;

    private PictureDecoder(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Decodes a picture.
     *
     * @throws IOException if it is damaged, cut short or too large; the message says which
     */
    static RgbPlanes decode(PictureFormat format, byte[] bytes) throws IOException {
        PictureDecoder decoder = new PictureDecoder(bytes);
        return switch (format) {
            case PNG -> {
                Optional<byte[]> exif = PngChunks.check(bytes);
                RgbPlanes planes = decoder.read(reader("png"), Coding.USUAL);
                yield exif.isPresent()
                        ? planes.upright(orientation(new ByteArrayImageInputStream(exif.get())))
                        : planes;
            }
            case JPEG -> decoder.jpeg();
            case GIF -> decoder.gif();
        };
    }

    private RgbPlanes gif() throws IOException {
        RgbPlanes first = read(reader("gif"), Coding.USUAL);
        ByteBuffer screen = ByteBuffer.wrap(bytes, 6, 4).order(ByteOrder.LITTLE_ENDIAN);
        if (first.width() != Short.toUnsignedInt(screen.getShort())
                || first.height() != Short.toUnsignedInt(screen.getShort())) {
            throw new IOException("its first frame does not fill the picture; convert it to PNG");
        }
        return first;
    }

    private RgbPlanes jpeg() throws IOException {
        boolean jfif = false;
        int transform = -1;
        int orientation = 1;
        List<byte[]> profile = new ArrayList<>();
        for (JPEGSegment segment : JPEGSegmentUtil.readSegments(stream(), SEGMENTS)) {
            if (segment.marker() == JPEG.APP14) {
                byte[] data = segment.segmentData().readAllBytes();
                transform = data.length > ADOBE_TRANSFORM ? data[ADOBE_TRANSFORM] : -1;
            } else if (segment.marker() == JPEG.APP0) {
                jfif = true;
            } else if (segment.marker() == JPEG.APP2) {
                profile.add(segment.data().readAllBytes());
            } else {
                byte[] data = segment.data().readAllBytes();
                orientation =
                        data.length > 1 ? orientation(new ByteArrayImageInputStream(data, 1, data.length - 1)) : 1;
            }
        }
        requireWholeProfile(profile);
        Coding coding =
                transform == ADOBE_YCCK ? Coding.YCCK : jfif && transform == ADOBE_NONE ? Coding.YCC : Coding.USUAL;
        return read(jpegReader(), coding).upright(orientation);
    }

    /**
     * Refuses a colour profile that announces more bytes than its segments hold: the reader would take memory for all
     * of them. A segment is the number of the part, the number of parts, and the part.
     */
    private static void requireWholeProfile(List<byte[]> segments) throws IOException {
        long held = segments.stream()
                .mapToLong(s -> Math.max(0, s.length - PROFILE_PART))
                .sum();
        for (byte[] segment : segments) {
            if (segment.length >= PROFILE_PART + Integer.BYTES && segment[0] == 1) {
                long announced = Integer.toUnsignedLong(
                        ByteBuffer.wrap(segment, PROFILE_PART, Integer.BYTES).getInt());
                if (announced > held) {
                    throw new IOException("its colour profile announces " + announced + " bytes and has " + held
                            + "; save it without the profile, which is not used");
                }
            }
        }
    }

    private RgbPlanes read(ImageReader reader, Coding coding) throws IOException {
        try (ImageInputStream stream = stream()) {
            AtomicReference<String> fault = new AtomicReference<>("");
            // A JPEG that was cut short is only warned about, and the missing part comes out grey.
            reader.addIIOReadWarningListener((IIOReadWarningListener) (source, warning) -> {
                if (isFault(warning)) {
                    fault.set(warning);
                }
            });
            reader.setInput(stream, true, true);
            requireSize(reader.getWidth(0), reader.getHeight(0));
            RgbPlanes planes = planes(reader, coding);
            if (!fault.get().isEmpty()) {
                throw new IOException(fault.get());
            }
            return planes;
        } finally {
            reader.dispose();
        }
    }

    private static boolean isFault(String warning) {
        return warning.contains("remature")
                || warning.contains("Truncated")
                || warning.contains("Corrupt") && !warning.contains("extraneous");
    }

    private static void requireSize(int width, int height) throws IOException {
        if (width < 1
                || height < 1
                || width > LONGEST_SIDE
                || height > LONGEST_SIDE
                || (long) width * height > MOST_PIXELS) {
            throw new IOException(width + " x " + height + " pixels; expected at most " + MOST_PIXELS + ", and at most "
                    + LONGEST_SIDE + " a side");
        }
    }

    private static RgbPlanes planes(ImageReader reader, Coding coding) throws IOException {
        if (!(reader.getOriginatingProvider() instanceof JPEGImageReaderSpi)) {
            return RgbPlanes.of(reader.read(0));
        }
        ImageTypeSpecifier type = reader.getRawImageType(0);
        if (type.getNumBands() == JPEG_INKS) {
            return RgbPlanes.ofInks(reader.readRaster(0, null), coding == Coding.YCCK);
        }
        if (type.getNumBands() == COLOURS && coding == Coding.YCC) {
            // As libjpeg does, and so most viewers.
            return RgbPlanes.ofLuminance(reader.readRaster(0, null));
        }
        ColorSpace colours = type.getColorModel().getColorSpace();
        ImageReadParam parameters = reader.getDefaultReadParam();
        if (colours.getNumComponents() == COLOURS && !colours.isCS_sRGB()) {
            // In the colour space of the embedded profile, which is so not applied, whatever it is for.
            parameters.setDestinationType(type);
        }
        return RgbPlanes.of(reader.read(0, parameters));
    }

    private ImageInputStream stream() {
        return new ByteArrayImageInputStream(bytes);
    }

    private static ImageReader reader(String format) {
        return ImageIO.getImageReadersByFormatName(format).next();
    }

    private static ImageReader jpegReader() throws IOException {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        // Registered by itself where this library is on the class path from the beginning, as in most programs.
        if (registry.getServiceProviderByClass(JPEGImageReaderSpi.class) == null) {
            registry.registerServiceProvider(new JPEGImageReaderSpi());
        }
        return registry.getServiceProviderByClass(JPEGImageReaderSpi.class).createReaderInstance();
    }

    /**
     * The orientation that EXIF data give, 1 to 8; 1 where they give none or are damaged, since the picture itself is
     * whole.
     */
    private static int orientation(ImageInputStream exif) {
        try {
            Directory directory = new TIFFReader().read(exif);
            Entry entry = directory.getEntryById(TIFF.TAG_ORIENTATION);
            return entry != null && entry.getValue() instanceof Number number ? number.intValue() : 1;
        } catch (IOException | RuntimeException e) {
            return 1;
        }
    }
}
