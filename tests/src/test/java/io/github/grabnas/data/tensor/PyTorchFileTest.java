package io.github.grabnas.data.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.grabnas.data.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files written byte by byte, as PyTorch writes them and as an enemy would. */
class PyTorchFileTest {

    /** A dictionary {'w': a float tensor of shape (2, 2) in storage 0, 'n': 7}, protocol 2. */
    private static final String PICKLE = "\u0080\u0002}(X\u0001\0\0\0wctorch._utils\n_rebuild_tensor_v2\n"
            + "((X\u0007\0\0\0storagectorch\nFloatStorage\nX\u0001\0\0\u00000X\u0003\0\0\0cpuK\u0004tQ"
            + "K\0K\u0002K\u0002\u0086K\u0002K\u0001\u0086"
            + "\u0089ccollections\nOrderedDict\n)RtRX\u0001\0\0\0nK\u0007u.";

    @TempDir
    private Path folder;

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] floats(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            buffer.putFloat(value);
        }
        return buffer.array();
    }

    private Path zip(byte[] pickle, byte[] storage) throws IOException {
        Path file = folder.resolve("file.pt");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("top/data.pkl"));
            zip.write(pickle);
            zip.putNextEntry(new ZipEntry("top/data/0"));
            zip.write(storage);
        }
        return file;
    }

    private Path legacy(byte[] pickle, byte[] storage) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes("\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019."));
        out.write(bytes("\u0080\u0002M\u00e9\u0003."));
        out.write(bytes("\u0080\u0002}X\r\0\0\0little_endian\u0088s."));
        out.write(pickle);
        out.write(bytes("\u0080\u0002]X\u0001\0\0\u00000a."));
        out.write(
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(4).array());
        out.write(storage);
        return Files.write(folder.resolve("legacy.pt"), out.toByteArray());
    }

    private static void assertTensor(Object root) {
        Map<?, ?> map = (Map<?, ?>) root;
        Tensor tensor = (Tensor) map.get("w");
        assertThat(tensor.shape()).isEqualTo(List.of(2, 2));
        assertThat(tensor.values()).containsExactly(1, 2.5, -3, 4);
        assertThat(map.get("n")).isEqualTo(7);
    }

    private static void assertRefused(Path file, String... reasons) {
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> PyTorchFile.read(file))
                .withMessageStartingWith(file.toString())
                .withMessageContainingAll(reasons);
    }

    @Test
    void a_zip_file_is_read() throws IOException {
        assertTensor(PyTorchFile.read(zip(bytes(PICKLE), floats(1, 2.5f, -3, 4))));
    }

    @Test
    void a_file_of_the_older_form_is_read() throws IOException {
        assertTensor(PyTorchFile.read(legacy(bytes(PICKLE), floats(1, 2.5f, -3, 4))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cos\nsystem\n(X\u0004\0\0\0echotR.",
                "cposix\nsystem\n(X\u0004\0\0\0echotR.",
                "cbuiltins\neval\n(X\u0003\0\0\0" + "1+1tR.",
                "c__builtin__\nexec\n(X\u0003\0\0\0" + "1+1tR.",
                "cbuiltins\nValueError\n(X\u0003\0\0\0" + "1+1tR.",
                "cjava.lang\nRuntime\n)R.",
                "cdatetime\ndatetime\n)R.",
                "cdecimal\nDecimal\n)R.",
                "X\u0002\0\0\0osX\u0006\0\0\0system\u0093)R."
            })
    void a_pickle_that_names_another_class_is_refused(String hostile) throws IOException {
        byte[] pickle = bytes("\u0080\u0004" + hostile);
        assertRefused(zip(pickle, new byte[0]), "is not allowed");
        assertRefused(legacy(pickle, new byte[16]), "is not allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(ios\nsystem\n.", "(cos\nsystem\no.", "}}\u0081.", "\u0082\u0001.", "Pid\n."})
    void instructions_that_could_call_something_are_refused(String hostile) throws IOException {
        assertRefused(zip(bytes("\u0080\u0002" + hostile), new byte[0]), "not allowed");
    }

    @Test
    void calling_what_is_no_class_and_giving_state_to_what_has_none_are_refused() throws IOException {
        assertRefused(zip(bytes("\u0080\u0002K\u0001)R."), new byte[0]), "calls something that is no class");
        assertRefused(
                zip(bytes("\u0080\u0002ctorch\nFloatStorage\n}b."), new byte[0]), "state of something that has none");
        assertRefused(zip(bytes("\u0080\u0002ctorch\nFloatStorage\n)R."), new byte[0]), "cannot be called");
    }

    @Test
    void a_length_larger_than_the_file_takes_no_memory() throws IOException {
        assertRefused(
                zip(bytes("\u0080\u0002X\u00ff\u00ff\u00ff\u007fabc."), new byte[0]), "announces 2147483647 bytes");
        assertRefused(
                zip(bytes("\u0080\u0004\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007fabc."), new byte[0]),
                "announces");
        assertRefused(
                zip(bytes(PICKLE.replace("cpuK\u0004", "cpuJ\u00ff\u00ff\u00ff\u007f")), floats(1, 2)), "a storage of");
    }

    @Test
    void a_tensor_that_reaches_beyond_its_storage_is_refused() throws IOException {
        assertRefused(
                zip(bytes(PICKLE.replace("tQK\0K", "tQK\u0001K")), floats(1, 2, 3, 4)),
                "reaches to number 4 of a storage of 4");
        assertRefused(zip(bytes(PICKLE), floats(1, 2, 3)), "should have 16 bytes, has 12");
    }

    @Test
    void a_negated_view_is_refused_because_its_numbers_have_the_other_sign() throws IOException {
        byte[] numbers = floats(1, 2.5f, -3, 4);
        assertTensor(PyTorchFile.read(zip(bytes(PICKLE.replace(")RtR", ")R}tR")), numbers)));
        assertRefused(
                zip(bytes(PICKLE.replace(")RtR", ")R}X\u0003\0\0\0neg\u0088stR")), numbers),
                "a tensor with the metadata ['neg']",
                "resolve_neg()");
    }

    @Test
    void a_number_that_was_changed_in_a_stored_entry_is_noticed() throws IOException {
        byte[] storage = floats(1, 2.5f, -3, 4);
        Path file = folder.resolve("stored.pt");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            stored(zip, "top/data.pkl", bytes(PICKLE));
            stored(zip, "top/data/0", storage);
        }
        assertTensor(PyTorchFile.read(file));
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        int at = content.indexOf(new String(storage, StandardCharsets.ISO_8859_1));
        byte[] changed = bytes(content);
        changed[at + 3] ^= 1;
        assertRefused(Files.write(file, changed), "entry top/data/0 was changed", "checksum");
    }

    private static void stored(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
    }

    @Test
    void a_file_cut_anywhere_is_refused() throws IOException {
        for (Path whole : List.of(zip(bytes(PICKLE), floats(1, 2, 3, 4)), legacy(bytes(PICKLE), floats(1, 2, 3, 4)))) {
            byte[] content = Files.readAllBytes(whole);
            for (int length = 0; length < content.length; length += 7) {
                Path cut = Files.write(folder.resolve("cut.pt"), Arrays.copyOf(content, length));
                assertRefused(cut, "cut.pt");
            }
        }
    }

    @Test
    void a_file_of_another_kind_is_refused() throws IOException {
        assertRefused(Files.writeString(folder.resolve("text.pt"), "accuracy\n94.37\n"), "not a readable PyTorch file");
    }
}
