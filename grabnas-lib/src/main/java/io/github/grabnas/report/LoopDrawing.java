package io.github.grabnas.report;

import io.github.grabnas.data.DecimalNumber;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The method as one picture: what other datasets give, the loop of Algorithm 1, and which notebook is about which box.
 *
 * <pre>{@code
 * Notebook.html(LoopDrawing.draw().text());
 * }</pre>
 */
public final class LoopDrawing {

    private static final int WIDTH = 780;
    private static final int HEIGHT = 400;
    private static final int BOX_WIDTH = 206;
    private static final int BOX_HEIGHT = 70;
    private static final String PREPARED = "#E8EEF7";
    private static final String SEARCHED = "#FFF3DC";

    private LoopDrawing() {}

    /**
     * A box of the picture.
     *
     * @param lines what is written in it
     * @param notebook the file that is about it
     */
    public record Box(List<String> lines, String notebook) {

        /** Copies the lines. */
        public Box {
            Objects.requireNonNull(notebook, "notebook");
            lines = List.copyOf(lines);
        }
    }

    private record Placed(Box box, int x, int y, String colour) {}

    private static final List<Placed> PLACED = List.of(
            placed(
                    10,
                    30,
                    PREPARED,
                    "06-what-other-datasets-teach",
                    "results on other data",
                    "meta-training, eq. 1, 10"),
            placed(10, 150, PREPARED, "04-a-dataset-becomes-a-vector", "the new dataset D", "as a vector, eq. 7"),
            placed(
                    10,
                    270,
                    PREPARED,
                    "05-a-cell-becomes-a-vector-and-comes-back",
                    "each architecture G",
                    "as a vector, eq. 8"),
            placed(286, 30, SEARCHED, "02-a-first-bayesian-search", "surrogate: mean and", "deviation, eq. 2 to 4"),
            placed(
                    286,
                    150,
                    SEARCHED,
                    "07-the-hybrid-search-step-by-step",
                    "choose from the space",
                    "by improvement, eq. 5"),
            placed(286, 270, SEARCHED, "07-the-hybrid-search-step-by-step", "gradient ascent from", "the best, eq. 6"),
            placed(
                    562,
                    270,
                    SEARCHED,
                    "05-a-cell-becomes-a-vector-and-comes-back",
                    "decode a graph,",
                    "maybe a new one, eq. 9"),
            placed(562, 150, SEARCHED, "03-from-a-cell-to-a-trained-network", "evaluate: table", "or training"),
            placed(562, 30, SEARCHED, "07-the-hybrid-search-step-by-step", "support set S", "what was evaluated"));

    /** From right or left edge, top or bottom: the lines of the picture, as SVG paths with an arrow at the end. */
    private static final List<String> ARROWS = List.of(
            "M216 60 H282",
            "M216 185 H244 V74 H282",
            "M216 305 H254 V88 H282",
            "M389 100 V146",
            "M440 100 V124 H526 V290 H496",
            "M492 185 H558",
            "M492 322 H558",
            "M665 270 V224",
            "M665 150 V104",
            "M562 65 H496");

    private static Placed placed(int x, int y, String colour, String notebook, String... lines) {
        return new Placed(new Box(List.of(lines), notebook + ".ipynb"), x, y, colour);
    }

    /** The boxes, those that are prepared before a search first. */
    public static List<Box> boxes() {
        return PLACED.stream().map(Placed::box).toList();
    }

    /** Draws it; every box is a link to its notebook, in the same folder. */
    public static SvgPicture draw() {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
                        + "font-family=\"sans-serif\" font-size=\"14\" role=\"img\" "
                        + "aria-label=\"The loop of GraB-NAS\">\n",
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT));
        svg.append("<defs><marker id=\"tip\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"8\" "
                + "markerHeight=\"8\" orient=\"auto\">"
                + "<path d=\"M0 0 L10 5 L0 10 z\" fill=\"#444\"/></marker></defs>\n");
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        svg.append(label(10, 18, "before the search")).append(label(286, 18, "the loop, until the budget is used"));
        for (String arrow : ARROWS) {
            svg.append("<path d=\"")
                    .append(arrow)
                    .append("\" fill=\"none\" stroke=\"#444\" stroke-width=\"1.5\" " + "marker-end=\"url(#tip)\"/>\n");
        }
        PLACED.forEach(placed -> svg.append(box(placed)));
        svg.append(label(
                        10,
                        372,
                        "Each box leads to its notebook. One-shot methods, which train all cells at once: 10."))
                .append(label(10, 390, "What each part is worth: 8. The paper's tables and figures: 9."));
        return new SvgPicture(WIDTH, HEIGHT, svg.append("</svg>\n").toString());
    }

    private static String label(int x, int y, String text) {
        return "<text x=\"" + x + "\" y=\"" + y + "\" fill=\"#444\">" + HtmlTable.escaped(text) + "</text>\n";
    }

    private static String box(Placed placed) {
        String number =
                Integer.toString(DecimalNumber.parseInt(placed.box().notebook().substring(0, 2)));
        StringBuilder svg = new StringBuilder("<a href=\"" + placed.box().notebook() + "\">")
                .append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\" stroke=\"#444\"/>",
                        placed.x(),
                        placed.y(),
                        BOX_WIDTH,
                        BOX_HEIGHT,
                        placed.colour()));
        for (int i = 0; i < placed.box().lines().size(); i++) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\">%s</text>",
                    placed.x() + 10,
                    placed.y() + 26 + 20 * i,
                    HtmlTable.escaped(placed.box().lines().get(i))));
        }
        return svg.append(String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" font-weight=\"bold\">%s</text></a>\n",
                        placed.x() + BOX_WIDTH - 8,
                        placed.y() + 18,
                        number))
                .toString();
    }
}
