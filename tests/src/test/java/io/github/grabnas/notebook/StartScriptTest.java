package io.github.grabnas.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grabnas.cli.Grabnas;
import io.github.grabnas.notebook.Shell.Run;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.oneshot.OneShotMethods;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The launchers {@code kernel-setup/start.sh} and {@code kernel-setup/grabnas}, as far as they can be tried without
 * installing anything.
 */
class StartScriptTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void needs_a_shell_and_a_built_library() {
        Shell.assumeBuiltLibrary();
    }

    private static Run start(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "kernel-setup/start.sh"));
        command.addAll(List.of(options));
        return Shell.run(command);
    }

    private JsonNode spec(String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--kernelspec", folder.toString()));
        all.addAll(List.of(options));
        assertThat(start(all.toArray(String[]::new)))
                .satisfies(r -> assertThat(r.status()).as(r.output()).isZero());
        return new ObjectMapper()
                .readTree(folder.resolve("kernels/java/kernel.json").toFile());
    }

    @Test
    void the_kernel_spec_knows_the_library_and_writing_it_again_changes_nothing()
            throws IOException, InterruptedException {
        JsonNode spec = spec();
        Path file = folder.resolve("kernels/java/kernel.json");
        var written = Files.getLastModifiedTime(file);
        String[] classpath = spec.path("env").path("RJK_CLASSPATH").asText().split(";");
        assertThat(classpath)
                .allMatch(entry -> Files.exists(Path.of(entry)))
                .anyMatch(entry -> entry.contains("tablesaw-core"));
        assertThat(spec.path("argv").toString())
                .contains(
                        "rapaio-jupyter-kernel.jar",
                        "{connection_file}",
                        "-Dgrabnas.checkout=" + Path.of("").toAbsolutePath());
        assertThat(spec.path("interrupt_mode").asText()).isEqualTo("signal");
        spec();
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
    }

    @Test
    void a_kernel_spec_of_that_name_that_is_somebody_elses_is_kept() throws IOException, InterruptedException {
        Path file = folder.resolve("kernels/java/kernel.json");
        Files.createDirectories(file.getParent());
        String other = "{\"display_name\": \"Java\", \"env\": {\"IJAVA_TIMEOUT\": \"5\"}}";
        Files.writeString(file, other);
        assertThat(start("--kernelspec", folder.toString()).output()).contains("before-grabnas");
        assertThat(Files.readString(file)).contains("Java (GraB-NAS)");
        assertThat(Files.readString(folder.resolve("kernels/java/kernel.json.before-grabnas")))
                .isEqualTo(other);
        assertThat(start("--kernelspec", folder.toString()).output()).doesNotContain("before-grabnas");
    }

    @Test
    void another_kernel_of_the_family_gets_the_same_class_path_under_its_own_name()
            throws IOException, InterruptedException {
        Path jar = Files.createFile(folder.resolve("a kernel.jar"));
        assertThat(spec("--kernel", "ijava", "--jar", jar.toString())
                        .path("env")
                        .path("IJAVA_CLASSPATH")
                        .asText())
                .contains("grabnas-lib", "tablesaw-core");
        JsonNode jjava = spec("--kernel", "jjava", "--jar", jar.toString());
        assertThat(jjava.path("env").path("JJAVA_CLASSPATH").asText()).contains("grabnas-lib");
        assertThat(jjava.path("argv").toString()).contains("a kernel.jar");
        assertThat(jjava.path("interrupt_mode").asText()).isEqualTo("message");
    }

    @Test
    void a_spec_for_jjava_opens_jshell_to_it_and_java_takes_all_its_options() throws IOException, InterruptedException {
        JsonNode argv = spec(
                        "--kernel",
                        "jjava",
                        "--jar",
                        Files.createFile(folder.resolve("jjava.jar")).toString())
                .path("argv");
        List<String> words = new ArrayList<>();
        argv.forEach(word -> words.add(word.asText()));
        assertThat(words)
                .containsSequence("--add-opens", "jdk.jshell/jdk.jshell=ALL-UNNAMED")
                .contains("-jar");
        List<String> command = new ArrayList<>(words.subList(0, words.indexOf("-jar")));
        command.add("-version");
        assertThat(Shell.run(command))
                .satisfies(r -> assertThat(r.status()).as(r.output()).isZero())
                .satisfies(r -> assertThat(r.output()).doesNotContain("Unrecognized", "Unknown"));
    }

    @Test
    void wrong_options_end_with_2_and_say_what_was_expected() throws IOException, InterruptedException {
        assertThat(start("--frob").status()).isEqualTo(2);
        assertThat(start("--frob").output()).contains("unknown option --frob", "usage:");
        assertThat(start("--kernel", "python"))
                .satisfies(r -> assertThat(r.status()).isEqualTo(2))
                .satisfies(r -> assertThat(r.output()).contains("expected rapaio, ijava or jjava"));
        assertThat(start("--kernel", "ijava").output()).contains("needs --jar FILE");
        assertThat(start("--kernel", "ijava", "--jar", "/no/such.jar"))
                .satisfies(r -> assertThat(r.status()).isEqualTo(1))
                .satisfies(r -> assertThat(r.output()).contains("does not exist"));
    }

    /** One line on what is wrong, and status 1, from both launchers. */
    private void refused(String setting, String reason) throws IOException, InterruptedException {
        for (String launcher :
                List.of("kernel-setup/grabnas --version", "kernel-setup/start.sh --kernelspec \"$1/jupyter\"")) {
            Run run = Shell.bash(setting + "\n" + launcher, folder);
            assertThat(run.output()).as(launcher).contains(reason).hasLineCount(1);
            assertThat(run.status()).isEqualTo(1);
        }
    }

    @Test
    void a_java_home_without_java_or_with_an_old_one_is_named() throws IOException, InterruptedException {
        refused("export JAVA_HOME=/no/such", "JAVA_HOME is '/no/such', where there is no bin/java; set it to a JDK 17");
        String old = """
                export JAVA_HOME=$1/jdk
                mkdir -p "$JAVA_HOME/bin"
                printf '#!/bin/sh\\necho "    java.specification.version = 11" >&2\\n' > "$JAVA_HOME/bin/java"
                chmod +x "$JAVA_HOME/bin/java"
                """;
        refused(old, "java is version 11, and JDK 17 or newer is needed");
        refused(old + "echo 'JAVA_VERSION=\"1.8.0_392\"' > \"$JAVA_HOME/release\"", "java is version 1, and JDK 17");
    }

    @Test
    void a_folder_that_no_class_path_can_hold_is_named() throws IOException, InterruptedException {
        for (Map.Entry<String, String> name : Map.of("a:b", "cannot hold a folder with ':'", "a [1]", "cannot have")
                .entrySet()) {
            Run run = Shell.bash(Shell.CLONE + """
                    mv "$clone" "$1/$2"
                    clone=$1/$2
                    "$clone/kernel-setup/start.sh" --kernelspec "$1/jupyter"
                    """, folder, name.getKey());
            assertThat(run.output())
                    .contains(name.getValue(), name.getKey(), "move the checkout")
                    .hasLineCount(1);
            assertThat(run.status()).isEqualTo(1);
        }
    }

    @Test
    void a_checkout_in_any_folder_runs_in_an_ascii_locale_and_prints_what_is_not_ascii()
            throws IOException, InterruptedException {
        Run run = Shell.bash(Shell.CLONE + """
                cd /
                export LC_ALL=C
                "$clone/kernel-setup/grabnas" search --method random --target proxy-fashion \\
                    --budget 5 --seeds 2 --out "$clone/trials.csv"
                test -s "$clone/trials.csv"
                """, folder);
        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.output()).contains(" \u00b1 ").doesNotContain("?");
    }

    @Test
    void links_to_the_launchers_find_the_checkout() throws IOException, InterruptedException {
        Run run = Shell.bash("""
                trap 'rm "$1/notebooks" "$1/again" "$1/grabnas"' EXIT
                ln -s "$PWD/kernel-setup/start.sh" "$1/notebooks"
                ln -s notebooks "$1/again"
                ln -s "$PWD/kernel-setup/grabnas" "$1/grabnas"
                cd /
                "$1/again" --kernelspec "$1/jupyter"
                "$1/grabnas" --version
                """, folder);
        assertThat(run.status()).as(run.output()).isZero();
        assertThat(Files.readString(folder.resolve("jupyter/kernels/java/kernel.json")))
                .contains("-Dgrabnas.checkout=" + Path.of("").toAbsolutePath());
    }

    /** With a Maven that builds nothing: everything is built. */
    @Test
    void the_kernel_is_installed_where_jupyter_looks_with_and_without_a_home()
            throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/jupyter-nbconvert")), "needs Jupyter");
        Run run = Shell.bash("""
                mkdir "$1/bin"
                printf '#!/bin/sh\\n' > "$1/bin/mvn"
                chmod +x "$1/bin/mvn"
                export PATH=$1/bin:$PATH
                unset JUPYTER_DATA_DIR XDG_DATA_HOME
                HOME=$1 kernel-setup/start.sh --setup
                unset HOME
                JUPYTER_DATA_DIR=$1/data kernel-setup/start.sh --setup
                """, folder);
        assertThat(run.status()).as(run.output()).isZero();
        assertThat(folder.resolve(".local/share/jupyter/kernels/java/kernel.json"))
                .exists();
        assertThat(folder.resolve("data/kernels/java/kernel.json")).exists();
    }

    /** Jupyter names a folder that begins with a tilde where it finds no home. */
    @Test
    void without_a_folder_for_the_kernel_one_line_says_what_to_set() throws IOException, InterruptedException {
        Run run = Shell.bash(Shell.CLONE + """
                mkdir -p "$1/bin" "$clone/.venv/bin"
                printf '#!/bin/sh\\n' > "$1/bin/mvn"
                printf '#!/bin/sh\\necho "~/.local/share/jupyter"\\n' > "$clone/.venv/bin/jupyter"
                cp "$clone/.venv/bin/jupyter" "$clone/.venv/bin/jupyter-notebook"
                cp "$clone/.venv/bin/jupyter" "$clone/.venv/bin/jupyter-nbconvert"
                chmod +x "$1/bin/mvn" "$clone/.venv/bin"/*
                export PATH=$1/bin:$PATH
                unset HOME JUPYTER_DATA_DIR XDG_DATA_HOME
                "$clone/kernel-setup/start.sh" --setup
                """, folder);
        assertThat(run.output().lines().reduce((before, last) -> last))
                .contains("start.sh: Jupyter has no folder to install the kernel in; set HOME or JUPYTER_DATA_DIR");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void the_command_line_runs_without_a_home() throws IOException, InterruptedException {
        Run run = Shell.bash("""
                unset HOME XDG_CACHE_HOME
                kernel-setup/grabnas search --method random --target proxy-fashion --budget 3 --out "$1/trials.csv"
                """, folder);
        assertThat(run.status()).as(run.output()).isZero();
        assertThat(Files.readAllLines(folder.resolve("trials.csv"))).hasSize(4);
    }

    /** What the command line's launcher gives to Java, by a Java that prints it. */
    private String optionsOf(String... arguments) throws IOException, InterruptedException {
        return Shell.bash(
                        """
                export JAVA_HOME=$1/jdk
                shift
                mkdir -p "$JAVA_HOME/bin"
                printf 'JAVA_VERSION="17.0.1"\\nMODULES="java.base jdk.incubator.vector jdk.jshell"\\n' \\
                    > "$JAVA_HOME/release"
                printf '#!/bin/sh\\necho "$@"\\n' > "$JAVA_HOME/bin/java"
                chmod +x "$JAVA_HOME/bin/java"
                kernel-setup/grabnas "$@"
                """,
                        Stream.concat(Stream.of(folder), Stream.of(arguments)).toArray())
                .output();
    }

    @Test
    void every_command_that_trains_has_the_vector_registers() throws IOException, InterruptedException {
        String vectors = "--add-modules jdk.incubator.vector";
        Set<String> trainNothing = Set.of("course", "environment", "search");
        for (String command : Grabnas.commandLine().getSubcommands().keySet()) {
            String options = optionsOf(command, "--verbose");
            assertThat(options.contains(vectors)).as(options).isEqualTo(!trainNothing.contains(command));
        }
        assertThat(optionsOf("--verbose", "measure", "proxy-fashion")).contains(vectors);
        assertThat(optionsOf("search", "--method", "random", "--train")).contains(vectors);
        assertThat(optionsOf("search", "--method=grabnas", "--target", "proxy-mnist"))
                .doesNotContain(vectors);
        for (SearchMethod method : OneShotMethods.all()) {
            assertThat(optionsOf("search", "--method", method.label(), "--target", "proxy-mnist"))
                    .contains(vectors);
            assertThat(optionsOf("search", "--method=" + method.label())).contains(vectors);
        }
        assertThat(optionsOf("measure", "--help")).doesNotContain(vectors);
        assertThat(optionsOf()).doesNotContain(vectors);
    }
}
