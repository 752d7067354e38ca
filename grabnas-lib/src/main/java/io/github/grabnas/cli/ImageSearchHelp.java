package io.github.grabnas.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The help of {@code grabnas search --images PATH}: the options that a search on one's own images takes, in the order
 * in which one needs them, instead of all that {@code search} has for tables and targets.
 */
final class ImageSearchHelp {

    /** What is shown. */
    static final List<String> OPTIONS = List.of(
            "--images",
            "--out",
            "--minutes",
            "--budget",
            "--max-parameters",
            "--max-flops",
            "--max-milliseconds",
            "--method",
            "--set",
            "--help-settings");

    private ImageSearchHelp() {}

    /** Whether arguments of {@code grabnas} ask for this help. */
    static boolean isAsked(List<String> arguments) {
        Optional<String> command =
                arguments.stream().filter(a -> !a.startsWith("-")).findFirst();
        return command.equals(Optional.of("search"))
                && has(arguments, "--images")
                && (arguments.contains("--help") || arguments.contains("-h"))
                && !has(arguments, "--target")
                && !has(arguments, "--table");
    }

    private static boolean has(List<String> arguments, String option) {
        return arguments.stream().anyMatch(a -> a.equals(option) || a.startsWith(option + "="));
    }

    /** Writes the help to the console of a command line. */
    static void print(CommandLine grabnas) {
        grabnas.getOut().print(text(grabnas.getSubcommands().get("search")));
        grabnas.getOut().flush();
    }

    private static String text(CommandLine search) {
        CommandSpec shown = CommandSpec.create().name("search --images");
        shown.parent(search.getCommandSpec().parent());
        for (String name : OPTIONS) {
            shown.addOption(
                    OptionSpec.builder(search.getCommandSpec().findOption(name)).build());
        }
        shown.usageMessage()
                .description("Search for the architecture that does well on your own images, and train it.")
                .sortOptions(false)
                .sortSynopsis(false)
                .footer(
                        "",
                        "The first line of the output says what was chosen and how long it will take. Ctrl-C ends",
                        "after the running candidate; the same command goes on. --seed, --engine and what only",
                        "tables and targets take: 'grabnas search --help'.");
        ColorScheme colours = search.getColorScheme();
        return new CommandLine(shown).getUsageMessage(colours);
    }

    /** Prints the help where it is asked for, and else does what the arguments say. */
    static int orRun(CommandLine.ParseResult parsed) {
        if (isAsked(parsed.originalArgs())) {
            print(parsed.commandSpec().root().commandLine());
            return CommandLine.ExitCode.OK;
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Prints the help where arguments that could not be parsed ask for it. */
    static boolean printed(CommandLine command, String... arguments) {
        boolean asked = isAsked(Arrays.asList(arguments));
        if (asked) {
            print(command.getCommandSpec().root().commandLine());
        }
        return asked;
    }
}
