package io.github.grabnas.report;

import io.github.grabnas.data.WholeFile;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.knowm.xchart.internal.chartpart.Chart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;

/**
 * A picture of lines and letters, sharp at any size, as SVG.
 *
 * @param width in pixels
 * @param height in pixels
 * @param text the SVG document
 */
public record SvgPicture(int width, int height, String text) {

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";

    /** Checks that nothing is missing. */
    public SvgPicture {
        Objects.requireNonNull(text, "text");
    }

    /** A chart. */
    public static SvgPicture of(Chart<?, ?> chart) {
        Builder builder = new Builder();
        chart.paint(builder.graphics(chart.getWidth(), chart.getHeight()), chart.getWidth(), chart.getHeight());
        return builder.build();
    }

    /** Writes the document. */
    public void write(Path file) throws IOException {
        WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The picture as an address that holds it itself, for the {@code src} of an HTML image. */
    String dataAddress() {
        return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Draws by Java's own means. */
    static final class Builder implements ArchitectureDrawing.Surface {

        private final SVGGraphics2D graphics;

        Builder() {
            try {
                Document document = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .getDOMImplementation()
                        .createDocument(NAMESPACE, "svg", null);
                graphics = new SVGGraphics2D(document);
            } catch (ParserConfigurationException e) {
                throw new IllegalStateException("Java's own XML parser is missing", e);
            }
        }

        @Override
        public Graphics2D graphics(int width, int height) {
            graphics.setSVGCanvasSize(new Dimension(width, height));
            return (Graphics2D) graphics.create();
        }

        SvgPicture build() {
            Dimension size = graphics.getSVGCanvasSize();
            Element root = graphics.getRoot();
            root.setAttributeNS(null, "viewBox", "0 0 " + size.width + " " + size.height);
            StringWriter text = new StringWriter();
            try {
                graphics.stream(root, text, true, false);
            } catch (SVGGraphics2DIOException e) {
                throw new IllegalStateException("a text in memory can be written", e);
            }
            // Without the document type, which some programs would load from its address.
            String document = text.toString();
            String drawing = document.substring(document.indexOf("<svg"));
            return new SvgPicture(size.width, size.height, DECLARATION + drawing);
        }
    }
}
