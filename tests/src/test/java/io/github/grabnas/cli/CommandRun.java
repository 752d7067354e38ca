package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;

/**
 * What a command ended with, in this process.
 *
 * @param status of the process that it would have been
 * @param out what it printed
 * @param err what it printed to the other stream
 */
record CommandRun(int status, String out, String err) {

    /** Runs {@code grabnas} with arguments. */
    static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        return new CommandRun(status(out, err, arguments), out.toString(), err.toString());
    }

    static CommandRun of(List<String> arguments) {
        return of(arguments.toArray(String[]::new));
    }

    /** The status; what is printed comes behind what the writers hold. */
    static int status(StringWriter out, StringWriter err, String... arguments) {
        return Grabnas.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    /** Runs a command whose process is killed, so to speak, when it prints a line to the error stream. */
    static void killedAt(String line, String... arguments) {
        CommandLine command = Grabnas.commandLine();
        command.setOut(new PrintWriter(new StringWriter(), true));
        command.setErr(new PrintWriter(new StringWriter(), true) {
            @Override
            public PrintWriter printf(Locale locale, String format, Object... values) {
                if (String.format(locale, format, values).contains(line)) {
                    throw new IllegalStateException("killed");
                }
                return this;
            }
        });
        assertThat(command.execute(arguments)).isEqualTo(1);
    }
}
