package io.github.grabnas.report;

import io.github.grabnas.classifier.AccuracyInterval;
import io.github.grabnas.classifier.ClassificationQuality;
import io.github.grabnas.classifier.ClassificationQuality.Mistake;
import io.github.grabnas.data.image.LabelledImages;

import javax.imageio.ImageIO;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How good a network is on the test pictures, as parts of an HTML page. */
final class QualitySection {

    /** Of more classes a matrix cannot be read. */
    private static final int LARGEST_MATRIX = 20;

    private static final int MOST_ROWS = 50;
    private static final int MOST_MISTAKES = 24;

    private final ClassificationQuality quality;
    private final LabelledImages images;

    QualitySection(ClassificationQuality quality, LabelledImages images) {
        this.quality = quality;
        this.images = images;
    }

    private String name(int label) {
        return HtmlTable.escaped(quality.classNames().get(label));
    }

    /** The confusion matrix; of many classes the pairs that are confused most. */
    String confusion() {
        return quality.classNames().size() <= LARGEST_MATRIX ? matrix() : pairs();
    }

    private String matrix() {
        int classes = quality.classNames().size();
        StringBuilder html = new StringBuilder("<p>Rows are the pictures' own classes, columns what they were taken "
                + "for. The diagonal is right.</p>\n<div class=\"wide\"><table class=\"matrix\"><thead><tr>"
                + "<th>class</th>");
        for (int k = 0; k < classes; k++) {
            html.append("<th title=\"")
                    .append(name(k).replace("\"", "&quot;"))
                    .append("\">")
                    .append(k + 1)
                    .append("</th>");
        }
        html.append("</tr></thead><tbody>");
        for (int label = 0; label < classes; label++) {
            html.append("<tr><th>")
                    .append(label + 1)
                    .append(' ')
                    .append(name(label))
                    .append("</th>");
            for (int k = 0; k < classes; k++) {
                html.append(cell(label, k));
            }
            html.append("</tr>");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private String cell(int label, int predicted) {
        int count = quality.confusion(label, predicted);
        double share = (double) count / quality.accuracy(label).count();
        String colour = label == predicted ? "0,114,178" : "213,94,0";
        return String.format(
                Locale.ROOT,
                "<td style=\"background:rgba(%s,%.2f)\">%s</td>",
                colour,
                0.75 * share,
                count == 0 ? "<span class=\"zero\">0</span>" : Integer.toString(count));
    }

    private record Pair(int label, int predicted, int count) {}

    private String pairs() {
        int classes = quality.classNames().size();
        List<Pair> pairs = IntStream.range(0, classes)
                .boxed()
                .flatMap(label -> IntStream.range(0, classes)
                        .filter(k -> k != label && quality.confusion(label, k) > 0)
                        .mapToObj(k -> new Pair(label, k, quality.confusion(label, k))))
                .sorted(Comparator.comparingInt(Pair::count).reversed())
                .limit(LARGEST_MATRIX)
                .toList();
        StringBuilder html = new StringBuilder("<p>Of " + classes + " classes, those that are confused most.</p>\n"
                + "<div class=\"wide\"><table><thead><tr><th>class</th><th>taken for</th>"
                + "<th class=\"number\">pictures</th><th class=\"number\">of</th></tr></thead><tbody>");
        for (Pair pair : pairs) {
            html.append("<tr><td>")
                    .append(name(pair.label()))
                    .append("</td><td>")
                    .append(name(pair.predicted()))
                    .append("</td><td class=\"number\">")
                    .append(pair.count())
                    .append("</td><td class=\"number\">")
                    .append(quality.accuracy(pair.label()).count())
                    .append("</td></tr>");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    /** The accuracy of each class with its interval, the worst first. */
    String classes() {
        List<Integer> order = IntStream.range(0, quality.classNames().size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        label -> quality.accuracy(label).accuracy()))
                .toList();
        StringBuilder html = new StringBuilder(String.format(
                Locale.ROOT,
                "<p>The mean of the classes' accuracies is %.2f %%. The pale bar is the 95 %% interval%s.</p>\n",
                quality.balancedAccuracy(),
                order.size() > MOST_ROWS ? "; the " + MOST_ROWS + " worst of " + order.size() + " classes" : ""));
        html.append("<div class=\"wide\"><table><thead><tr><th>class</th><th class=\"number\">pictures</th>"
                + "<th class=\"number\">accuracy</th><th class=\"number\">interval</th><th></th></tr></thead><tbody>");
        order.stream().limit(MOST_ROWS).forEach(label -> html.append(row(label)));
        return html.append("</tbody></table></div>\n").toString();
    }

    private String row(int label) {
        AccuracyInterval accuracy = quality.accuracy(label);
        return String.format(
                Locale.ROOT,
                "<tr><td>%s</td><td class=\"number\">%d</td><td class=\"number\">%.1f %%</td>"
                        + "<td class=\"number\">%.0f to %.0f %%</td><td><div class=\"bar\">"
                        + "<span class=\"interval\" style=\"left:%.1f%%;width:%.1f%%\"></span>"
                        + "<span class=\"value\" style=\"left:%.1f%%\"></span></div></td></tr>",
                name(label),
                accuracy.count(),
                accuracy.accuracy(),
                accuracy.low(),
                accuracy.high(),
                accuracy.low(),
                accuracy.high() - accuracy.low(),
                accuracy.accuracy());
    }

    /** Some pictures classified wrongly, those first of which the network was most certain. */
    String mistakes() {
        List<Mistake> all = quality.mistakes();
        if (all.isEmpty()) {
            return "<p>No test picture is classified wrongly.</p>\n";
        }
        StringBuilder html = new StringBuilder("<p>")
                .append(
                        all.size() <= MOST_MISTAKES
                                ? "All " + all.size() + " of them"
                                : MOST_MISTAKES + " of " + all.size())
                .append(", those first of which the network was most certain.</p>\n<div class=\"gallery\">");
        all.stream()
                .limit(MOST_MISTAKES)
                .forEach(mistake -> html.append(String.format(
                        Locale.ROOT,
                        "<figure><img class=\"pixels\" alt=\"\" src=\"%s\"><figcaption><b>%s</b><br>taken for %s, "
                                + "%.0f&nbsp;%%</figcaption></figure>",
                        pngAddress(picture(mistake.picture())),
                        name(mistake.label()),
                        name(mistake.predicted()),
                        100 * mistake.probability())));
        return html.append("</div>\n").toString();
    }

    private BufferedImage picture(int number) {
        BufferedImage picture = new BufferedImage(images.width(), images.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < images.height(); y++) {
            for (int x = 0; x < images.width(); x++) {
                int rgb = 0;
                for (int c = 0; c < 3; c++) {
                    rgb = rgb << 8 | images.pixel(number, Math.min(c, images.channels() - 1), y, x);
                }
                picture.setRGB(x, y, rgb);
            }
        }
        return picture;
    }

    private static String pngAddress(BufferedImage picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
