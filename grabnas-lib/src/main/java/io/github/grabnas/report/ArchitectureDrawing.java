package io.github.grabnas.report;

import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Edge;
import io.github.grabnas.space.Operation;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Pictures of architectures. A cell is drawn as the benchmark means it, feature maps as circles and operations on the
 * edges; a graph with its operations as boxes, the data flowing from left to right.
 */
public final class ArchitectureDrawing {

    private static final int NODE_GAP = 170;
    private static final int MARGIN = 40;
    private static final int RADIUS = 16;
    private static final int BOX_WIDTH = 74;
    private static final int BOX_HEIGHT = 30;
    private static final int LAYER_GAP = 112;
    private static final int ROW_GAP = 48;
    private static final Color LINE = new Color(0x555555);
    private static final Color FAINT = new Color(0xD0D0D0);
    private static final Color BACKWARDS = new Color(0xC0392B);

    private ArchitectureDrawing() {}

    /** Any architecture without a title. */
    public static BufferedImage of(Architecture architecture) {
        return of(architecture, "");
    }

    /**
     * Any architecture: a cell with its operations on the edges, another graph with its operations on the nodes.
     *
     * @param title above the picture; may be empty
     */
    public static BufferedImage of(Architecture architecture, String title) {
        Bitmap bitmap = new Bitmap();
        draw(architecture, title, bitmap);
        return bitmap.image;
    }

    /** The same as {@link #of(Architecture, String)} as a drawing that stays sharp at any size. */
    public static SvgPicture svg(Architecture architecture, String title) {
        SvgPicture.Builder svg = new SvgPicture.Builder();
        draw(architecture, title, svg);
        return svg.build();
    }

    private static void draw(Architecture architecture, String title, Surface surface) {
        if (architecture instanceof Cell cell) {
            draw(cell, title, surface);
        } else {
            draw(architecture.graph(), title, surface);
        }
    }

    /** What is drawn on; its size is known only when the drawing has been laid out. */
    interface Surface {

        /** Makes a white surface of the given size in pixels. */
        Graphics2D graphics(int width, int height);
    }

    private static final class Bitmap implements Surface {

        private BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);

