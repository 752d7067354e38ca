package io.github.grabnas.inputs;

import io.github.grabnas.data.image.CifarBinaryReader;
import io.github.grabnas.data.image.IdxReader;
import io.github.grabnas.data.image.ListedPicturesReader;
import io.github.grabnas.data.image.OnnxFeatures;
import io.github.grabnas.data.image.SvhnReader;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Sets of images in other files than pictures, and networks for their features, that are none, damaged or hostile. */
class BadImageSetsTest {

    @TempDir
    private Path folder;

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
                idx("gzip cut", Samples.half(Samples.gzip(images)), labels, "images: "),
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
                        Samples.with(new byte[3073], 0, 77),
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
                svhn("cut", Samples.half(Samples.golden("svhn.mat")), "bytes where"),
                svhn(
                        "an element of 2 GiB",
                        Samples.with(Samples.golden("svhn.mat"), 132, 0xff, 0xff, 0xff, 0x7f),
                        "2147483647 bytes where"),
                svhn(
                        "dimensions of 2 GiB",
                        matrix(new int[] {1 << 16, 1 << 15}, 8, new byte[8]),
                        "an element has wrong dimensions"),
                svhn(
                        "half a billion cells",
                        matrix(1, new int[] {1, 1 << 29}, 2, new byte[0]),
                        "its element 'X' is of class 1; expected a matrix of real numbers"),
                svhn(
                        "half a billion structures",
                        matrix(2, new int[] {1, 1 << 29}, 2, new byte[0]),
                        "its element 'X' is of class 2"),
                svhn(
                        "imaginary parts of 2 GiB",
                        matrix(9 | 0x800, new int[] {1, 8}, 2, imaginary()),
                        "its element 'X' is complex; expected a matrix of real numbers"),
                svhn("flags of 2 GiB", flags(), "an element has wrong flags"),
                svhn("without y", matrix(new int[] {1, 8}, 2, new byte[8]), "no MATLAB file with X and y"),
                onnx("empty", new byte[0], "ONNX Runtime cannot run it"),
                onnx("a text", Samples.utf8("no network"), "ONNX Runtime cannot run it"),
                onnx("cut", Samples.half(Samples.golden("features.onnx")), "ONNX Runtime cannot run it"));
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
        return matrix(9, dimensions, type, data);
    }

    /** Numbers, and an announcement of 2 GiB of imaginary parts. */
    private static byte[] imaginary() {
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0)
                .putInt(2)
                .putInt(Integer.MAX_VALUE - 7)
                .array();
    }

    private static byte[] matrix(int flags, int[] dimensions, int type, byte[] data) {
        ByteBuffer body = ByteBuffer.allocate(16 + 8 + 4 * dimensions.length + 8 + 8 + data.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        body.putInt(6).putInt(8).putInt(flags).putInt(0).putInt(5).putInt(4 * dimensions.length);
        for (int dimension : dimensions) {
            body.putInt(dimension);
        }
        int numbers = flags == 9 ? data.length : Math.min(data.length, 8);
        body.putInt(1 | 1 << 16).putInt('X').putInt(type).putInt(numbers).put(data);
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
    @MethodSource("sets")
    void is_refused_by_its_cause(BadInput input) throws Exception {
        input.assertRefused(folder);
    }
}
