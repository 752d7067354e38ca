package io.github.grabnas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.data.CsvTable;
import io.github.grabnas.data.InputFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of a Markdown page, to be compared with the files that its numbers come from.
 *
 * @param header its first line
 * @param rows the others, with as many fields
 */
public record PageTable(List<String> header, List<List<String>> rows) {

    private static final Map<String, String> DATASETS =
            Map.of("CIFAR-10", "cifar10", "CIFAR-100", "cifar100", "ImageNet16-120", "imagenet16-120");

    /** The tables of a page, in their order. */
    public static List<PageTable> of(Path page) throws IOException {
        List<PageTable> tables = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(page)) {
            if (line.startsWith("|")) {
                rows.add(fields(line));
            } else if (!rows.isEmpty()) {
                tables.add(table(rows));
                rows.clear();
            }
        }
        return List.copyOf(tables);
    }

    private static PageTable table(List<List<String>> rows) {
        return new PageTable(rows.get(0), List.copyOf(rows.subList(2, rows.size())));
    }

    private static List<String> fields(String line) {
        return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    /** The label of a dataset, or of a method, that a page names as readers know it. */
    public static String label(String name) {
        String plain = name.replace("`", "").replaceAll(" \\(.*", "");
        return DATASETS.getOrDefault(plain, plain);
    }

    /** The lines of a CSV file, each by the names of its columns. */
    public static List<Map<String, String>> csv(Path file) throws IOException {
        List<String> names = new ArrayList<>();
        List<Map<String, String>> lines = new ArrayList<>();
        CsvTable.read(InputFile.of(file, "a table"), "any table", header -> names.addAll(header.fields()), row -> {
            Map<String, String> line = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                line.put(names.get(i), row.field(i));
            }
            lines.add(line);
        });
        return lines;
    }

    /**
     * Checks that a printed number is one of a file rounded to as many decimals.
     *
     * @param printed such as {@code +0.26}
     * @param number as the file has it, with four decimals or three
     */
    public static void assertRounded(String what, String printed, double number) {
        int point = printed.indexOf('.');
        double unit = Math.pow(10, point < 0 ? 0 : point + 1 - printed.length());
        assertThat(Double.parseDouble(printed)).as(what).isCloseTo(number, within(0.5 * unit + 6e-4));
    }

    /** The same of a mean and a standard deviation; one that is not printed is nothing. */
    public static void assertSpread(String what, String printed, double mean, double deviation) {
        String[] both = printed.split(" ± ");
        assertRounded(what, both[0], mean);
        if (both.length > 1) {
            assertRounded(what + ", standard deviation", both[1], deviation);
        } else {
            assertThat(deviation).as(what + ", standard deviation").isLessThan(1e-6);
        }
    }
}
