package io.github.grabnas.speed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The scripts under {@code tests/reference}, which time the same work in PyTorch and scikit-learn. */
final class PythonReference {

    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?(?= (images/s|candidates/hour)?$|$)");

    private PythonReference() {}

    /** A file under {@code tests/reference}. */
    static String file(String name) {
        Path folder = Files.isDirectory(Path.of("tests")) ? Path.of("tests", "reference") : Path.of("reference");
        return folder.resolve(name).toString();
    }

    /** The first line that a script printed; empty if it could not run. */
    static Optional<String> line(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", file(script)));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            out.transferTo(java.io.Writer.nullWriter());
            return process.waitFor() == 0 && line != null ? Optional.of(line.trim()) : Optional.empty();
        }
    }

    /** The number at the end of that line. */
    static OptionalDouble number(String script, String... arguments) throws IOException, InterruptedException {
        return line(script, arguments).map(PythonReference::last).orElse(OptionalDouble.empty());
    }

    /** The number at the end of a line, whatever unit stands behind it. */
    static OptionalDouble last(String line) {
        Matcher number = NUMBER.matcher(line);
        return number.find() ? OptionalDouble.of(Double.parseDouble(number.group())) : OptionalDouble.empty();
    }
}
