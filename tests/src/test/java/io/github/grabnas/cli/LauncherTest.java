package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.grabnas.search.SearchMethod;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import javax.tools.ToolProvider;
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

    @Test
    void a_checkout_in_a_folder_with_spaces_searches_and_writes_into_folders_with_spaces(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path checkout = Files.createDirectories(folder.resolve("my checkout é $HOME's"));
        Path setUp = Files.createDirectories(checkout.resolve("kernel-setup"));
        for (String script : List.of("grabnas", "java.sh")) {
            Files.copy(Path.of("kernel-setup", script), setUp.resolve(script));
        }
        for (String part : List.of("grabnas-lib", "data", "notebooks")) {
            Files.createSymbolicLink(
                    checkout.resolve(part), Path.of(part).toAbsolutePath().normalize());
        }
        Path trials = Files.createDirectories(folder.resolve("my results")).resolve("all trials.csv");
        Process process = new ProcessBuilder(
                        "bash",
                        setUp.resolve("grabnas").toString(),
                        "search",
                        "--method=tnas",
                        "--target=proxy-fashion",
                        "--budget=3",
                        "--out=" + trials)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(Files.readAllLines(trials)).hasSize(4);
    }

    @Test
    void a_method_of_one_s_own_is_found_by_its_name_on_a_class_path_of_one_s_own(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Mine.java"), """
                import io.github.grabnas.search.*;
                import java.util.List;
                public class Mine implements SearchMethod {
                    public String label() { return "mine"; }
                    public String description() { return "random search once more"; }
                    public List<Setting<?>> settings() { return List.of(); }
                    public ArchitectureSearch start(SearchProblem problem, SettingValues values) {
                        return new RandomSearch(problem);
                    }
                }
                """);
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(SearchMethod.class.getName()), "Mine\n");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-cp", System.getProperty("java.class.path"), source.toString()))
                .isZero();
        Path trials = folder.resolve("trials.csv");
        ProcessBuilder builder = new ProcessBuilder(
                        "bash",
                        "kernel-setup/grabnas",
                        "search",
                        "--method=mine",
                        "--target=proxy-fashion",
                        "--budget=3",
                        "--out=" + trials)
                .redirectErrorStream(true);
        builder.environment().put("GRABNAS_CLASSPATH", folder.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(Files.readAllLines(trials)).hasSize(4);
    }
}
