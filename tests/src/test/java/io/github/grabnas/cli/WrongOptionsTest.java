package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.Setting;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every option of every command with values that it cannot have: wrong usage or a failure, told in one line, with no
 * file changed. Commands and options come from the command line itself, so a new one is tried without a change here.
 */
class WrongOptionsTest {

    /** Stands for the folder of the test. */
    private static final String FOLDER = "FOLDER";

    private static final String CELL = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|nor_conv_3x3~2|";

    /** What each command needs besides the option that is tried; with right values it would begin to work. */
    private static final Map<String, List<String>> NEEDED = Map.ofEntries(
            Map.entry(
                    "search",
                    List.of("--method", "random", "--target", "proxy-fashion", "--budget", "1", "--out", "out.csv")),
            Map.entry("measure", List.of("proxy-fashion", "--first", "1", "--out", "out.csv")),
            Map.entry(
                    "experiment", List.of("table2", "--target", "proxy-fashion", "--method", "random", "--out", "out")),
            Map.entry("parallel-loss", List.of("--target", "proxy-fashion", "--method", "random", "--out", "out")),
            Map.entry("train-features", List.of("proxy", "--out", "out.safetensors")),
            Map.entry("train-autoencoder", List.of("--out", "out.safetensors")),
            Map.entry("train-decoder", List.of("none.safetensors", "--out", "out.safetensors")),
            Map.entry("meta-train", List.of("proxy", "--out", "out.safetensors")),
            Map.entry("meta-train-metad2a", List.of("proxy", "--out", "out.safetensors")),
            Map.entry("surrogate-quality", List.of("proxy", "--out", "out.csv", "--held-out", "held-out.csv")),
            Map.entry("one-shot", List.of("--methods", "rsps", "--targets", "proxy-fashion", "--out", FOLDER)),
            Map.entry("train", List.of("--architecture", CELL, "--images", "pictures", "--out", "out")),
            Map.entry("classify", List.of("--model", "none.onnx", "pictures")),
            Map.entry("describe", List.of(CELL)),
            Map.entry("course", List.of("--out", "out.zip")),
            Map.entry("environment", List.of()),
            Map.entry("check-gpu", List.of()));

    private static final List<String> OWN_TABLE = List.of(
            "--method", "random", "--table", "table.csv", "--column", "ms", "--budget", "1", "--out", "out.csv");
    private static final List<String> TRAINED = List.of(
            "table3",
            "--target",
            "proxy-fashion",
            "--method",
            "random",
            "--train",
            "mnist",
            "--images",
            "pictures",
            "--out",
            "out");

    /** What an option needs that does not go with the usual ones. */
    private static final Map<String, List<String>> NEEDED_FOR = Map.of(
            "search --images", OWN_TABLE,
            "search --column", OWN_TABLE,
            "search --table", OWN_TABLE,
            "experiment --again", List.of("--out", "out"),
            "experiment --control", List.of("table1", "--target", "proxy-fashion", "--method", "tnas", "--out", "out"),
            "experiment --images", TRAINED,
            "experiment --train", TRAINED,
            "experiment --recipe", TRAINED);

    /** Numbers that are none, or that nothing can be counted to. */
    private static final List<String> NO_NUMBERS = List.of(
            "", " ", "x", "NaN", "Infinity", "1.5", "1e3", "0x10", "1_000", "\u0661", "9".repeat(12), "9".repeat(30));

    private static final Set<String> MAY_BE_NONE = Set.of("--prune-top", "--steps");
    private static final Set<String> WHOLE_NUMBERS = Set.of("int", "long", "Integer", "Long");

    @TempDir
    private Path folder;

    private record Outcome(int status, String err) {}

    private static Outcome run(List<String> arguments) {
        StringWriter err = new StringWriter();
        CommandLine line = Grabnas.commandLine();
        line.setOut(new PrintWriter(new StringWriter(), true)).setErr(new PrintWriter(err, true));
        return new Outcome(line.execute(arguments.toArray(String[]::new)), err.toString());
    }

    private static Collection<CommandSpec> commands() {
        return Grabnas.commandLine().getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .toList();
    }

    private static String type(ArgSpec arg) {
        List<? extends CommandLine.Model.ITypeInfo> inner = arg.typeInfo().getAuxiliaryTypeInfos();
        boolean wraps = arg.typeInfo().isCollection() || arg.typeInfo().isOptional();
        return wraps ? inner.get(0).getClassSimpleName() : arg.typeInfo().getClassSimpleName();
    }

    private static List<OptionSpec> options(CommandSpec command, Set<String> types) {
        return command.options().stream()
                .filter(option -> types.contains(type(option)))
                .toList();
    }

    /** The arguments with one option's value replaced or added, all files being in the folder. */
    private List<String> with(CommandSpec command, String option, String value) {
        List<String> arguments =
                new ArrayList<>(NEEDED_FOR.getOrDefault(command.name() + " " + option, NEEDED.get(command.name())));
        int at = arguments.indexOf(option);
        if (at >= 0) {
            arguments.subList(at, at + 2).clear();
        }
        List<String> placed = new ArrayList<>(List.of(command.name()));
        for (String argument : arguments) {
            placed.add(
                    argument.equals(FOLDER)
                            ? folder.toString()
                            : argument.matches("out.*|.*\\.(csv|safetensors)|pictures")
                                    ? folder.resolve(argument).toString()
                                    : argument);
        }
        placed.add(option + "=" + value);
        return placed;
    }

    private static DynamicTest refused(List<String> arguments, String contained) {
        return DynamicTest.dynamicTest(String.join(" ", arguments), () -> {
            Outcome outcome = run(arguments);
            assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
            assertOneLine(outcome.err()).contains(contained);
        });
    }

    private static org.assertj.core.api.AbstractStringAssert<?> assertOneLine(String err) {
        assertThat(err.strip().lines()).as(err).hasSize(1);
        return assertThat(err).startsWith("grabnas").doesNotContain("Exception", "\tat ", ": null");
    }

    @Test
    void every_command_is_tried() {
        assertThat(commands().stream().map(CommandSpec::name)).containsExactlyInAnyOrderElementsOf(NEEDED.keySet());
    }

    @TestFactory
    Stream<DynamicTest> a_number_that_is_none_or_out_of_range_is_wrong_usage() {
        return commands().stream()
                .flatMap(command -> options(command, WHOLE_NUMBERS).stream()
                        .filter(option -> !option.longestName().equals("--recipe"))
                        .flatMap(option -> wrongNumbers(option)
                                .map(value -> refused(
                                        with(command, option.longestName(), value),
                                        "'" + value + "'; expected a whole number from"))));
    }

    private static Stream<String> wrongNumbers(OptionSpec option) {
        if (option.longestName().equals("--seed")) {
            return NO_NUMBERS.stream().filter(value -> !value.matches("9{12}"));
        }
        Stream<String> outOfRange = MAY_BE_NONE.contains(option.longestName())
                ? Stream.of("-1", "-2147483648")
                : Stream.of("0", "-1", "-2147483648");
        return Stream.concat(NO_NUMBERS.stream(), outOfRange);
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
                                        with(command, option.longestName(), value), value.replaceFirst("=.+", "")))));
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
        Outcome outcome = run(List.of(
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
                                        command.name() + " " + option.longestName() + " " + value,
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
        Outcome outcome = run(with(command, option.longestName(), file));
        assertThat(outcome.status())
                .as("%s %s %s: %s", command.name(), option.longestName(), value, outcome)
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
