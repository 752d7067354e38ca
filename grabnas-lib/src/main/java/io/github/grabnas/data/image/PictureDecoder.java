package io.github.grabnas.data.image;

import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import io.github.grabnas.data.image.JpegHeader.Coding;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.spi.IIORegistry;
import javax.imageio.stream.ImageInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
    private static final int COLOURS = 3;

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
            case JPEG -> {
                JpegHeader header = JpegHeader.of(bytes);
                RgbPlanes planes = new PictureDecoder(header.picture()).read(jpegReader(), header.coding());
                yield header.exif().isPresent()
                        ? planes.upright(orientation(
                                new ByteArrayImageInputStream(header.exif().get())))
                        : planes;
            }
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
        return RgbPlanes.of(reader.read(0));
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
