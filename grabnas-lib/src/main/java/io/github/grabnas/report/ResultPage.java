package io.github.grabnas.report;

import io.github.grabnas.classifier.AccuracyInterval;
import io.github.grabnas.classifier.ClassificationQuality;
import io.github.grabnas.classifier.ClassifierCost;
import io.github.grabnas.data.WholeFile;
import io.github.grabnas.report.ImageResult.Finalist;
import io.github.grabnas.report.ImageResult.Trial;
import io.github.grabnas.report.ImageResult.Validation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An {@link ImageResult} as one HTML page that opens anywhere: pictures are in it, and nothing is loaded. */
public final class ResultPage {

    private static final int BEST = 10;
    private static final double MILLION = 1e6;
    private static final String COSTS = "<th class=\"number\">parameters</th>"
            + "<th class=\"number\">million multiply-adds</th><th class=\"number\">ms an image</th>";

    private final ImageResult result;
    private final StringBuilder html = new StringBuilder();

    private ResultPage(ImageResult result) {
        this.result = result;
    }

    /** Writes the page. */
    public static void write(ImageResult result, Path file) throws IOException {
        byte[] bytes = of(result).getBytes(StandardCharsets.UTF_8);
        WholeFile.write(file, out -> out.write(bytes));
    }

    /** The page. */
    public static String of(ImageResult result) {
        return new ResultPage(result).build();
    }

