package io.github.grabnas.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code kernel-setup/start.sh}, as far as it can be tried without installing anything. */
class StartScriptTest {

    @TempDir
    private Path folder;

    private record Result(int status, String output) {
    }

    @BeforeEach
    void needs_a_shell_and_a_built_library() {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")) && Files.exists(Path.of("grabnas-lib/target/runtime.classpath")),
                "needs bash and the packaged library");
    }

    private static Result start(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "kernel-setup/start.sh"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    private JsonNode spec(String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--kernelspec", folder.toString()));
        all.addAll(List.of(options));
        assertThat(start(all.toArray(String[]::new))).satisfies(r -> assertThat(r.status()).as(r.output()).isZero());
        return new ObjectMapper().readTree(folder.resolve("kernels/java/kernel.json").toFile());
    }

    @Test
    void the_kernel_spec_knows_the_library_and_writing_it_again_changes_nothing() throws IOException, InterruptedException {
        JsonNode spec = spec();
        Path file = folder.resolve("kernels/java/kernel.json");
        var written = Files.getLastModifiedTime(file);
        String[] classpath = spec.path("env").path("RJK_CLASSPATH").asText().split(";");
        assertThat(classpath).allMatch(entry -> Files.exists(Path.of(entry))).anyMatch(entry -> entry.contains("tablesaw-core"));
        assertThat(spec.path("argv").toString()).contains("rapaio-jupyter-kernel.jar", "{connection_file}");
        spec();
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
    }

    @Test
    void another_kernel_of_the_family_gets_the_same_class_path_under_its_own_name() throws IOException, InterruptedException {
        Path jar = Files.createFile(folder.resolve("a kernel.jar"));
        assertThat(spec("--kernel", "ijava", "--jar", jar.toString()).path("env").path("IJAVA_CLASSPATH").asText())
                .contains("grabnas-lib", "tablesaw-core");
        JsonNode jjava = spec("--kernel", "jjava", "--jar", jar.toString());
        assertThat(jjava.path("env").path("JJAVA_CLASSPATH").asText()).contains("grabnas-lib");
        assertThat(jjava.path("argv").toString()).contains("a kernel.jar");
    }

    @Test
    void wrong_options_end_with_2_and_say_what_was_expected() throws IOException, InterruptedException {
        assertThat(start("--frob").status()).isEqualTo(2);
        assertThat(start("--frob").output()).contains("unknown option --frob", "usage:");
        assertThat(start("--kernel", "python")).satisfies(r -> assertThat(r.status()).isEqualTo(2))
                .satisfies(r -> assertThat(r.output()).contains("expected rapaio, ijava or jjava"));
        assertThat(start("--kernel", "ijava").output()).contains("needs --jar FILE");
        assertThat(start("--kernel", "ijava", "--jar", "/no/such.jar")).satisfies(r -> assertThat(r.status()).isEqualTo(1))
                .satisfies(r -> assertThat(r.output()).contains("does not exist"));
    }
}
