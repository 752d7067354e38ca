package io.github.grabnas.cli;

import static io.github.grabnas.cli.TriedCommands.assertOneLine;
import static io.github.grabnas.cli.TriedCommands.commands;
import static io.github.grabnas.cli.TriedCommands.options;
import static io.github.grabnas.cli.TriedCommands.refused;
import static io.github.grabnas.cli.TriedCommands.run;
import static io.github.grabnas.cli.TriedCommands.words;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Numbers and words that a command cannot take, of every command. */
class WrongNumbersTest {

    @TempDir
    private Path folder;

    private TriedCommands tried() {
        return new TriedCommands(folder);
    }

    @TestFactory
    Stream<DynamicTest> a_decimal_number_that_is_none_or_not_above_0_is_wrong_usage() {
        return commands().stream()
                .flatMap(command -> options(command, TriedCommands.DECIMAL_NUMBERS).stream()
                        .flatMap(option -> Stream.of(
                                        "", " ", "x", "NaN", "Infinity", "0x1p2", "1d", "\u0661", "1e999", "0", "-0.5")
                                .map(value -> refused(
                                        tried().with(command, option.longestName(), value),
                                        "'" + value + "'; expected a"))));
    }

    @TestFactory
    Stream<DynamicTest> a_recipe_s_number_that_is_none_is_wrong_usage() {
        CommandSpec experiment = commands().stream()
                .filter(command -> words(command).equals("experiment"))
                .findFirst()
                .orElseThrow();
        return Stream.concat(TriedCommands.NO_NUMBERS.stream(), Stream.of("0", "-1"))
                .map(value -> refused(
                        tried().with(experiment, "--recipe", "epochs=" + value),
                        "'" + value + "'; expected a whole number from"));
    }

    /** Picocli's own converters take what Java takes: digits of every script, hexadecimal and infinite numbers. */
    @Test
    void every_number_has_a_converter_of_our_own() {
        Set<String> numbers = new TreeSet<>(TriedCommands.WHOLE_NUMBERS);
        numbers.addAll(TriedCommands.DECIMAL_NUMBERS);
        numbers.addAll(Set.of("float", "Float", "short", "Short", "byte", "Byte", "BigInteger", "BigDecimal"));
        assertThat(commands().stream()
                        .flatMap(command -> command.args().stream())
                        .filter(arg -> numbers.contains(arg.typeInfo().getClassSimpleName())
                                || arg.typeInfo().getAuxiliaryTypeInfos().stream()
                                        .anyMatch(inner -> numbers.contains(inner.getClassSimpleName())))
                        .filter(arg -> arg.converters().length == 0))
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> an_unknown_option_is_wrong_usage() {
        return commands().stream().map(command -> refused(tried().with(command, "--nothing", "1"), "'--nothing=1'"));
    }

    /** Instead of the words that a command needs, or beside what one needs that takes none. */
    @TestFactory
    Stream<DynamicTest> a_wrong_word_or_one_too_many_is_told_in_one_line() {
        return commands().stream()
                .flatMap(command -> Stream.of("x", "NaN", "-1", "\u0661", "none.pt")
                        .map(word -> DynamicTest.dynamicTest(words(command) + " " + word, () -> {
                            TriedCommands.Outcome outcome = run(tried().withWord(command, word));
                            assertThat(outcome.status()).as(outcome.err()).isIn(1, 2);
                            assertOneLine(outcome.err());
                        })));
    }
}
