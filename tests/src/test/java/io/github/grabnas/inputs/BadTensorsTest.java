package io.github.grabnas.inputs;

import io.github.grabnas.data.tensor.PyTorchFile;
import io.github.grabnas.data.tensor.TensorFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/** PyTorch and safetensors files that are none, damaged or hostile. */
class BadTensorsTest {

    @TempDir
    private Path folder;

    private static BadInput pyTorch(String name, byte[] content, String... reasons) {
        return BadInput.file(
                "PyTorch: " + name, "file.pt", content, folder -> PyTorchFile.read(folder.resolve("file.pt")), reasons);
    }

    private static BadInput pickle(String name, String pickle, String... reasons) {
        return pyTorch(name, Samples.pyTorch("\u0080\u0002" + pickle, Samples.floats(1, 2, 3, 4)), reasons);
    }

    private static BadInput tensor(String name, String from, String to, String... reasons) {
        return pyTorch(
                name, Samples.pyTorch(Samples.tensorPickle().replace(from, to), Samples.floats(1, 2, 3, 4)), reasons);
    }

    /** A numpy number of a type, from one byte. */
    private static String numpyScalar(String type) {
        return String.join(
                "\n",
                "cnumpy.core.multiarray",
                "scalar",
                "cnumpy",
                "dtype",
                "X\u0002\0\0\0" + type + "K\0K\u0001\u0087Rc_codecs",
                "encode",
                "X\u0001\0\0\0aX\u0006\0\0\0latin1\u0086R\u0086R.");
    }

    static Stream<BadInput> pickles() {
        byte[] whole = Samples.pyTorch(Samples.tensorPickle(), Samples.floats(1, 2, 3, 4));
        return Stream.of(
                new BadInput(
                        "PyTorch: missing",
                        folder -> {},
                        folder -> PyTorchFile.read(folder.resolve("file.pt")),
                        "could not read a PyTorch file",
                        "it does not exist; check the name"),
                new BadInput(
                        "PyTorch: a folder",
                        folder -> Files.createDirectories(folder.resolve("file.pt")),
                        folder -> PyTorchFile.read(folder.resolve("file.pt")),
                        "it is a folder; expected a PyTorch file"),
                pyTorch("empty", new byte[0], "not a readable PyTorch file"),
                pyTorch("a text", Samples.utf8("accuracy\n94.37\n"), "not a readable PyTorch file"),
                pyTorch("cut", Arrays.copyOf(whole, whole.length / 2), "cut or broken zip archive"),
                pyTorch("an archive without a pickle", Samples.zip(Map.of("top/x", new byte[1])), "holds no data.pkl"),
                pyTorch(
                        "without its storage",
                        Samples.zip(Map.of("top/data.pkl", Samples.latin1(Samples.tensorPickle()))),
                        "storage 0 should have 16 bytes, has no entry"),
                pyTorch(
                        "a storage too long",
                        Samples.pyTorch(Samples.tensorPickle(), new byte[17]),
                        "more than the 16 bytes"),
                pyTorch(
                        "an unknown byte order",
                        Samples.zip(Map.of(
                                "t/data.pkl",
                                Samples.latin1(Samples.tensorPickle()),
                                "t/data/0",
                                Samples.floats(1, 2, 3, 4),
                                "t/byteorder",
                                Samples.utf8("middle"))),
                        "byte order is 'middle'"),
                pickle("os.system", "cos\nsystem\n(X\u0004\0\0\0echotR.", "class 'os.system' is not allowed"),
                pickle(
                        "eval by a new instruction",
                        "X\b\0\0\0builtinsX\u0004\0\0\0eval\u0093X\u0003\0\0\0" + "1+1\u0085R.",
                        "class 'builtins.eval' is not allowed"),
                pickle("a Java class", "cjava.lang.Runtime\ngetRuntime\n)R.", "is not allowed"),
                pickle("an object of any class", "(ios\nsystem\n.", "is not allowed in a file of tensors"),
                pickle("a list that holds itself", "]q\0h\0a.", "a list holds itself"),
                pickle("a dictionary that holds itself", "}q\0X\u0001\0\0\0ah\0s.", "a dictionary holds itself"),
                pickle("300 lists in lists", "]".repeat(300) + "a".repeat(299) + ".", "nested more than 200 deep"),
                pickle(
                        "a key that holds itself",
                        "}]q\0h\0aK\u0001s.",
                        "a key of a dictionary or an item of a set is a list"),
                pickle("a key in a tuple that is a list", "}]\u0085K\u0001s.", "a key is a tuple that holds a list"),
                pickle("11 million instructions", "N0".repeat(5_500_000) + "N.", "more than 10000000 instructions"),
                pickle("a set of sets", "c__builtin__\nset\n]c__builtin__\nset\n)Ra\u0085R.", "an item of a set is a"),
                pickle("a set of a number", "c__builtin__\nset\nK\u0001\u0085R.", "a number where a list or tuple"),
                pickle("bytes of a billion", "cbuiltins\nbytes\nJ\0\u00ca\u009a;\u0085R.", "bytes are made of"),
                pickle("a number of a million digits", "L" + "9".repeat(1_000_000) + "L\n.", "more than 1000 digits"),
                pickle("a text of 2 GiB", "X\u00ff\u00ff\u00ff\u007fabc.", "announces 2147483647 bytes"),
                pickle("bytes of 8 EiB", "\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007fabc.", "announces"),
                pickle("a class as the root", "ctorch\nFloatStorage\n.", "it holds a class that is no data"),
                pickle(
                        "items without a dictionary",
                        "]K\u0001K\u0002s.",
                        "sets items of something that is no dictionary"),
                pickle("nothing", ".", "not a readable PyTorch file"),
                pickle("only marks", "((((.", "not a readable PyTorch file"),
                pickle("a numpy text", numpyScalar("U5"), "a numpy value of type 'U5'"),
                pickle("a numpy number without bytes", numpyScalar("f8"), "has 1 bytes; expected 8"),
                pickle(
                        "a numpy type alone",
                        "cnumpy\ndtype\nX\u0002\0\0\0f8K\0K\u0001\u0087R.",
                        "'numpy.dtype' on its own"),
                tensor("a tensor beyond its storage", "tQK\0K", "tQK\u0001K", "reaches to number 4 of a storage of 4"),
                tensor("a tensor before its storage", "tQK\0K", "tQJ\u00ff\u00ff\u00ff\u00ffK", "reaches to number -1"),
                tensor(
                        "a negative length",
                        "K\u0002K\u0002\u0086K\u0002",
                        "J\u00fe\u00ff\u00ff\u00ffK\u0002\u0086K\u0002",
                        "a tensor of shape [-2, 2]"),
                tensor(
                        "a broadcast view of a billion numbers",
                        "K\u0002K\u0002\u0086K\u0002K\u0001\u0086",
                        "J\0\u00ca\u009a;K\u0001\u0086K\0K\0\u0086",
                        "more than 67108864 numbers"),
                tensor(
                        "a storage of 2 billion numbers",
                        "cpuK\u0004",
                        "cpuJ\u00ff\u00ff\u00ff\u007f",
                        "a storage of 2147483647 numbers"),
                tensor("storages of 1 GiB", "cpuK\u0004", "cpuJ\0\0\0\u0010", "more than 268435456 bytes"),
                tensor("strides for other dimensions", "K\u0002K\u0001\u0086", "K\u0002\u0085", "with strides [2]"),
                tensor(
                        "a shape of texts",
                        "K\u0002K\u0002\u0086",
                        "X\u0001\0\0\0aK\u0002\u0086",
                        "not described as PyTorch describes one"));
    }