        @Override
        public Graphics2D graphics(int width, int height) {
            image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            return image.createGraphics();
        }
    }

    /** A cell without a title. */
    public static BufferedImage of(Cell cell) {
        return of(cell, "");
    }

    /**
     * A cell: circles 0 (the cell's input) to 3 (its output), operations on the edges; {@code none} is faint and
     * dashed.
     *
     * @param title above the picture; may be empty
     */
    public static BufferedImage of(Cell cell, String title) {
        return of((Architecture) cell, title);
    }

    private static void draw(Cell cell, String title, Surface surface) {
        int width = 2 * MARGIN + 3 * NODE_GAP;
        Canvas canvas = new Canvas(surface, width, 220, title);
        double y = canvas.top() + 102;
        for (int to = 1; to < Cell.NODES; to++) {
            for (int from = 0; from < to; from++) {
                drawEdge(canvas.graphics(), cell.operation(from, to), from, to, y);
            }
        }
        for (int node = 0; node < Cell.NODES; node++) {
            canvas.circle(MARGIN + node * NODE_GAP, y, Integer.toString(node));
        }
        canvas.graphics().dispose();
    }

    /** How far an edge's arc rises above the line of nodes; negative is below. */
    private static double rise(int from, int to) {
        return to - from == 1 ? 0 : to - from == 3 ? -180 : 160;
    }

    private static void drawEdge(Graphics2D graphics, Operation operation, int from, int to, double y) {
        double x0 = MARGIN + from * NODE_GAP;
        double x1 = MARGIN + to * NODE_GAP;
        double middle = (x0 + x1) / 2;
        // Two arcs that rise on the same side cross once, away from their labels.
        QuadCurve2D arc = new QuadCurve2D.Double(x0, y, middle, y - rise(from, to), x1, y);
        graphics.setColor(operation == Operation.NONE ? FAINT : LINE);
        graphics.setStroke(
                operation == Operation.NONE
                        ? new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 5}, 0)
                        : new BasicStroke(1.8f));
        graphics.draw(arc);
        double angle = Math.atan2(rise(from, to), x1 - middle);
        arrowHead(graphics, x1 - RADIUS * Math.cos(angle), y - RADIUS * Math.sin(angle), angle);
        label(
                graphics,
                middle,
                y - rise(from, to) / 2,
                OperationColours.name(operation),
                operation == Operation.NONE ? Color.WHITE : OperationColours.of(operation),
                operation == Operation.NONE);
    }

    /** A graph without a title. */
    public static BufferedImage of(ArchitectureGraph graph) {
        return of(graph, "");
    }

    /**
     * A graph of operations, layer by layer; an edge that closes a cycle is red.
     *
     * @param title above the picture; may be empty
     */
    public static BufferedImage of(ArchitectureGraph graph, String title) {
        return of((Architecture) graph, title);
    }

    private static void draw(ArchitectureGraph graph, String title, Surface surface) {
        LayeredLayout layout = new LayeredLayout(graph);
        Canvas canvas = new Canvas(
                surface,
                2 * MARGIN + BOX_WIDTH + (layout.layerCount() - 1) * LAYER_GAP,
                2 * 24 + BOX_HEIGHT + (layout.widest() - 1) * ROW_GAP,
                title);
        for (Edge edge : graph.edges()) {
            boolean back = LayeredLayout.closesCycle(graph, edge);
            List<Point2D> route = layout.route(edge.from(), edge.to()).stream()
                    .map(p -> point(p, layout, canvas))
                    .toList();
            canvas.route(route, back);
        }
        for (int node = 0; node < graph.nodeCount(); node++) {
            Point2D at = point(layout.node(node), layout, canvas);
            canvas.box(at, OperationColours.name(graph.type(node)), OperationColours.of(graph.type(node)));
        }
        canvas.graphics().dispose();
    }

    /** The middle of a slot of a layout, in pixels. */
    static Point2D point(LayeredLayout.Slot slot, LayeredLayout layout, Canvas canvas) {
        return new Point2D.Double(
                MARGIN + BOX_WIDTH / 2.0 + slot.layer() * LAYER_GAP,
                canvas.top() + 24 + BOX_HEIGHT / 2.0 + (slot.position() + (layout.widest() - 1) / 2.0) * ROW_GAP);
    }

    private static void arrowHead(Graphics2D graphics, double x, double y, double angle) {
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, y);
        graphics.rotate(angle);
        Path2D head = new Path2D.Double();
        head.moveTo(0, 0);
        head.lineTo(-9, -4.5);
        head.lineTo(-9, 4.5);
        head.closePath();
        graphics.fill(head);
        graphics.setTransform(before);
    }

    private static void label(Graphics2D graphics, double x, double y, String text, Color fill, boolean faint) {
        int width = graphics.getFontMetrics().stringWidth(text) + 14;
        RoundRectangle2D pill = new RoundRectangle2D.Double(x - width / 2.0, y - 11, width, 22, 12, 12);
        graphics.setColor(fill);
        graphics.fill(pill);
        graphics.setStroke(new BasicStroke(1));
        graphics.setColor(faint ? FAINT : LINE);
        graphics.draw(pill);
        graphics.setColor(faint ? new Color(0x888888) : Color.BLACK);
        centred(graphics, text, x, y);
    }

    private static void centred(Graphics2D graphics, String text, double x, double y) {
        graphics.drawString(text, (float) (x - graphics.getFontMetrics().stringWidth(text) / 2.0), (float)
                (y + graphics.getFontMetrics().getAscent() / 2.0 - 2));
    }

    /** A white picture with room for a title. */
    static final class Canvas {

        private static final int MARGIN = 6;

        private final Graphics2D graphics;
        private final int top;

        Canvas(Surface surface, int width, int height, String title) {
            top = title.isEmpty() ? 0 : 28;
            graphics = surface.graphics(width, height + top);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height + top);
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            if (!title.isEmpty()) {
                graphics.setFont(fitting(new Font(Font.SANS_SERIF, Font.BOLD, 14), title, width - 2 * MARGIN));
                graphics.setColor(Color.BLACK);
                centred(graphics, title, width / 2.0, 18);
            }
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        }

        /** The font, or a smaller one where the text would not fit. */
        private Font fitting(Font font, String text, int room) {
            int needed = graphics.getFontMetrics(font).stringWidth(text);
            return needed <= room ? font : font.deriveFont((float) font.getSize() * room / needed);
        }

        Graphics2D graphics() {
            return graphics;
        }

        int top() {
            return top;
        }

        void circle(double x, double y, String text) {
            Ellipse2D circle = new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
            graphics.setColor(Color.WHITE);
            graphics.fill(circle);
            graphics.setStroke(new BasicStroke(1.8f));
            graphics.setColor(LINE);
            graphics.draw(circle);
            graphics.setColor(Color.BLACK);
            centred(graphics, text, x, y);
        }

        void box(Point2D at, String text, Color fill) {
            RoundRectangle2D box = new RoundRectangle2D.Double(
                    at.getX() - BOX_WIDTH / 2.0, at.getY() - BOX_HEIGHT / 2.0, BOX_WIDTH, BOX_HEIGHT, 10, 10);
            graphics.setColor(fill);
            graphics.fill(box);
            graphics.setStroke(new BasicStroke(1.2f));
            graphics.setColor(LINE);
            graphics.draw(box);
            graphics.setColor(Color.BLACK);
            centred(graphics, text, at.getX(), at.getY());
        }

        /** A smooth line from the right side of the first box to the left side of the last. */
        void route(List<Point2D> points, boolean back) {
            graphics.setColor(back ? BACKWARDS : LINE);
            graphics.setStroke(new BasicStroke(1.4f));
            Point2D first = points.get(0);
            Point2D last = points.get(points.size() - 1);
            Path2D path = new Path2D.Double();
            if (back) {
                double bottom = Math.max(first.getY(), last.getY()) + BOX_HEIGHT / 2.0 + 14;
                path.moveTo(first.getX(), first.getY() + BOX_HEIGHT / 2.0);
                path.curveTo(
                        first.getX(), bottom + 8, last.getX(), bottom + 8, last.getX(), last.getY() + BOX_HEIGHT / 2.0);
                graphics.draw(path);
                arrowHead(graphics, last.getX(), last.getY() + BOX_HEIGHT / 2.0, -Math.PI / 2);
                return;
            }
            double x = first.getX() + BOX_WIDTH / 2.0;
            double y = first.getY();
            path.moveTo(x, y);
            for (int i = 1; i < points.size(); i++) {
                boolean end = i == points.size() - 1;
                double nextX = points.get(i).getX() - BOX_WIDTH / 2.0;
                double nextY = points.get(i).getY();
                double reach = (nextX - x) / 2;
                path.curveTo(x + reach, y, nextX - reach, nextY, nextX, nextY);
                x = nextX;
                y = nextY;
                if (!end) {
                    x = points.get(i).getX() + BOX_WIDTH / 2.0;
                    path.lineTo(x, y);
                }
            }
            graphics.draw(path);
            arrowHead(graphics, last.getX() - BOX_WIDTH / 2.0, last.getY(), 0);
        }
    }
}
