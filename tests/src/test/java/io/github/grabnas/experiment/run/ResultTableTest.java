package io.github.grabnas.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

class ResultTableTest {

    private record Row(String method, Optional<Integer> seeds, double mean, Optional<Double> median) {}

    private static final List<Row> ROWS = List.of(
            new Row("random", Optional.of(10), 93.9204, Optional.of(41.5)),
            new Row("bo, one-hot", Optional.empty(), -0.0004, Optional.of(101.0)),
            new Row("", Optional.of(0), 94, Optional.empty()));

    private static ResultTable table() {
        return ResultColumns.of(ROWS)
                .text("method", Row::method)
                .wholeWhere("seeds", Row::seeds)
                .number("mean", Decimals.of(3), Row::mean)
                .numberWhere("median", Decimals.of(1).upTo(100), Row::median)
                .table("name", "Title", List.of("one"));
    }

    private static final String CSV = """
            method,seeds,mean,median
            random,10,93.920,41.5
            "bo, one-hot",,-0.000,>100
            ,0,94.000,
            """;

    @Test
    void numbers_are_printed_as_their_columns_say_and_missing_ones_as_nothing() {
        assertThat(table().csv()).isEqualTo(CSV);
    }

    @Test
    void the_file_holds_the_same(@TempDir Path folder) throws IOException {
        table().write(folder);
        assertThat(folder.resolve("name.csv")).hasContent(CSV);
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void columns_keep_the_numbers_as_they_were_computed() {
        Table table = table().table();
        assertThat(table.doubleColumn("mean").asDoubleArray()).containsExactly(93.9204, -0.0004, 94);
        assertThat(table.doubleColumn("median").get(1)).isEqualTo(101);
        assertThat(table.intColumn("seeds").isMissing(1)).isTrue();
        assertThat(table.where(table.stringColumn("method").isEqualTo("random"))
                        .doubleColumn("mean")
                        .getString(0))
                .as("a selection is printed alike")
                .isEqualTo("93.920");
    }

    @Test
    void it_cannot_be_changed() {
        ResultTable table = table();
        table.table().doubleColumn("mean").set(0, 1);
        table.table().removeColumns("seeds");
        assertThat(table.csv()).isEqualTo(CSV);
        assertThat(table.with(List.of("two")).notes()).containsExactly("one", "two");
    }

    @Test
    void in_a_locale_with_its_own_digits_the_text_is_the_same() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(table().csv()).isEqualTo(CSV);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void two_columns_of_one_name_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResultColumns.of(ROWS)
                        .text("method", Row::method)
                        .text("method", Row::method)
                        .table("name", "Title", List.of()))
                .withMessageContaining("method");
        assertThatIllegalArgumentException().isThrownBy(() -> Decimals.of(-1)).withMessageContaining("-1 decimals");
    }

    @Property
    void a_rounded_number_is_the_one_that_is_printed(
            @ForAll @DoubleRange(min = -200, max = 200) @Scale(9) double value,
            @ForAll @IntRange(min = 0, max = 6) int digits) {
        Decimals decimals = Decimals.of(digits);
        assertThat(decimals.round(value)).isEqualTo(Double.parseDouble(decimals.format(value)));
    }
}
