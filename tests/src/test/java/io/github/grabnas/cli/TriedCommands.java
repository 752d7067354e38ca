package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every command with what it needs besides the option that is tried.
 *
 * @param folder in which all files are
 */
record TriedCommands(Path folder) {

    /** Stands for the folder of the test. */
    private static final String FOLDER = "FOLDER";

    private static final String CELL = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|nor_conv_3x3~2|";

    /** What each command needs besides the option that is tried; with right values it would begin to work. */
    static final Map<String, List<String>> NEEDED = Map.ofEntries(
            Map.entry(
                    "search",
                    List.of("--method", "random", "--target", "proxy-fashion", "--budget", "1", "--out", "out.csv")),
            Map.entry("measure", List.of("proxy-fashion", "--first", "1", "--out", "out.csv")),
            Map.entry(
                    "experiment", List.of("table2", "--target", "proxy-fashion", "--method", "random", "--out", "out")),
            Map.entry("experiment beyond", List.of("--target", "proxy-fashion", "--out", "out")),
            Map.entry("experiment fresh", List.of("--target", "proxy-fashion", "--out", "out")),
            Map.entry("experiment images", List.of("--images", "drawn=pictures", "--out", "out")),
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
    static final List<String> NO_NUMBERS = List.of(
            "", " ", "x", "NaN", "Infinity", "1.5", "1e3", "0x10", "1_000", "\u0661", "9".repeat(12), "9".repeat(30));

    static final Set<String> DECIMAL_NUMBERS = Set.of("double", "Double", "OptionalDouble");
    static final Set<String> WHOLE_NUMBERS = Set.of("int", "long", "Integer", "Long");

    record Outcome(int status, String err) {}

    static Outcome run(List<String> arguments) {
        StringWriter err = new StringWriter();
        CommandLine line = Grabnas.commandLine();
        line.setOut(new PrintWriter(new StringWriter(), true)).setErr(new PrintWriter(err, true));
        return new Outcome(line.execute(arguments.toArray(String[]::new)), err.toString());
    }

    /** All, with those within others. */
    static Collection<CommandSpec> commands() {
        return within(Grabnas.commandLine()).toList();
    }

    private static Stream<CommandSpec> within(CommandLine line) {
        return line.getSubcommands().values().stream()
                .flatMap(inner -> Stream.concat(Stream.of(inner.getCommandSpec()), within(inner)));
    }

    /** The words that call a command, such as {@code experiment fresh}. */
    static String words(CommandSpec command) {
        return command.qualifiedName().substring(command.root().name().length()).strip();
    }

    static String type(ArgSpec arg) {
        List<? extends CommandLine.Model.ITypeInfo> inner = arg.typeInfo().getAuxiliaryTypeInfos();
        boolean wraps = arg.typeInfo().isCollection() || arg.typeInfo().isOptional();
        return wraps ? inner.get(0).getClassSimpleName() : arg.typeInfo().getClassSimpleName();
    }

    static List<OptionSpec> options(CommandSpec command, Set<String> types) {
        return command.options().stream()
                .filter(option -> types.contains(type(option)))
                .toList();
    }

    /** The arguments with one option's value replaced or added, all files being in the folder. */
    List<String> with(CommandSpec command, String option, String value) {
        List<String> arguments =
                new ArrayList<>(NEEDED_FOR.getOrDefault(words(command) + " " + option, NEEDED.get(words(command))));
        int at = arguments.indexOf(option);
        if (at >= 0) {
            arguments.subList(at, at + 2).clear();
        }
        List<String> placed = new ArrayList<>(List.of(words(command).split(" ")));
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

    /** The arguments with a word in the place of the first that is no option's value, or as one more. */
    List<String> withWord(CommandSpec command, String word) {
        List<String> arguments = with(command, "--nothing", "1");
        arguments.remove(arguments.size() - 1);
        int first = words(command).split(" ").length;
        for (int i = first;
                i < arguments.size() && !command.positionalParameters().isEmpty();
                i++) {
            if (!arguments.get(i).startsWith("-")
                    && (i == first || !arguments.get(i - 1).startsWith("--"))) {
                arguments.set(i, word);
                return arguments;
            }
        }
        arguments.add(word);
        return arguments;
    }

    static DynamicTest refused(List<String> arguments, String contained) {
        return DynamicTest.dynamicTest(String.join(" ", arguments), () -> {
            Outcome outcome = run(arguments);
            assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
            assertOneLine(outcome.err()).contains(contained);
        });
    }

    static org.assertj.core.api.AbstractStringAssert<?> assertOneLine(String err) {
        assertThat(err.strip().lines()).as(err).hasSize(1);
        return assertThat(err).startsWith("grabnas").doesNotContain("Exception", "\tat ", ": null");
    }
}