    private String build() {
        String title = HtmlTable.escaped(result.title());
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                        + "<meta name=\"viewport\" content=\"width=device-width\"><title>")
                .append(title)
                .append("</title><style>\n")
                .append(style())
                .append("</style></head>\n<body>\n<h1>")
                .append(title)
                .append("</h1>\n");
        headline();
        warnings();
        pairs(result.facts());
        winner();
        search();
        finalists();
        QualitySection quality = new QualitySection(result.quality(), result.test());
        section("Confusion", quality.confusion());
        section("Each class", quality.classes());
        section("Classified wrongly", quality.mistakes());
        section("Where the numbers come from", "");
        pairs(result.provenance());
        html.append("<p>The same again:</p>\n<pre>")
                .append(HtmlTable.escaped(result.command()))
                .append("</pre>\n");
        return html.append("</body></html>\n").toString();
    }

    private static String style() {
        try (InputStream stream = ResultPage.class.getResourceAsStream("result-page.css")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void section(String heading, String content) {
        html.append("<h2>").append(heading).append("</h2>\n").append(content);
    }

    private void headline() {
        ClassificationQuality quality = result.quality();
        AccuracyInterval accuracy = quality.accuracy();
        html.append(String.format(
                Locale.ROOT,
                "<p class=\"headline\"><b>%.2f %%</b> of the test pictures are classified rightly<br>"
                        + "<small>%d of %d; 95 %% interval %.1f to %.1f %%; guessing: %.1f %%; always the largest "
                        + "class: %.1f %%; mean of the classes' accuracies: %.1f %%%s</small></p>\n",
                accuracy.accuracy(),
                accuracy.correct(),
                accuracy.count(),
                accuracy.low(),
                accuracy.high(),
                100.0 / quality.classNames().size(),
                quality.largestClassShare(),
                quality.balancedAccuracy(),
                result.validation().map(ResultPage::text).orElse("")));
    }

    private static String text(Validation validation) {
        return String.format(
                Locale.ROOT,
                "<br>on the validation pictures%s %s%s",
                validation.inSearch() ? ", at the size of the search," : "",
                validation.accuracy(),
                validation.bestOf() > 1 ? ", the best of " + validation.bestOf() + ", so optimistic" : "");
    }

    private void warnings() {
        if (!result.warnings().isEmpty()) {
            html.append("<ul class=\"warnings\">\n");
            result.warnings()
                    .forEach(w ->
                            html.append("<li>").append(HtmlTable.escaped(w)).append("</li>\n"));
            html.append("</ul>\n");
        }
    }

    private void pairs(Map<String, String> pairs) {
        if (!pairs.isEmpty()) {
            html.append("<div class=\"wide\"><table class=\"pairs\">");
            pairs.forEach((name, text) -> html.append("<tr><th>")
                    .append(HtmlTable.escaped(name))
                    .append("</th><td>")
                    .append(HtmlTable.escaped(text))
                    .append("</td></tr>\n"));
            html.append("</table></div>\n");
        }
    }

    private void picture(SvgPicture picture, String alternative) {
        html.append(String.format(
                Locale.ROOT,
                "<p><img class=\"drawing\" width=\"%d\" alt=\"%s\" src=\"%s\"></p>\n",
                picture.width(),
                alternative,
                picture.dataAddress()));
    }

    private void winner() {
        ClassifierCost cost = result.cost();
        section("The network", "");
        picture(ArchitectureDrawing.svg(result.winner(), ""), "The architecture");
        html.append("<p><code>")
                .append(HtmlTable.escaped(result.winner().text()))
                .append("</code></p>\n")
                .append(String.format(
                        Locale.ROOT,
                        "<p>%,d parameters, %.2f million multiply-adds an image, %s ms an image on one core of this "
                                + "machine in batches of 64.</p>\n",
                        cost.parameters(),
                        cost.flops() / MILLION,
                        cost.millisecondsText()));
    }

    private void search() {
        List<Trial> trials = result.trials();
        if (trials.isEmpty()) {
            return;
        }
        section("The search", "");
        picture(SvgPicture.of(TrialTimeChart.of(trials)), "Best accuracy so far over time");
        CostFront front = CostFront.of(trials);
        picture(SvgPicture.of(front.chart()), "Accuracy against cost");
        html.append("<p>The ")
                .append(Math.min(BEST, trials.size()))
                .append(" best of ")
                .append(trials.size())
                .append(" by validation accuracy, with what they cost at the size of the search")
                .append("; ● is worth its cost: none is as accurate and cheaper.</p>\n"
                        + "<div class=\"wide\"><table><thead><tr><th></th><th>architecture</th>"
                        + "<th class=\"number\">validation accuracy</th>")
                .append(COSTS)
                .append("</tr></thead><tbody>\n");
        trials.stream()
                .sorted(Comparator.comparingDouble(Trial::accuracy).reversed())
                .limit(BEST)
                .forEach(trial -> html.append("<tr><td>")
                        .append(front.front().contains(trial) ? "●" : "")
                        .append("</td>")
                        .append(architecture(trial.architecture().text()))
                        .append(percent(trial.accuracy()))
                        .append(cost(trial.cost()))
                        .append("</tr>\n"));
        html.append("</tbody></table></div>\n");
    }

    private static String architecture(String text) {
        return "<td class=\"architecture\"><code>" + HtmlTable.escaped(text) + "</code></td>";
    }

    private static String percent(double accuracy) {
        return String.format(Locale.ROOT, "<td class=\"number\">%.2f&nbsp;%%</td>", accuracy);
    }

    private static String cost(Optional<ClassifierCost> cost) {
        return cost.map(c -> String.format(
                        Locale.ROOT,
                        "<td class=\"number\">%,d</td><td class=\"number\">%.2f</td><td class=\"number\">%s</td>",
                        c.parameters(),
                        c.flops() / MILLION,
                        c.millisecondsText()))
                .orElse("<td></td><td></td><td></td>");
    }

    private void finalists() {
        if (result.finalists().isEmpty()) {
            return;
        }
        section("Trained at the larger size", "<p>Validation chose among these.</p>\n");
        html.append("<div class=\"wide\"><table><thead><tr><th>architecture</th><th class=\"number\">accuracy in the "
                        + "search</th><th class=\"number\">accuracy now</th>")
                .append(COSTS)
                .append("</tr></thead><tbody>\n");
        for (Finalist finalist : result.finalists()) {
            html.append("<tr>")
                    .append(architecture(finalist.architecture().text()))
                    .append(percent(finalist.searchAccuracy()))
                    .append(percent(finalist.accuracy()))
                    .append(cost(Optional.of(finalist.cost())))
                    .append("</tr>\n");
        }
        html.append("</tbody></table></div>\n");
    }
}