    private static BadInput tensors(String name, byte[] content, String... reasons) {
        return BadInput.file(
                "safetensors: " + name,
                "w.safetensors",
                content,
                folder -> TensorFile.read(folder.resolve("w.safetensors")),
                reasons);
    }

    private static BadInput header(String name, String tensors, String... reasons) {
        return tensors(name, Samples.tensorFile(tensors, new byte[16]), reasons);
    }

    static Stream<BadInput> tensorFiles() {
        byte[] whole = Samples.tensorFile();
        byte[] changed = whole.clone();
        changed[changed.length - 1] ^= 1;
        return Stream.of(
                new BadInput(
                        "safetensors: missing",
                        folder -> {},
                        folder -> TensorFile.read(folder.resolve("w.safetensors")),
                        "could not read a tensor file",
                        "it does not exist; check the name"),
                new BadInput(
                        "safetensors: a folder",
                        folder -> Files.createDirectories(folder.resolve("w.safetensors")),
                        folder -> TensorFile.read(folder.resolve("w.safetensors")),
                        "it is a folder; expected a tensor file"),
                tensors("empty", new byte[0], "0 bytes; expected a tensor file"),
                tensors("a text", Samples.utf8("weights: 1 2 3"), "not a tensor file, or one that was cut short"),
                tensors("cut", Arrays.copyOf(whole, whole.length - 3), "changed or cut short"),
                tensors("changed", changed, "its checksum is not that of its content"),
                tensors(
                        "a header of 8 EiB",
                        ByteBuffer.allocate(20)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putLong(Long.MAX_VALUE)
                                .array(),
                        "and 12 follow"),
                tensors(
                        "a header that is no JSON",
                        ByteBuffer.allocate(12)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putLong(4)
                                .put(Samples.utf8("{{{{"))
                                .array(),
                        "its header is no JSON"),
                tensors(
                        "another program's",
                        ByteBuffer.allocate(10)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putLong(2)
                                .put(Samples.utf8("{}"))
                                .array(),
                        "its format is ''; expected 'grabnas-tensors'"),
                header(
                        "an unknown type",
                        "\"w\":{\"dtype\":\"F8\",\"shape\":[2],\"data_offsets\":[0,16]}",
                        "expected dtype F16, F32 or F64"),
                header(
                        "a place beyond the file",
                        "\"w\":{\"dtype\":\"F64\",\"shape\":[3],\"data_offsets\":[0,24]}",
                        "offsets within 16 bytes"),
                header(
                        "negative places",
                        "\"w\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[-8,0]}",
                        "offsets within"),
                header(
                        "negative lengths",
                        "\"w\":{\"dtype\":\"F64\",\"shape\":[-1,-2],\"data_offsets\":[0,16]}",
                        "shape [-1,-2]"),
                header(
                        "lengths without end",
                        "\"w\":{\"dtype\":\"F64\",\"shape\":[2147483647,2147483647,4],\"data_offsets\":[0,16]}",
                        "tensor 'w'"),
                header(
                        "a length that is no whole number",
                        "\"w\":{\"dtype\":\"F64\",\"shape\":[2.5],\"data_offsets\":[0,16]}",
                        "shape [2.5]"),
                header(
                        "another shape than numbers",
                        "\"w\":{\"dtype\":\"F64\",\"shape\":[3],\"data_offsets\":[0,16]}",
                        "2 values are no tensor of shape [3]"),
                header(
                        "tensors in one place",
                        "\"v\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]},"
                                + "\"w\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]}",
                        "lies where others lie"));
    }

    @ParameterizedTest
    @MethodSource({"pickles", "tensorFiles"})
    void is_refused_by_its_cause(BadInput input) throws Exception {
        input.assertRefused(folder);
    }
}
