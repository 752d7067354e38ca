package io.github.grabnas.experiment.run;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.grabnas.data.WholeFile;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A CSV file that is replaced as a whole, or left as it was. */
public final class CsvFile {

    private CsvFile() {}

    /** Writes header and rows. */
    public static void write(Path file, List<String> header, Stream<List<String>> rows) throws IOException {
        WholeFile.write(file, out -> write(new OutputStreamWriter(out, StandardCharsets.UTF_8), header, rows));
    }

    /** Header and rows as the file would hold them. */
    public static String text(List<String> header, Stream<List<String>> rows) {
        StringWriter text = new StringWriter();
        try {
            write(text, header, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Writer out, List<String> header, Stream<List<String>> rows) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out)) {
            csv.writeRecord(header);
            rows.forEach(csv::writeRecord);
        }
    }
}
