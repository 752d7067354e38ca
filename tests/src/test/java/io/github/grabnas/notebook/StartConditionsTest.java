package io.github.grabnas.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grabnas.notebook.Shell.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The launchers in checkouts that are half there, that cannot be written, or that are being built. */
class StartConditionsTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void needs_a_shell_and_a_built_library() {
        Shell.assumeBuiltLibrary();
    }

    /** A checkout whose {@code target} folders are its own and hold what was built here, by links. */
    private static final String OWN_TARGETS = """
            for module in grabnas-lib kernel-setup; do
              rm "$clone/$module/target"
              mkdir "$clone/$module/target"
              ln -s "$PWD/$module"/target/* "$clone/$module/target"
            done
            mkdir -p "$1/bin"
            export JUPYTER_DATA_DIR=$1/data HOME=$1 PATH="$1/bin:$PATH"
            maven() { printf '#!/bin/sh\\n%s\\n' "$1" > "$HOME/bin/mvn"; chmod +x "$HOME/bin/mvn"; }
            """;

    @Test
    void files_of_the_class_path_that_are_gone_are_told_with_what_to_run() throws IOException, InterruptedException {
        for (String launcher :
                List.of("kernel-setup/grabnas\" --version", "kernel-setup/start.sh\" --kernelspec \"$1/jupyter\"")) {
            Run run = Shell.bash(Shell.CLONE + OWN_TARGETS + """
                    rm "$clone/grabnas-lib/target/runtime.classpath"
                    printf '%s:/no/such.jar:/no/other.jar' "$(cat grabnas-lib/target/runtime.classpath)" \\
                        > "$clone/grabnas-lib/target/runtime.classpath"
                    "$clone/""" + launcher, folder);
            assertThat(run.output())
                    .contains("2 of the files that the library needs are gone, such as /no/such.jar; run")
                    .hasLineCount(1);
            assertThat(run.status()).isEqualTo(1);
        }
    }

    /** A folder in the place of the file that is tried keeps the administrator from writing it too. */
    @Test
    void a_checkout_that_cannot_be_written_is_taken_as_it_was_built_or_refused()
            throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/jupyter-nbconvert")), "needs Jupyter");
        String unwritable = Shell.CLONE + OWN_TARGETS + """
                maven 'exit 1'
                mkdir "$clone/grabnas-lib/target/.writable"
                """;
        String start = "\"$clone/kernel-setup/start.sh\" --setup";
        Run built = Shell.bash(unwritable + start, folder);
        assertThat(built.output()).contains("grabnas-lib/target cannot be written, so the library is taken as it was");
        assertThat(built.status()).as(built.output()).isZero();
        Run other = Shell.bash(unwritable + "rm \"$clone/grabnas-lib/target/runtime.classpath\"\n" + start, folder);
        assertThat(other.output()).contains("the library is not built, and the folder ", "target cannot be written");
        assertThat(other.status()).isEqualTo(1);
    }

    @Test
    void two_starts_at_once_build_one_after_the_other() throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/jupyter-nbconvert"))
                        && Files.isExecutable(Path.of("/usr/bin/flock")),
                "needs Jupyter and flock");
        Run run = Shell.bash(Shell.CLONE + OWN_TARGETS + """
                maven 'echo begin >> "$HOME/log"; sleep 2; echo end >> "$HOME/log"'
                "$clone/kernel-setup/start.sh" --setup & first=$!
                "$clone/kernel-setup/start.sh" --setup
                wait $first
                """, folder);
        assertThat(run.status()).as(run.output()).isZero();
        assertThat(Files.readAllLines(folder.resolve("log"))).containsExactly("begin", "end", "begin", "end");
    }

    @Test
    void a_relative_java_home_is_written_into_the_spec_as_an_absolute_one() throws IOException, InterruptedException {
        Run run = Shell.bash("""
                top=$PWD
                ln -s "$2" "$1/jdk"
                trap 'rm "$1/jdk"' EXIT
                cd "$1"
                JAVA_HOME=jdk "$top/kernel-setup/start.sh" --kernelspec "$1"
                """, folder, System.getProperty("java.home"));
        assertThat(run.status()).as(run.output()).isZero();
        JsonNode spec = new ObjectMapper()
                .readTree(folder.resolve("kernels/java/kernel.json").toFile());
        assertThat(spec.path("argv").path(0).asText())
                .isEqualTo(folder.resolve("jdk/bin/java").toString());
    }
}
