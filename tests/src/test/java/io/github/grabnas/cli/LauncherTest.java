package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/** {@code kernel-setup/grabnas}, the program that starts the command line. */
class LauncherTest {

    private static final Path CLASS_PATH = Path.of("grabnas-lib/target/runtime.classpath");

    @BeforeEach
    void needs_a_shell_and_a_built_library() {
        assumeTrue(
                Files.isExecutable(Path.of("/bin/bash")) && Files.exists(CLASS_PATH),
                "needs bash and the packaged library");
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "kernel-setup/grabnas"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void the_version_is_the_one_in_the_pom() throws IOException, InterruptedException {
        Matcher pom = Pattern.compile("<artifactId>grabnas</artifactId>\\s*<version>(.*?)</version>")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(pom.find()).isTrue();
        assertThat(run("--version")).isEqualToIgnoringNewLines("GraB-NAS for Java " + pom.group(1));
    }

    @Test
    void nothing_is_logged_where_the_backend_starts() throws IOException, InterruptedException {
        assertThat(run("environment")).contains("ND4J").doesNotContain("SLF4J", "INFO", "DEBUG");
    }

    @Test
    void the_library_leaves_the_choice_of_a_logger_to_whoever_uses_it() throws IOException {
        List<String> bindings = new ArrayList<>();
        for (String jar : Files.readString(CLASS_PATH).strip().split(File.pathSeparator)) {
            try (ZipFile content = new ZipFile(jar)) {
                if (content.getEntry("META-INF/services/org.slf4j.spi.SLF4JServiceProvider") != null) {
                    bindings.add(jar);
                }
            }
        }
        assertThat(bindings).isEmpty();
    }
}
