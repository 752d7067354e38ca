package io.github.grabnas.data.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Files that PyTorch wrote hold here what they hold there; tests/golden/pytorch_files.py made them. */
class PyTorchGoldenTest {

    private static final Path GOLDEN =
            Path.of(PyTorchGoldenTest.class.getResource("/golden/pytorch.json").getPath());

    private static Object read(String name) throws IOException {
        return PyTorchFile.read(GOLDEN.resolveSibling("pytorch").resolve(name));
    }

    @TestFactory
    Stream<DynamicTest> every_file_holds_what_PyTorch_wrote() throws IOException {
        JsonNode golden = new ObjectMapper().readTree(GOLDEN.toFile());
        return golden.properties().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getKey(), () -> assertSame(read(file.getKey()), file.getValue(), file.getKey())));
    }

    private static void assertSame(Object value, JsonNode golden, String where) {
        if (golden.isArray()) {
            List<?> list = (List<?>) value;
            assertThat(list).as(where).hasSize(golden.size());
            for (int i = 0; i < list.size(); i++) {
                assertSame(list.get(i), golden.get(i), where + "[" + i + "]");
            }
        } else if (golden.has("keys")) {
            Map<?, ?> map = (Map<?, ?>) value;
            assertThat(map.keySet().stream().map(String::valueOf).toList())
                    .as(where)
                    .isEqualTo(StreamSupport.stream(golden.get("keys").spliterator(), false)
                            .map(JsonNode::asText)
                            .toList());
            List<Object> items = new ArrayList<>(map.values());
            for (int i = 0; i < items.size(); i++) {
                assertSame(
                        items.get(i),
                        golden.get("items").get(i),
                        where + "." + golden.get("keys").get(i).asText());
            }
        } else if (golden.has("set")) {
            assertThat((Set<?>) value).as(where).hasSize(golden.get("set").size());
            golden.get("set")
                    .forEach(item -> assertThat((Object) ((Set<?>) value).contains(item.asInt()))
                            .as(where)
                            .isEqualTo(true));
        } else if (golden.has("bytes")) {
            byte[] content = (byte[]) value;
            assertThat(content.length).as(where).isEqualTo(golden.get("bytes").size());
            for (int i = 0; i < content.length; i++) {
                assertThat(content[i] & 0xff)
                        .as(where)
                        .isEqualTo(golden.get("bytes").get(i).asInt());
            }
        } else if (golden.has("shape")) {
            Tensor tensor = (Tensor) value;
            assertThat(tensor.shape().toString())
                    .as(where)
                    .isEqualTo(golden.get("shape").toString().replace(",", ", "));
            assertThat(tensor.size()).as(where).isEqualTo(golden.get("values").size());
            for (int i = 0; i < tensor.size(); i++) {
                assertThat(tensor.get(i))
                        .as(where)
                        .isEqualTo(golden.get("values").get(i).asDouble());
            }
        } else {
            JsonNode scalar = golden.get("scalar");
            Object expected = scalar.isNull()
                    ? Optional.empty()
                    : scalar.isTextual()
                            ? scalar.asText()
                            : scalar.isBoolean()
                                    ? scalar.asBoolean()
                                    : scalar.isInt() ? (Object) scalar.asInt() : scalar.asDouble();
            assertThat(value).as(where).isEqualTo(expected);
        }
    }

    @Test
    void nothing_of_what_was_read_can_be_changed() throws IOException {
        Map<?, ?> map = (Map<?, ?>) read("nested.pt");
        assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((Map<?, ?>) map.get("model")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<?>) read("lists.pt")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void a_tensor_that_stands_in_two_places_is_one() throws IOException {
        Map<?, ?> model = (Map<?, ?>) ((Map<?, ?>) read("nested.pt")).get("model");
        assertThat(((List<?>) model.get("again")).get(0)).isSameAs(model.get("w"));
    }
}
