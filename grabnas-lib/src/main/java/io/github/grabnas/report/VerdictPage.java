package io.github.grabnas.report;

import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.Scale;
import io.github.grabnas.experiment.verdict.Claim;
import io.github.grabnas.experiment.verdict.Evidence;
import io.github.grabnas.experiment.verdict.Finding;
import io.github.grabnas.experiment.verdict.Verdict;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What results say of the paper's claims, as a page in Markdown: an overview, then claim by claim with numbers. */
public final class VerdictPage {

    private static final String INTRODUCTION = """
            # The paper's claims and these results

            The testable claims of sections 4.2 and 4.3 of *Learn to Explore* (Sun and Shen) are judged, each by a
            statistical rule that stands below it; the page is computed from result files, and no verdict is written by
            hand. Tests are two-sided at level 0.05, adjusted by Holm for the number of tests of the claim. *Not
            confirmed* means that the rule is not met: few searches can leave a true claim unconfirmed. *Not testable
            here* names what is missing. Searches of a method that are equal in all but the seed are one search:
            *10 (3 different)* counts as three. Accuracies are in percent; at proxy scale searches see validation
            accuracies and test accuracies are reported, on NAS-Bench-201's tables both are its test accuracies.
            """;

    private VerdictPage() {}

    private record Judged(Claim claim, Map<Scale, Finding> findings) {}

    /**
     * The page.
     *
     * @param sources a line for each file that the results are from
     */
    public static String of(List<Claim> claims, Evidence evidence, List<String> sources) {
        List<Judged> judged = claims.stream().map(c -> judge(c, evidence)).toList();
        StringBuilder page = new StringBuilder(INTRODUCTION).append('\n');
        List<List<String>> rows = new ArrayList<>();
        for (Judged one : judged) {
            List<String> row = new ArrayList<>(List.of(
                    "[" + one.claim().name() + "](#" + anchor(one.claim().name()) + ")",
                    one.claim().section()));
            one.findings().values().forEach(f -> row.add(f.verdict().label()));
            rows.add(row);
        }
        List<String> header = new ArrayList<>(List.of("claim", "section"));
        Stream.of(Scale.values()).forEach(s -> header.add(s.title()));
        table(page, header, List.of(false, false, false, false), rows);
        page.append("\nThe results are from:\n\n");
        sources.forEach(s -> page.append("- ").append(s).append('\n'));
        judged.forEach(one -> claim(page, one));
        return page.toString();
    }

    private static Judged judge(Claim claim, Evidence evidence) {
        Map<Scale, Finding> findings = new EnumMap<>(Scale.class);
        Stream.of(Scale.values()).forEach(scale -> findings.put(scale, claim.judge(evidence, scale)));
        return new Judged(claim, findings);
    }

    private static void claim(StringBuilder page, Judged judged) {
        Claim claim = judged.claim();
        page.append("\n## ").append(claim.name()).append("\n\n");
        page.append(claim.section().equals(Claim.BEYOND) ? capital(Claim.BEYOND) : "Section " + claim.section())
                .append(": ")
                .append(claim.text())
                .append("\n\n");
        page.append("Rule: ").append(claim.rule()).append(".\n");
        judged.findings().forEach((scale, finding) -> {
            page.append("\n**")
                    .append(capital(scale.title()))
                    .append(": ")
                    .append(finding.verdict().label())
                    .append("**");
            page.append(finding.because().isEmpty() ? "" : ": " + finding.because())
                    .append(".\n");
            finding.numbers().forEach(t -> numbers(page, t, finding.verdict()));
        });
    }

    private static void numbers(StringBuilder page, ResultTable numbers, Verdict verdict) {
        Table table = numbers.table();
        page.append('\n').append(numbers.title());
        page.append(verdict == Verdict.NOT_TESTABLE ? ", as far as there are results:\n\n" : ":\n\n");
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < table.rowCount(); row++) {
            int at = row;
            rows.add(table.columns().stream().map(c -> c.getString(at)).toList());
        }
        table(
                page,
                table.columnNames(),
                table.columns().stream().map(c -> c instanceof NumericColumn).toList(),
                rows);
    }

    private static void table(StringBuilder page, List<String> header, List<Boolean> right, List<List<String>> rows) {
        line(page, header);
        line(page, right.stream().map(r -> r ? "---:" : "---").toList());
        rows.forEach(row -> line(page, row));
    }

    private static void line(StringBuilder page, List<String> fields) {
        page.append(fields.stream().map(f -> f.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |")))
                .append('\n');
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
