package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.github.grabnas.LibraryClasses;
import io.github.grabnas.search.Preset;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.Setting;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The page that compares Algorithm 1 with the library speaks of what there is. */
class AlgorithmPageTest {

    private static final Path PAGE = Path.of("grabnas-lib/docs/algorithm-1.md");

    private static final List<CommandLine> COMMANDS =
            commands(Grabnas.commandLine()).toList();
    private static final Map<String, List<JavaClass>> CLASSES = LibraryClasses.all().stream()
            .filter(c -> !c.isAnonymousClass())
            .collect(Collectors.groupingBy(JavaClass::getSimpleName));

    private final String page = Files.readString(PAGE);
    private final Map<String, Setting<?>> settings =
            SearchMethod.GRABNAS.settings().stream().collect(Collectors.toMap(Setting::name, s -> s));

    AlgorithmPageTest() throws IOException {}

    private Stream<String> words() {
        return Pattern.compile("`([^`\n]+)`").matcher(page).results().map(m -> m.group(1));
    }

    private static Stream<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(AlgorithmPageTest::commands));
    }

    /** Whether every name in a piece of code exists. */
    private boolean exists(String word) {
        if (word.matches("[a-z0-9-]+=[a-z0-9.%-]+")) {
            String[] halves = word.split("=");
            return settings.containsKey(halves[0]) && allows(settings.get(halves[0]), halves[1]);
        }
        if (word.matches("[A-Z]\\w+(\\.\\w+(\\(\\))?)?")) {
            String[] parts = word.replace("()", "").split("\\.");
            return CLASSES.getOrDefault(parts[0], List.of()).stream()
                    .anyMatch(c -> parts.length == 1 || hasMember(c.reflect(), parts[1]));
        }
        if (word.matches("(--)?[a-z][a-z0-9-]*")) {
            return word.endsWith("-control")
                    || settings.containsKey(word)
                    || SearchMethod.all().stream().anyMatch(m -> m.label().equals(word))
                    || COMMANDS.stream()
                            .anyMatch(c -> c.getCommandName().equals(word)
                                    || c.getCommandSpec().findOption(word) != null);
        }
        return word.startsWith("SearchMethod.GRABNAS.start(")
                || word.equals("numberedStates")
                || word.contains(" ") && Stream.of(word.split(" ")).allMatch(this::exists);
    }

    private static boolean allows(Setting<?> setting, String value) {
        try {
            return setting.parse(value) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean hasMember(Class<?> type, String name) {
        return Stream.of(type.getMethods()).anyMatch(m -> m.getName().equals(name))
                || Arrays.stream(type.getFields()).anyMatch(f -> f.getName().equals(name))
                || Arrays.stream(type.getClasses())
                        .anyMatch(c -> c.getSimpleName().equals(name));
    }

    @Test
    void every_class_setting_command_and_option_on_the_page_exists() {
        assertThat(words()).hasSizeGreaterThan(80).allMatch(this::exists, "exists");
        assertThat(exists("steps=0.5")
                        || exists("walk-on=true")
                        || exists("GraphDecoder.nothing")
                        || exists("NoClass")
                        || exists("--nothing"))
                .isFalse();
    }

    @Test
    void every_option_of_its_commands_exists() {
        List<String> lines = page.replace("\\\n", "")
                .lines()
                .filter(l -> l.startsWith("    kernel-setup/grabnas "))
                .toList();
        assertThat(lines).hasSize(8).allSatisfy(line -> {
            String[] parts = line.trim().split("\\s+");
            CommandLine command = COMMANDS.get(0).getSubcommands().get(parts[1]);
            assertThat(command).as(line).isNotNull();
            assertThat(Stream.of(parts).filter(p -> p.startsWith("--")))
                    .as(line)
                    .allMatch(option -> command.getCommandSpec().findOption(option) != null);
        });
    }

    @Test
    void it_has_every_line_and_every_equation_and_all_that_the_preset_sets() {
        List<String> first = page.lines()
                .filter(l -> l.startsWith("| "))
                .map(l -> l.split("\\|")[1].trim())
                .toList();
        assertThat(numbers(first, "(\\d+)(?: to (\\d+))?"))
                .containsAll(IntStream.rangeClosed(1, 21).boxed().toList());
        assertThat(numbers(first, "(\\d+)(?: (?:to|and) (\\d+))?, .*"))
                .containsAll(IntStream.rangeClosed(1, 17).boxed().toList());
        assertThat(words())
                .containsAll(Preset.PAPER.settings().entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .toList());
        // What is said to be the default is the default.
        assertThat(words())
                .contains("warm-up=15%", "refit-every=3", "steps=40", "eta=0.3", "initial-by=effect", "distinct=true")
                .contains("proposals=100");
        assertThat(settings.get("steps").defaultText()).isEqualTo("40");
        assertThat(settings.get("warm-up").defaultText()).isEqualTo("15%");
        assertThat(settings.get("proposals").defaultText()).isEqualTo("100");
        assertThat(settings.get("eta").defaultText()).isEqualTo("0.3");
        assertThat(settings.get("refit-every").defaultText()).isEqualTo("3");
    }

    private static List<Integer> numbers(List<String> rows, String form) {
        return rows.stream()
                .map(row -> Pattern.compile("^" + form + "$").matcher(row))
                .filter(java.util.regex.Matcher::matches)
                .map(java.util.regex.Matcher::toMatchResult)
                .flatMap(AlgorithmPageTest::range)
                .toList();
    }

    private static Stream<Integer> range(MatchResult match) {
        int from = Integer.parseInt(match.group(1));
        int to = match.group(2) == null ? from : Integer.parseInt(match.group(2));
        return IntStream.rangeClosed(from, to).boxed();
    }

    @Test
    void the_readme_and_the_notebook_of_the_search_link_to_it() throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains("(" + PAGE + ")");
        assertThat(Files.readString(Path.of("notebooks/07-the-hybrid-search-step-by-step.ipynb")))
                .contains("(../" + PAGE + ")");
    }
}
