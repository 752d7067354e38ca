package io.github.grabnas.cli;

import io.github.grabnas.data.WholeFile;
import io.github.grabnas.experiment.paper.PaperExperiment;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.Provenance;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.SearchResultFile;
import io.github.grabnas.experiment.run.TimeFile;
import io.github.grabnas.experiment.run.TrialFile;
import io.github.grabnas.report.ExperimentCharts;
import io.github.grabnas.report.ExperimentPage;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.internal.chartpart.Chart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The folder of an experiment's results: trials, times and tables as CSV, charts as PNG, all of it on one HTML page,
 * and the provenance.
 *
 * @param place made if it is missing
 */
record ExperimentFolder(Path place) {

    /**
     * Writes the files.
     *
     * @return the page
     */
    Path write(PaperExperiment experiment, ExperimentRuns runs, List<ResultTable> tables, Provenance provenance)
            throws IOException {
        Files.createDirectories(place);
        TrialFile.write(place.resolve("trials.csv"), runs.all());
        TimeFile.write(place.resolve("times.csv"), runs);
        SearchResultFile.table(runs).write(place);
        for (ResultTable table : tables) {
            table.write(place);
        }
        for (ResultTable table : experiment.timedTables(runs)) {
            table.write(place);
        }
        List<String> pictures = charts(experiment, runs);
        List<ResultTable> shown = new ArrayList<>(tables);
        shown.add(TimeFile.summary(runs));
        byte[] html = ExperimentPage.of(experiment.title(), shown, pictures, footer(provenance))
                .getBytes(StandardCharsets.UTF_8);
        Path page = place.resolve(experiment.name() + ".html");
        WholeFile.write(page, file -> file.write(html));
        provenance.write(place.resolve("provenance.json"));
        return page;
    }

    private List<String> charts(PaperExperiment experiment, ExperimentRuns runs) throws IOException {
        List<String> pictures = new ArrayList<>();
        for (Map.Entry<String, Chart<?, ?>> chart :
                ExperimentCharts.of(experiment, runs).entrySet()) {
            String picture = chart.getKey() + ".png";
            WholeFile.write(
                    place.resolve(picture), file -> BitmapEncoder.saveBitmap(chart.getValue(), file, BitmapFormat.PNG));
            pictures.add(picture);
        }
        return pictures;
    }

    private static String footer(Provenance provenance) {
        return "Seeds " + provenance.firstSeed() + " to " + (provenance.firstSeed() + provenance.seeds() - 1)
                + "; library "
                + provenance.library() + (provenance.commit().isEmpty() ? "" : ", commit " + provenance.commit())
                + ". Every trial is in trials.csv, every search's time in times.csv, the origin of all numbers in "
                + "provenance.json.";
    }
}
