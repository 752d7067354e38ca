package io.github.grabnas.experiment.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.PageTable;
import io.github.grabnas.data.DataFolder;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The numbers on the page of the networks are those of the reports that lie beside the weights. */
class NetworksPageTest {

    private static final Path PAGE = Path.of("grabnas-lib/docs/networks.md");

    private static PageTable table(String firstColumn) throws IOException {
        return PageTable.of(PAGE).stream()
                .filter(t -> t.header().get(0).equals(firstColumn))
                .findFirst()
                .orElseThrow();
    }

    private static void assertReported(String report, String latents, String column, String printed)
            throws IOException {
        Map<String, String> line = PageTable.csv(DataFolder.embedded("autoencoder/" + report)).stream()
                .filter(l -> l.get("latents").equals(latents))
                .findFirst()
                .orElseThrow();
        PageTable.assertRounded(report + ", " + latents + ", " + column, printed, Double.parseDouble(line.get(column)));
    }

    private static String moved(String deviations) {
        return "embeddings of cells, moved by " + deviations + " deviations";
    }

    @Test
    void what_the_decoder_makes_of_latent_vectors_is_as_its_report_says() throws IOException {
        Map<String, String> latents = Map.of(
                "embeddings of cells", "embeddings of cells",
                "moved by 0.25", moved("0.25"),
                "moved by 0.5", moved("0.50"),
                "moved by 1", moved("1.00"),
                "moved by 2", moved("2.00"),
                "random", "random");
        List<String> columns = List.of("same", "cells", "novel", "invalid", "unique");
        PageTable table = table("latent vectors");
        assertThat(table.rows()).hasSameSizeAs(latents.keySet());
        for (List<String> row : table.rows()) {
            for (int i = 0; i < columns.size(); i++) {
                if (!row.get(i + 1).isEmpty()) {
                    assertReported("decoding.csv", latents.get(row.get(0)), columns.get(i), row.get(i + 1));
                }
            }
        }
    }

    @Test
    void what_decoders_of_fewer_cells_make_of_them_is_as_their_reports_say() throws IOException {
        PageTable table = table("cells learnt from");
        assertThat(table.rows()).hasSize(3);
        for (List<String> row : table.rows()) {
            String report = "decoding-subset-"
                    + row.get(0).replace(", of the clone", "").replace(",", "") + ".csv";
            assertReported(report, "embeddings of cells", "same", row.get(2));
            assertReported(report, moved("0.50"), "same", row.get(3));
            assertReported(report, moved("1.00"), "same", row.get(4));
            assertReported(report, "embeddings of cells", "cells", row.get(5));
            assertReported(report, "random", "unique", row.get(6));
        }
    }
}
