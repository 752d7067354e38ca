package io.github.grabnas.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.benchmark.NatsBenchReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** {@code data/fetch.sh} against a mirror in a folder. */
class FetchScriptTest {

    private static final String PLACE =
            "v-tao/nats-bench-landscape/b307ae5fe6e8d7043cd4fe7d1c3532288271adb7/nats_bench.csv";

    @TempDir
    private Path folder;

    private record Result(int status, String output) {}

    private Result fetch(String... options) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(
                        Stream.of(
                                "bash",
                                "data/fetch.sh",
                                "--only",
                                "nats_bench",
                                "--into",
                                folder.resolve("into").toString()),
                        Arrays.stream(options))
                .toList());
        builder.environment().put("GRABNAS_MIRROR", "file://" + folder.resolve("mirror"));
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    private Path mirror(byte[] content) throws IOException {
        Path file = folder.resolve("mirror").resolve(PLACE);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    private Path target() {
        return folder.resolve("into").resolve(DataFolder.NATS_BENCH);
    }

    @Test
    void a_broken_off_fetch_goes_on_and_only_a_verified_file_gets_its_name() throws IOException, InterruptedException {
        byte[] published = Files.readAllBytes(PublicData.file(DataFolder.NATS_BENCH));
        mirror(published);
        assertThat(fetch("--check").status()).isEqualTo(1);
        Files.createDirectories(target().getParent());
        Files.write(target().resolveSibling("nats_bench.csv.part"), Arrays.copyOf(published, 1_000_000));
        assertThat(fetch()).satisfies(r -> assertThat(r.status()).as(r.output()).isZero());
        assertThat(target()).hasBinaryContent(published);
        assertThat(fetch("--check").output()).contains("there");
        Files.writeString(target(), "edited");
        assertThat(fetch("--check")).satisfies(r -> assertThat(r.output()).contains("ALTERED"));
    }

    @Test
    void a_file_with_another_checksum_is_not_kept() throws IOException, InterruptedException {
        mirror("something else".getBytes(StandardCharsets.UTF_8));
        Result result = fetch();
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("is not the published file");
        try (Stream<Path> files = Files.list(target().getParent())) {
            assertThat(files.toList()).isEqualTo(List.of());
        }
    }

    @Test
    void offline_it_says_which_file_belongs_where() throws IOException, InterruptedException {
        Result result = fetch();
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output())
                .contains("could not fetch nasbench201/nats_bench.csv", "offline?", target().toString());
        assertThat(target()).doesNotExist();
    }

    @Test
    void of_an_image_dataset_only_the_publishers_own_files_are_kept() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("mirror"));
        for (String part : List.of("images-idx3", "labels-idx1")) {
            Files.writeString(folder.resolve("mirror").resolve("train-" + part + "-ubyte.gz"), "something else");
            Files.copy(
                    PublicData.file("images/mnist-t10k-" + part + "-ubyte.gz"),
                    folder.resolve("mirror").resolve("t10k-" + part + "-ubyte.gz"));
        }
        Result result = fetch("--images", "mnist");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("train-images-idx3-ubyte.gz is not the published file");
        try (Stream<Path> files = Files.list(folder.resolve("into/images/mnist"))) {
            assertThat(files.map(p -> p.getFileName().toString()).sorted().toList())
                    .isEqualTo(List.of("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"));
        }
        assertThat(fetch("--images", "mnist").output()).contains("there");
        assertThat(fetch("--images", "mnist11").status()).isEqualTo(2);
    }

    @Test
    void what_it_pins_is_what_the_reader_expects() throws IOException {
        assertThat(Files.readString(Path.of("data/fetch.sh"))).contains(NatsBenchReader.PUBLISHED_SHA256);
    }
}
