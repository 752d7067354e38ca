package io.github.grabnas;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import org.junit.jupiter.api.Test;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The form of the sources. */
class SourceRulesTest {

    private static final Path SOURCES = Path.of("grabnas-lib/src");
    private static final Path TESTS = Path.of("tests/src");
    private static final int CHARACTERS_OF_A_LINE = 120;
    private static final int LINES_OF_A_FILE = 350;
    private static final int LINES_OF_A_METHOD = 50;

    /** What a source breaks, a line each. */
    private static List<String> violations(String name, String source) {
        return violations(Map.of(name, source));
    }

    /** What sources break, a line each; parsed at once, since starting a compiler takes longer than a parse. */
    private static List<String> violations(Map<String, String> sources) {
        List<String> found = new ArrayList<>();
        List<Source> files = new ArrayList<>();
        sources.forEach((name, source) -> {
            found.addAll(longFile(name, source));
            files.add(new Source(name, source));
        });
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavacTask task = (JavacTask) compiler.getTask(null, null, null, null, null, files);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                String name = unit.getSourceFile().toUri().getPath().substring(1);
                unit.accept(new Rules(name, unit, positions, found), null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** A line if the file is too long. */
    private static List<String> longFile(String name, String source) {
        long lines = source.lines().count();
        return lines <= LINES_OF_A_FILE
                ? List.of()
                : List.of(name + ": " + lines + " lines; expected at most " + LINES_OF_A_FILE);
    }

    /** The lines that are too long. */
    private static List<String> longLines(String name, String source) {
        List<String> lines = source.lines().toList();
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).length() > CHARACTERS_OF_A_LINE)
                .mapToObj(i -> name + ":" + (i + 1) + ": " + lines.get(i).length() + " characters; expected at most "
                        + CHARACTERS_OF_A_LINE)
                .toList();
    }

    /** A source in memory. */
    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Adds what the methods of a source break. */
    private static final class Rules extends TreeScanner<Void, Void> {

        private final String name;
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> found;

        Rules(String name, CompilationUnitTree unit, SourcePositions positions, List<String> found) {
            this.name = name;
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            LineMap map = unit.getLineMap();
            long first = map.getLineNumber(positions.getStartPosition(unit, method));
            long lines = map.getLineNumber(positions.getEndPosition(unit, method)) - first + 1;
            if (lines > LINES_OF_A_METHOD) {
                found.add(name + ":" + first + ": " + method.getName() + " has " + lines + " lines; expected at most "
                        + LINES_OF_A_METHOD);
            }
            return super.visitMethod(method, null);
        }

        @Override
        public Void visitNewClass(NewClassTree created, Void nothing) {
            if (created.getIdentifier().toString().endsWith("UnsupportedOperationException")
                    && created.getArguments().isEmpty()) {
                found.add(name + ":" + unit.getLineMap().getLineNumber(positions.getStartPosition(unit, created))
                        + ": an UnsupportedOperationException without a reason; expected an implementation, or "
                        + "a message that says why not");
            }
            return super.visitNewClass(created, null);
        }
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void files_and_methods_are_short_and_none_is_a_stub() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (Path file : sources(SOURCES)) {
            sources.put(SOURCES.relativize(file).toString(), Files.readString(file));
        }
        assertThat(sources).hasSizeGreaterThan(400);
        assertThat(violations(sources)).isEmpty();
    }

    @Test
    void files_of_tests_are_short() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : sources(TESTS)) {
            found.addAll(longFile(TESTS.relativize(file).toString(), Files.readString(file)));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void lines_have_at_most_120_characters() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path folder : List.of(SOURCES, TESTS)) {
            for (Path file : sources(folder)) {
                found.addAll(longLines(file.toString(), Files.readString(file)));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void every_package_says_what_it_holds() throws IOException {
        Set<Path> packages = new TreeSet<>();
        Set<Path> described = new TreeSet<>();
        for (Path file : sources(SOURCES)) {
            Path folder = file.subpath(SOURCES.getNameCount() + 2, file.getNameCount() - 1);
            packages.add(folder);
            if (file.endsWith("package-info.java")) {
                described.add(folder);
            }
        }
        assertThat(packages).isNotEmpty().isEqualTo(described);
    }

    /** Java's own parsers take digits of every script and hexadecimal numbers; its own copies replace links. */
    @Test
    void numbers_are_read_and_files_are_written_by_the_library_s_own_classes() throws IOException {
        assertOnlyIn(
                "\\b(Integer|Long|Double|Float|Short|Byte)(\\.|::)(parse[A-Z]\\w*|valueOf|decode)\\b",
                "data/DecimalNumber.java",
                // The package of search spaces stands before the one of numbers.
                "space/ArchitectureGraph.java");
        assertOnlyIn(
                "REPLACE_EXISTING|Files\\.(move|write|writeString|newBufferedWriter)\\("
                        + "|new File(OutputStream|Writer)\\(",
                "data/WholeFile.java");
        assertOnlyIn(
                "Files\\.(readString|readAllLines|lines|newBufferedReader)\\(",
                // A finished search that cannot be read is run again; the others read what the system tells.
                "experiment/run/RunStore.java",
                "data/FixedFile.java",
                "nn/dl4j/Nd4jBackend.java");
    }

    private static void assertOnlyIn(String pattern, String... files) throws IOException {
        Pattern forbidden = Pattern.compile("(?m)^(?! *\\*).*?(?:" + pattern + ")");
        Path packages = SOURCES.resolve("main/java/io/github/grabnas");
        List<String> found = new ArrayList<>();
        for (Path file : sources(packages)) {
            if (forbidden.matcher(Files.readString(file)).find()) {
                found.add(packages.relativize(file).toString());
            }
        }
        assertThat(found).as(pattern).containsExactlyInAnyOrder(files);
    }

    @Test
    void what_breaks_a_rule_is_found() {
        String stub = "class A {\n    void a() {\n        throw new UnsupportedOperationException();\n    }\n}\n";
        assertThat(violations("A.java", stub)).singleElement().asString().contains("A.java:3", "without a reason");
        assertThat(violations("A.java", stub.replace("Exception()", "Exception(\"why\")")))
                .isEmpty();
        assertThat(violations("A.java", method(48))).isEmpty();
        assertThat(violations("A.java", method(49))).singleElement().asString().contains("A.java:3: a has 51 lines");
        assertThat(violations("A.java", "// a line\n".repeat(350))).isEmpty();
        assertThat(violations("A.java", "// a line\n".repeat(351)))
                .singleElement()
                .asString()
                .contains("351 lines");
    }

    @Test
    void a_long_line_is_found() {
        assertThat(longLines("A.java", "\n" + "x".repeat(120) + "\n")).isEmpty();
        assertThat(longLines("A.java", "\n" + "x".repeat(121) + "\n"))
                .containsExactly("A.java:2: 121 characters; expected at most 120");
    }

    private static String method(int statements) {
        return "class A {\n    /** A comment does not count. */\n    void a() {\n" + "        a();\n".repeat(statements)
                + "    }\n}\n";
    }
}
