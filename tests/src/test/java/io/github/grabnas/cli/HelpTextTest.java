package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** The help of every command can be printed: a percent sign that stands alone in it is a warning of picocli's. */
class HelpTextTest {

    static Stream<CommandLine> commands() {
        return below(Grabnas.commandLine());
    }

    private static Stream<CommandLine> below(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTextTest::below));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void nothing_goes_to_the_other_stream(CommandLine command) {
        PrintStream usual = System.err;
        ByteArrayOutputStream other = new ByteArrayOutputStream();
        System.setErr(new PrintStream(other, true, StandardCharsets.UTF_8));
        try {
            assertThat(command.getUsageMessage()).contains(command.getCommandName());
        } finally {
            System.setErr(usual);
        }
        assertThat(other.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
