package io.github.grabnas.experiment.paper;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.grabnas.data.DecimalNumber;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Reads the library's own files of published figures, which stand beside this class. */
final class PublishedLines {

    private PublishedLines() {}

    /** What each line of a file says. */
    static <T> List<T> read(String file, Function<NamedCsvRecord, T> figure) {
        try (InputStream stream = PublishedLines.class.getResourceAsStream(file);
                Reader text = new InputStreamReader(stream, StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text)) {
            return csv.stream().map(figure).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A number that not every line has. */
    static OptionalDouble optional(NamedCsvRecord line, String column) {
        String text = line.getField(column);
        return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(DecimalNumber.parse(text));
    }
}
