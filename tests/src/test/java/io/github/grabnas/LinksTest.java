package io.github.grabnas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Every link within the project, in its pages and in the notebooks, leads to a file and to a heading that are there.
 */
class LinksTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:href|src)=\"([^\"]+)\"");
    private static final Pattern ELSEWHERE = Pattern.compile("^(https?|mailto):.*");

    /** What does not lead anywhere, one line each. */
    private static List<String> broken(Map<Path, String> pages) throws IOException {
        List<String> broken = new ArrayList<>();
        for (Map.Entry<Path, String> page : pages.entrySet()) {
            for (String link : links(page.getValue())) {
                String[] parts = link.split("#", 2);
                Path target = parts[0].isEmpty()
                        ? page.getKey()
                        : page.getKey().resolveSibling(parts[0]).normalize();
                if (!Files.exists(target) && !pages.containsKey(target)) {
                    broken.add(page.getKey() + ": " + link + ": there is no " + target);
                } else if (parts.length == 2 && !anchors(text(pages, target)).contains(parts[1])) {
                    broken.add(page.getKey() + ": " + link + ": " + target + " has no such heading");
                }
            }
        }
        return broken;
    }

    private static String text(Map<Path, String> pages, Path target) throws IOException {
        return pages.containsKey(target) ? pages.get(target) : Files.readString(target);
    }

    private static List<String> links(String page) {
        return LINK.matcher(Pages.withoutCode(page))
                .results()
                .map(LinksTest::address)
                .filter(link -> !ELSEWHERE.matcher(link).matches())
                .toList();
    }

    private static String address(MatchResult link) {
        return link.group(1) == null ? link.group(2) : link.group(1);
    }

    /** The anchors of the headings, as GitHub makes them. */
    private static Set<String> anchors(String page) {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> times = new HashMap<>();
        page.replaceAll("(?ms)^```.*?^```", "")
                .lines()
                .filter(line -> line.matches("#{1,6} .*"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .forEach(anchor -> {
                    int before = times.merge(anchor, 1, Integer::sum) - 1;
                    anchors.add(before == 0 ? anchor : anchor + "-" + before);
                });
        return anchors;
    }

    @Test
    void every_link_leads_to_a_file_and_a_heading_that_are_there() throws IOException {
        Map<Path, String> pages = Pages.all();
        assertThat(pages).containsKeys(Path.of("README.md"), Path.of("notebooks/01-the-search-space.ipynb"));
        assertThat(broken(pages)).isEmpty();
    }

    @Test
    void a_link_to_nothing_is_noticed_and_code_is_no_link() throws IOException {
        Map<Path, String> pages = Map.of(
                Path.of("docs/a.md"),
                        "[x](b.md#a-heading) [y](none.md) [z](b.md#none) [w](https://a.example) `a[i](none)`",
                Path.of("docs/b.md"), "# A heading\n\n<img src=\"none.png\">\n");
        assertThat(broken(pages))
                .containsExactlyInAnyOrder(
                        "docs/a.md: none.md: there is no docs/none.md",
                        "docs/a.md: b.md#none: docs/b.md has no such heading",
                        "docs/b.md: none.png: there is no docs/none.png");
    }
}
