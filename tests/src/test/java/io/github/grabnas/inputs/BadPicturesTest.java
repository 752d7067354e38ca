package io.github.grabnas.inputs;

import io.github.grabnas.data.image.CifarBinaryReader;
import io.github.grabnas.data.image.ClassFolderReader;
import io.github.grabnas.data.image.IdxReader;
import io.github.grabnas.data.image.ListedPicturesReader;
import io.github.grabnas.data.image.OnnxFeatures;
import io.github.grabnas.data.image.SvhnReader;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Pictures, archives and sets of images that are none, damaged or hostile. */
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

    private static byte[] half(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }

    private static byte[] with(byte[] whole, int at, int... values) {
        byte[] changed = whole.clone();
        for (int i = 0; i < values.length; i++) {
            changed[at + i] = (byte) values[i];
        }
        return changed;
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
                picture("a PNG cut", "a.png", half(png), "damaged picture"),
                picture(
                        "a PNG without its last chunk",
                        "a.png",
                        Arrays.copyOf(png, png.length - 12),
                        "ends before its last chunk"),
                picture(
                        "a PNG with a byte changed",
                        "a.png",
                        with(png, 50, png[50] ^ 1),
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
                        with(png, 33, 0x7f, 0xff, 0xff, 0xff),
                        "a chunk of 2147483647 bytes"),
                picture("a PNG with too few pixels", "a.png", Samples.png(100, 100, zeros(500)), "damaged picture"),
                picture(
                        "a PNG that is no zlib data",
                        "a.png",
                        Samples.png(4, 4, Samples.utf8("no zlib data")),
                        "damaged picture"),
                picture("a JPEG cut", "a.jpg", half(jpeg), "damaged picture"),
                picture("a JPEG of its first bytes", "a.jpg", Arrays.copyOf(jpeg, 4), "damaged picture"),
                picture(
                        "a JPEG of 4 billion pixels",
                        "a.jpg",
                        with(jpeg, frame(jpeg), 0xff, 0xff, 0xff, 0xff),
                        "65535 x 65535 pixels"),
                picture("a JPEG of no rows", "a.jpg", with(jpeg, frame(jpeg), 0, 0), "damaged picture"),
                picture("a GIF cut", "a.gif", half(gif), "damaged picture"),
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
                BadInput.file("archive: cut", "a.zip", half(whole), zipped(), "damaged or was cut short"),
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

    private static BadInput idx(String name, byte[] images, byte[] labels, String... reasons) {
        return new BadInput(
                "IDX: " + name,
                folder -> {
                    BadInput.write(folder, "images", images);
                    BadInput.write(folder, "labels", labels);
                },
                folder -> IdxReader.read("two", folder.resolve("images"), folder.resolve("labels"), List.of("a", "b")),
                reasons);
    }

    private static BadInput cifar(String name, String file, byte[] content, String... reasons) {
        return new BadInput(
                "CIFAR: " + name,
                folder -> {
                    BadInput.write(folder, "batches.meta.txt", Samples.utf8("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n"));
                    for (int i = 1; i <= 5; i++) {
                        BadInput.write(folder, "data_batch_" + i + ".bin", new byte[3073]);
                    }
                    BadInput.write(folder, "test_batch.bin", new byte[3073]);
                    BadInput.write(folder, file, content);
                },
                CifarBinaryReader::cifar10,
                reasons);
    }

    private static BadInput listed(String name, String list, String... reasons) {
        return new BadInput(
                "list of pictures: " + name,
                folder -> {
                    BadInput.write(folder, "images/pug_1.jpg", Samples.picture("jpg"));
                    BadInput.write(folder, "annotations/trainval.txt", Samples.utf8(list));
                    BadInput.write(folder, "annotations/test.txt", Samples.utf8(list));
                },
                folder -> ListedPicturesReader.pets(folder, 8),
                reasons);
    }

    static Stream<BadInput> sets() {
        byte[] images = Samples.idxImages(0x803, 3, 2, 3);
        byte[] labels = Samples.idxLabels(0, 1, 0);
        return Stream.of(
                idx("empty", new byte[0], labels, "cut short"),
                idx("a picture", Samples.picture("png"), labels, "magic number 89504e47"),
                idx("cut", Arrays.copyOf(images, 30), labels, "images: ", "cut short"),
                idx("2 GiB announced", Samples.idxImages(0x803, 1 << 15, 1 << 8, 1 << 8), labels, "2 GiB"),
                idx(
                        "1 GiB announced",
                        Samples.idxImages(0x803, 1 << 14, 1 << 8, 1 << 8),
                        labels,
                        "more than a file of 34 bytes can hold"),
                idx(
                        "negative sizes",
                        Samples.idxImages(0x803, -3, -2, 3),
                        labels,
                        "sizes -3 x -2 x 3; expected positive ones"),
                idx("no images", Samples.idxImages(0x803, 0, 2, 3), labels, "expected positive ones"),
                idx("gzip cut", half(Samples.gzip(images)), labels, "images: "),
                idx("a gzip bomb", Samples.gzip(new byte[64 << 20]), labels, "magic number 00000000"),
                idx("a label too large", images, Samples.idxLabels(0, 1, 2), "label 2 of image 2; expected 0 to 1"),
                idx("labels for images", images, images, "labels: ", "magic number"),
                idx("a class without images", images, Samples.idxLabels(0, 0, 0), "class 'b' has no image"),
                new BadInput(
                        "IDX: a folder",
                        folder -> Files.createDirectories(folder.resolve("images")),
                        folder -> IdxReader.read(
                                "two", folder.resolve("images"), folder.resolve("labels"), List.of("a", "b")),
                        "images: it is a folder; expected an IDX file"),
                new BadInput(
                        "IDX: missing",
                        folder -> {},
                        folder -> IdxReader.read(
                                "two", folder.resolve("images"), folder.resolve("labels"), List.of("a", "b")),
                        "could not read an IDX file",
                        "it does not exist; check the name"),
                cifar(
                        "cut",
                        "data_batch_2.bin",
                        new byte[3000],
                        "data_batch_2.bin: 3000 bytes, no whole number of records"),
                cifar("empty", "data_batch_2.bin", new byte[0], "data_batch_2.bin: 0 bytes"),
                cifar(
                        "a label too large",
                        "data_batch_3.bin",
                        with(new byte[3073], 0, 77),
                        "record 0 has label 77; expected 0 to 9"),
                cifar("nine names", "batches.meta.txt", Samples.utf8("a\nb\n"), "2 class names; expected 10"),
                cifar(
                        "names that are no text",
                        "batches.meta.txt",
                        new byte[] {(byte) 0xff, (byte) 0xc0, 10},
                        "no text in UTF-8"),
                listed("empty", "# nothing\n", "it names no picture"),
                listed("no class", "pug\n", "line 1: 'pug'; expected a picture and its class"),
                listed(
                        "path traversal",
                        "../../etc/pug_1 1 1 1\n",
                        "line 1: '../../etc/pug_1.jpg'; expected the name of a picture without folders"),
                listed("a name that is none", "pug\0_1 1 1 1\n", "is no name of a file"),
                listed("a missing picture", "pug_1 1 1 1\npug_2 1 1 1\n", "pug_2.jpg: the picture is missing"),
                svhn("empty", new byte[0], "it ends within its header"),
                svhn("a text", Samples.utf8("X = 3;\n".repeat(40)), "does not say its byte order"),
                svhn("cut", half(Samples.golden("svhn.mat")), "bytes where"),
                svhn(
                        "an element of 2 GiB",
                        with(Samples.golden("svhn.mat"), 132, 0xff, 0xff, 0xff, 0x7f),
                        "2147483647 bytes where"),
                svhn(
                        "dimensions of 2 GiB",
                        matrix(new int[] {1 << 16, 1 << 15}, 8, new byte[8]),
                        "an element has wrong dimensions"),
                svhn("flags of 2 GiB", flags(), "an element has wrong flags"),
                svhn("without y", matrix(new int[] {1, 8}, 2, new byte[8]), "no MATLAB file with X and y"),
                onnx("empty", new byte[0], "ONNX Runtime cannot run it"),
                onnx("a text", Samples.utf8("no network"), "ONNX Runtime cannot run it"),
                onnx("cut", half(Samples.golden("features.onnx")), "ONNX Runtime cannot run it"));
    }

    private static BadInput svhn(String name, byte[] content, String... reasons) {
        return BadInput.file(
                "SVHN: " + name, "train.mat", content, folder -> SvhnReader.read(folder.resolve("train.mat")), reasons);
    }

    private static BadInput onnx(String name, byte[] content, String... reasons) {
        return BadInput.file(
                "ONNX: " + name,
                "model.onnx",
                content,
                folder -> OnnxFeatures.imageNet(folder.resolve("model.onnx"), 8).close(),
                reasons);
    }

    /** A MATLAB file with one uncompressed matrix X of bytes. */
    private static byte[] matrix(int[] dimensions, int type, byte[] data) {
        ByteBuffer body = ByteBuffer.allocate(16 + 8 + 4 * dimensions.length + 8 + 8 + data.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        body.putInt(6).putInt(8).putInt(9).putInt(0).putInt(5).putInt(4 * dimensions.length);
        for (int dimension : dimensions) {
            body.putInt(dimension);
        }
        body.putInt(1 | 1 << 16).putInt('X').putInt(type).putInt(data.length).put(data);
        return element(body.array());
    }

    private static byte[] flags() {
        return element(ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(6)
                .putInt(Integer.MAX_VALUE - 7)
                .array());
    }

    private static byte[] element(byte[] body) {
        ByteBuffer file = ByteBuffer.allocate(128 + 8 + body.length).order(ByteOrder.LITTLE_ENDIAN);
        file.position(124);
        file.putShort((short) 0x100)
                .put((byte) 'I')
                .put((byte) 'M')
                .putInt(14)
                .putInt(body.length)
                .put(body);
        return file.array();
    }

    @ParameterizedTest
    @MethodSource({"pictures", "archives", "sets"})
    void is_refused_by_its_cause(BadInput input) throws Exception {
        input.assertRefused(folder);
    }
}
