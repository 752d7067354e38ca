package io.github.grabnas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every word of the pages and notebooks is in Hunspell's British dictionary or in the project's own list. Names in code
 * font, formulas, addresses, and words with digits or inner capitals are not looked at.
 */
class SpellingTest {

    private static final Path OWN_WORDS = Path.of("tests/src/test/resources/words.txt");
    private static final String HOW = "Hunspell or its British dictionary is missing, so no spelling is checked; "
            + "apt-get install hunspell hunspell-en-gb";

    /** Skips the test where there is no Hunspell, but fails it where {@code GRABNAS_REQUIRE_SPELLING} is true. */
    @BeforeEach
    void find_hunspell() throws IOException {
        boolean ready = Files.isExecutable(Path.of("/usr/bin/hunspell"))
                && Files.exists(Path.of("/usr/share/hunspell/en_GB.dic"));
        if (!ready && Boolean.parseBoolean(System.getenv("GRABNAS_REQUIRE_SPELLING"))) {
            fail(HOW);
        }
        if (!ready) {
            System.out.println(HOW);
        }
        assumeTrue(ready, HOW);
    }

    /** The words of the pages. */
    private static Set<String> words(String page) {
        return new TreeSet<>(List.of(prose(page).split("[^\\p{L}\\p{M}']+")));
    }

    /** Those of the words that Hunspell does not know. */
    private static Set<String> unknown(Set<String> words) throws IOException {
        Process hunspell = new ProcessBuilder("/usr/bin/hunspell", "-d", "en_GB", "-i", "utf-8", "-l")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        // The answer is short, so that it waits in the pipe until everything is written.
        try (var in = hunspell.getOutputStream()) {
            in.write(String.join("\n", words).getBytes(StandardCharsets.UTF_8));
        }
        String answer = new String(hunspell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new TreeSet<>(answer.lines().toList());
    }

    private static String prose(String page) {
        return Pages.withoutCode(page)
                .replaceAll("(?s)\\$\\$.*?\\$\\$|\\$[^$\\n]+\\$", " ")
                .replaceAll("\\]\\([^)]*\\)|<[^>]+>|https?:\\S+", " ")
                .replaceAll("[*_|#>]", " ")
                .replace('’', '\'')
                .replaceAll("[^\\s()\\[\\],;:]*[\\p{N}/=@\\\\^][^\\s()\\[\\],;:]*", " ")
                .replaceAll("\\b\\p{L}*\\p{Ll}\\p{Lu}\\p{L}*\\b|\\w+\\.\\w[\\w.]*", " ");
    }

    @Test
    void every_word_is_in_the_dictionary_or_in_the_projects_list() throws IOException {
        Set<String> all = new TreeSet<>();
        Map<Path, String> pages = Pages.all();
        pages.values().forEach(page -> all.addAll(words(page)));
        Set<String> faults = unknown(all);
        faults.removeAll(Set.copyOf(Files.readAllLines(OWN_WORDS)));
        List<String> places = pages.entrySet().stream()
                .flatMap(page -> words(page.getValue()).stream()
                        .map(word -> word.replaceAll("^'+|'+$", ""))
                        .filter(faults::contains)
                        .map(word -> page.getKey() + ": " + word))
                .toList();
        assertThat(places).as("words to mend, or to add to " + OWN_WORDS).isEmpty();
        assertThat(faults).isEmpty();
    }

    @Test
    void a_misspelt_word_is_noticed_and_code_is_not_read() throws IOException {
        assertThat(unknown(words("A serach of `codde` and $formla$.\n\n    blockk\n\n[x](targt.md) GrabNas color 8x8")))
                .containsExactly("color", "serach");
    }

    @Test
    void the_list_is_sorted_and_has_no_word_twice() throws IOException {
        List<String> own = Files.readAllLines(OWN_WORDS);
        assertThat(own).isEqualTo(List.copyOf(new TreeSet<>(own)));
    }
}
