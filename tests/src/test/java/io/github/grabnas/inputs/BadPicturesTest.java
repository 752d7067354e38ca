package io.github.grabnas.inputs;

import io.github.grabnas.data.image.ClassFolderReader;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Pictures and archives of them that are none, damaged or hostile. */
class BadPicturesTest {

    @TempDir
    private Path folder;

    private static BadInput.Action classes() {
        return folder -> new ClassFolderReader(8).read(folder, "train");
    }

    private static BadInput picture(String name, String file, byte[] content, String... reasons) {
        String[] all = Stream.concat(Stream.of(file), Arrays.stream(reasons)).toArray(String[]::new);
        return BadInput.file("picture: " + name, "train/cat/" + file, content, classes(), all);
    }

    private static byte[] zeros(int count) {
        return Samples.bytes(out -> {
            try (DeflaterOutputStream zipped = new DeflaterOutputStream(out)) {
                zipped.write(new byte[count]);
            }
        });
    }

    /** Where the height begins in the frame header of a JPEG. */
    private static int frame(byte[] jpeg) {
        for (int i = 0; i < jpeg.length - 1; i++) {
            if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
                return i + 5;
            }
        }
        throw new IllegalStateException("no frame");
    }

    static Stream<BadInput> pictures() {
        byte[] png = Samples.picture("png");
        byte[] jpeg = Samples.picture("jpg");
        byte[] gif = Samples.picture("gif");
        return Stream.of(
                picture("empty", "a.png", new byte[0], "empty, not a picture; expected PNG or JPEG"),
                picture("a text", "a.png", Samples.utf8("cat"), "not a picture; expected PNG or JPEG"),
                picture("a page", "a.jpg", Samples.utf8("<html>404 not found</html>"), "not a picture"),
                picture(
                        "a TIFF",
                        "a.tif",
                        Samples.latin1("II*\0\u0008\0\0\0"),
                        "a TIFF picture; expected PNG or JPEG: convert it"),
                picture("a WebP", "a.webp", Samples.latin1("RIFF\u0010\0\0\0WEBPVP8 "), "a WebP picture"),
                picture("a PNG cut", "a.png", Samples.half(png), "damaged picture"),
                picture(
                        "a PNG without its last chunk",
                        "a.png",
                        Arrays.copyOf(png, png.length - 12),
                        "ends before its last chunk"),
                picture(
                        "a PNG with a byte changed",
                        "a.png",
                        Samples.with(png, 50, png[50] ^ 1),
                        "checksum of chunk 'IDAT' is wrong"),
                picture(
                        "a PNG of 2 billion columns",
                        "a.png",
                        Samples.png(Integer.MAX_VALUE, 1, zeros(10)),
                        "2147483647 x 1 pixels"),
                picture(
                        "a PNG of 10 billion pixels",
                        "a.png",
                        Samples.png(29_000, 29_000, zeros(1000)),
                        "expected at most 50000000"),
                picture("a PNG of no columns", "a.png", Samples.png(0, 5, zeros(10)), "damaged picture"),
                picture("a PNG of negative height", "a.png", Samples.png(5, -5, zeros(10)), "damaged picture"),
                picture(
                        "a PNG with a chunk of 2 GiB",
                        "a.png",
                        Samples.with(png, 33, 0x7f, 0xff, 0xff, 0xff),
                        "a chunk of 2147483647 bytes"),
                picture("a PNG with too few pixels", "a.png", Samples.png(100, 100, zeros(500)), "damaged picture"),
                picture(
                        "a PNG that is no zlib data",
                        "a.png",
                        Samples.png(4, 4, Samples.utf8("no zlib data")),
                        "damaged picture"),
                picture("a JPEG cut", "a.jpg", Samples.half(jpeg), "damaged picture"),
                picture("a JPEG of its first bytes", "a.jpg", Arrays.copyOf(jpeg, 4), "damaged picture"),
                picture(
                        "a JPEG of 4 billion pixels",
                        "a.jpg",
                        Samples.with(jpeg, frame(jpeg), 0xff, 0xff, 0xff, 0xff),
                        "65535 x 65535 pixels"),
                picture("a JPEG of no rows", "a.jpg", Samples.with(jpeg, frame(jpeg), 0, 0), "damaged picture"),
                picture("a GIF cut", "a.gif", Samples.half(gif), "damaged picture"),
                picture(
                        "a BMP",
                        "a.bmp",
                        Samples.picture("bmp"),
                        "a BMP picture, or none; expected PNG or JPEG: convert it"));
    }

    private static BadInput archive(String name, Map<String, byte[]> entries, String... reasons) {
        return BadInput.file("archive: " + name, "a.zip", Samples.zip(new LinkedHashMap<>(entries)), zipped(), reasons);
    }

    private static BadInput.Action zipped() {
        return folder -> new ClassFolderReader(8).read(folder.resolve("a.zip"), "train");
    }

    static Stream<BadInput> archives() {
        byte[] png = Samples.picture("png");
        byte[] whole = Samples.zip(Map.of("train/cat/1.png", png));
        return Stream.of(
                BadInput.file("archive: empty", "a.zip", new byte[0], zipped(), "neither a directory nor a zip file"),
                BadInput.file(
                        "archive: a text",
                        "a.zip",
                        Samples.utf8("no zip"),
                        zipped(),
                        "neither a directory nor a zip file"),
                BadInput.file("archive: gzip", "a.zip", Samples.gzip(png), zipped(), "another archive; unpack it"),
                BadInput.file("archive: cut", "a.zip", Samples.half(whole), zipped(), "damaged or was cut short"),
                archive("without entries", Map.of(), "it has no folder 'train'; it has no folders"),
                archive("path traversal", Map.of("train/../../../../tmp/x.png", png), "leads out of the archive"),
                archive("an absolute name", Map.of("/train/cat/x.png", png), "leads out of the archive"),
                archive(
                        "a folder of another name",
                        Map.of("val/cat/x.png", png),
                        "no folder 'train'; its folders are 'val'"),
                archive(
                        "no class folders",
                        Map.of("train/x.png", png),
                        "it has no folders; expected one for each class"),
                new BadInput(
                        "archive: a bomb of 300 MiB",
                        BadPicturesTest::bomb,
                        zipped(),
                        "train/cat/x.png: ",
                        "expected at most 268435456"),
                archive(
                        "a text in a class",
                        Map.of("train/cat/x.txt", Samples.utf8("cat")),
                        "train/cat/x.txt: not a picture"),
                archive(
                        "65 folders deep",
                        Map.of("train/" + "a/".repeat(65) + "x.png", png),
                        "folders more than 64 deep"),
                new BadInput(
                        "archive: missing", folder -> {}, zipped(), "could not read the images", "it does not exist"),
                new BadInput(
                        "folder: empty class",
                        folder -> Files.createDirectories(folder.resolve("train/cat")),
                        classes(),
                        "cat: the class has no picture"),
                new BadInput(
                        "folder: a link to nowhere",
                        folder -> {
                            Files.createDirectories(folder.resolve("train/cat"));
                            Files.createSymbolicLink(folder.resolve("train/cat/1.png"), folder.resolve("nowhere.png"));
                        },
                        classes(),
                        "could not read a picture",
                        "it does not exist"));
    }

    private static void bomb(Path folder) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("a.zip")))) {
            zip.putNextEntry(new ZipEntry("train/cat/x.png"));
            for (int i = 0; i < 300; i++) {
                zip.write(new byte[1 << 20]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource({"pictures", "archives"})
    void is_refused_by_its_cause(BadInput input) throws Exception {
        input.assertRefused(folder);
    }
}
