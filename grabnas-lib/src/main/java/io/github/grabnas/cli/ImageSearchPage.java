package io.github.grabnas.cli;

import io.github.grabnas.classifier.AccuracyInterval;
import io.github.grabnas.classifier.Deeplearning4jModel;
import io.github.grabnas.classifier.InferenceTimes;
import io.github.grabnas.classifier.onnx.OnnxModel;
import io.github.grabnas.data.image.DataPart;
import io.github.grabnas.experiment.images.ImageSearchProvenance;
import io.github.grabnas.experiment.images.ImageSearchRequest;
import io.github.grabnas.experiment.images.ImageSearchResult;
import io.github.grabnas.experiment.images.SearchFolder;
import io.github.grabnas.nn.convolution.NetworkCost;
import io.github.grabnas.report.ImageResult;
import io.github.grabnas.report.ResultPage;
import io.github.grabnas.search.Trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The model files and the page of a finished search on images. */
final class ImageSearchPage {

    private static final int WITH_COSTS = 10;

    private final ImageSearchRequest request;
    private final ImageSearchResult result;
    private final List<String> command;
    private final ImageSearchProvenance provenance;

    ImageSearchPage(
            ImageSearchRequest request,
            ImageSearchResult result,
            List<String> command,
            ImageSearchProvenance provenance) {
        this.request = request;
        this.result = result;
        this.command = command;
        this.provenance = provenance;
    }

    void write(SearchFolder folder) throws IOException {
        ImageSearchResult.Chosen chosen = result.chosen().orElseThrow();
        OnnxModel.write(
                chosen.trained().classifier(),
                result.split().collection().images().width(),
                folder.onnxModel());
        Deeplearning4jModel.write(chosen.trained().classifier(), folder.deeplearning4jModel());
        ResultPage.write(page(chosen), folder.report());
    }

    private ImageResult page(ImageSearchResult.Chosen chosen) {
        ImageResult page = ImageResult.of(
                        result.split().collection().name(),
                        chosen.architecture(),
                        chosen.task().test(),
                        chosen.quality(),
                        chosen.cost(),
                        command.stream().map(ImageSearchPage::quoted).collect(Collectors.joining(" ")))
                .withFacts(facts(chosen))
                .withTrials(trials())
                .withFinalists(chosen.finalists().stream()
                        .map(f ->
                                new ImageResult.Finalist(f.architecture(), f.searchAccuracy(), f.accuracy(), f.cost()))
                        .toList())
                .withWarnings(result.warnings())
                .withProvenance(origin());
        return page.withValidation(validation(chosen));
    }

    /** By which it was chosen: that of a finalist, or where there were none that of the search. */
    private ImageResult.Validation validation(ImageSearchResult.Chosen chosen) {
        return chosen.finalists().stream()
                .filter(f -> f.architecture().equals(chosen.architecture()))
                .findFirst()
                .map(f -> new ImageResult.Validation(
                        AccuracyInterval.ofAccuracy(f.accuracy(), result.split().count(DataPart.VALIDATION)),
                        chosen.finalists().size(),
                        false))
                .orElseGet(() -> new ImageResult.Validation(
                        AccuracyInterval.ofAccuracy(searchAccuracy(chosen), result.searchValidation()),
                        result.run().trials().size(),
                        true));
    }

    private double searchAccuracy(ImageSearchResult.Chosen chosen) {
        return result.run().trials().stream()
                .filter(trial -> trial.architecture().equals(chosen.architecture()))
                .findFirst()
                .orElseThrow()
                .accuracy();
    }

    private static String quoted(String word) {
        return word.matches("[\\w./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private Map<String, String> facts(ImageSearchResult.Chosen chosen) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Images", result.split().toString());
        facts.put("Method", request.method().description());
        facts.put("Search", result.candidatesText() + ", at " + result.plan().search());
        facts.put("Searched among", result.space());
        facts.put(
                "Final network",
                result.plan()
                        .larger()
                        .withImages(chosen.task().training().count())
                        .toString());
        facts.put(
                "Time of the search",
                String.format(Locale.ROOT, "%.1f min", result.run().seconds() / 60));
        facts.put(
                "Time of the command",
                String.format(Locale.ROOT, "%.1f min", provenance.origin().seconds() / 60));
        return facts;
    }

    private List<ImageResult.Trial> trials() {
        List<Trial> trials = result.run().trials();
        List<Trial> best = trials.stream()
                .sorted(Comparator.comparingDouble(Trial::accuracy).reversed())
                .limit(WITH_COSTS)
                .toList();
        InferenceTimes times = new InferenceTimes(result.searchSkeleton());
        List<ImageResult.Trial> rows = new ArrayList<>();
        double seconds = 0;
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            seconds += result.trialSeconds().get(i);
            rows.add(new ImageResult.Trial(
                    trial.evaluation(),
                    seconds,
                    trial.architecture(),
                    trial.accuracy(),
                    NetworkCost.of(trial.architecture().graph(), result.searchSkeleton())
                            .flops(),
                    best.contains(trial) ? Optional.of(times.cost(trial.architecture())) : Optional.empty()));
        }
        return rows;
    }

    private Map<String, String> origin() {
        Map<String, String> origin = new LinkedHashMap<>();
        origin.put("Library", provenance.origin().library());
        origin.put("Commit", provenance.origin().commit());
        origin.put("Machine", provenance.origin().machine().toString());
        origin.put("Started", provenance.origin().started());
        origin.put("Seed", Long.toString(request.seed()));
        origin.put("SHA-256 of the images", provenance.request().get("images"));
        origin.put("SHA-256 of the trials", provenance.trials());
        return origin;
    }
}
