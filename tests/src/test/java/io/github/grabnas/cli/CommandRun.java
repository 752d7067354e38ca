package io.github.grabnas.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

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
}
