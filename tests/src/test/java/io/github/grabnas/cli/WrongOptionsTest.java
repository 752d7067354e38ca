package io.github.grabnas.cli;

import static io.github.grabnas.cli.TriedCommands.assertOneLine;
import static io.github.grabnas.cli.TriedCommands.commands;
import static io.github.grabnas.cli.TriedCommands.options;
import static io.github.grabnas.cli.TriedCommands.refused;
import static io.github.grabnas.cli.TriedCommands.run;
import static io.github.grabnas.cli.TriedCommands.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.Setting;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every option of every command with values that it cannot have: wrong usage or a failure, told in one line, with no
 * file changed. Commands and options come from the command line itself, so a new one is tried without a change here.
 */
class WrongOptionsTest {

    private static final Set<String> MAY_BE_NONE = Set.of("--prune-top", "--steps");

    @TempDir
    private Path folder;

    private TriedCommands tried() {
        return new TriedCommands(folder);
    }

    @Test
    void every_command_is_tried() {
        assertThat(commands().stream().map(TriedCommands::words))
                .containsExactlyInAnyOrderElementsOf(TriedCommands.NEEDED.keySet())
                .contains("experiment images", "experiment fresh", "experiment beyond");
    }

    @TestFactory
    Stream<DynamicTest> a_number_that_is_none_or_out_of_range_is_wrong_usage() {
        return commands().stream()
                .flatMap(command -> options(command, TriedCommands.WHOLE_NUMBERS).stream()
                        .filter(option -> !option.longestName().equals("--recipe"))
                        .flatMap(option -> wrongNumbers(option)
                                .map(value -> refused(
                                        tried().with(command, option.longestName(), value),
                                        "'" + value + "'; expected a whole number from"))));
    }

    private static Stream<String> wrongNumbers(OptionSpec option) {
        if (option.longestName().equals("--seed")) {
            return TriedCommands.NO_NUMBERS.stream().filter(value -> !value.matches("9{12}"));
        }
        Stream<String> outOfRange = MAY_BE_NONE.contains(option.longestName())
                ? Stream.of("-1", "-2147483648")
                : Stream.of("0", "-1", "-2147483648");
        return Stream.concat(TriedCommands.NO_NUMBERS.stream(), outOfRange);
    }

    @TestFactory
    Stream<DynamicTest> an_unknown_word_is_wrong_usage() {
        return commands().stream()
                .flatMap(command -> command.options().stream()
                        .filter(option -> option.typeInfo().isEnum()
                                || Set.of("--method", "--target", "--train", "--recipe")
                                                .contains(option.longestName())
                                        && !option.typeInfo().isBoolean())
                        .flatMap(option -> Stream.of(
                                        "", "x", "NaN", "random x", "epochs=0", "channels=-1", "nothing=1", "=")
                                .map(value -> refused(
                                        tried().with(command, option.longestName(), value),
                                        value.replaceFirst("=.+", "")))));
    }

    @TestFactory
    Stream<DynamicTest> a_setting_without_sense_is_wrong_usage() {
        return SearchMethod.all().stream()
                .flatMap(method -> method.settings().stream()
                        .flatMap(setting -> Stream.of("", "x", "NaN", "-Infinity", "1e999", "-1")
                                .map(value -> DynamicTest.dynamicTest(
                                        method.label() + " " + setting.name() + "=" + value,
                                        () -> assertSettingRefused(method, setting, value)))));
    }

    private void assertSettingRefused(SearchMethod method, Setting<?> setting, String value) {
        TriedCommands.Outcome outcome = run(List.of(
                "search",
                "--method",
                method.label(),
                "--target",
                "proxy-fashion",
                "--budget",
                "1",
                "--out",
                folder.resolve("out.csv").toString(),
                "--set",
                setting.name() + "=" + value));
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
        assertOneLine(outcome.err()).contains(setting.name());
    }

    @TestFactory
    Stream<DynamicTest> a_file_that_is_none_is_told_in_one_line() throws IOException {
        Files.createDirectory(folder.resolve("folder"));
        Files.writeString(folder.resolve("text"), "no data\n");
        Files.write(folder.resolve("empty"), new byte[0]);
        Files.write(folder.resolve("noise"), "\u0080\u0002\0\u00ff".repeat(50).getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve("table.csv"), """
                architecture,ms
                |none~0|+|none~0|none~1|+|none~0|none~1|none~2|,1
                |none~0|+|none~0|none~1|+|none~0|none~1|skip_connect~2|,2
                """);
        return commands().stream()
                .flatMap(command -> options(command, Set.of("Path")).stream()
                        .flatMap(option -> wrongFiles(option)
                                .map(value -> DynamicTest.dynamicTest(
                                        words(command) + " " + option.longestName() + " " + value,
                                        () -> assertFileRefused(command, option, value)))));
    }

    private static Stream<String> wrongFiles(OptionSpec option) {
        boolean written = Set.of(
                        "--out", "--report", "--held-out", "--dataset-effect", "--coverage", "--novel", "--journal")
                .contains(option.longestName());
        boolean directory =
                option.paramLabel().contains("DIR") && !option.paramLabel().contains("FILE");
        if (written) {
            return directory ? Stream.of("text", "text/x", "none/x", "") : Stream.of("folder", "text/x", "none/x", "");
        }
        return directory
                ? Stream.of("text", "text/x", "none")
                : Stream.of("folder", "none", "text/x", "text", "empty", "noise");
    }

    private void assertFileRefused(CommandSpec command, OptionSpec option, String value) throws IOException {
        String file = value.isEmpty() ? "" : folder.resolve(value).toString();
        List<String> before = files();
        TriedCommands.Outcome outcome = run(tried().with(command, option.longestName(), file));
        assertThat(outcome.status())
                .as("%s %s %s: %s", words(command), option.longestName(), value, outcome)
                .isIn(1, 2);
        assertOneLine(outcome.err()).contains(file);
        assertThat(files()).isEqualTo(before);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
        }
    }
}
