package io.github.grabnas.cli;

import io.github.grabnas.classifier.AccuracyInterval;
import io.github.grabnas.data.image.DataPart;
import io.github.grabnas.experiment.images.ImageSearch;
import io.github.grabnas.experiment.images.ImageSearchProvenance;
import io.github.grabnas.experiment.images.ImageSearchRequest;
import io.github.grabnas.experiment.images.ImageSearchResult;
import io.github.grabnas.experiment.images.SearchFolder;
import io.github.grabnas.search.Trial;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** One search on somebody's own images, as the command line runs it: says what it does, and has its folder written. */
final class ImageSearchSession {

    private final CommandSpec spec;
    private final ImageSearchRequest request;
    private final SearchFolder folder;
    private final Instant started = Instant.now();

    ImageSearchSession(CommandSpec spec, ImageSearchRequest request, Path folder) {
        this.spec = spec;
        this.request = request;
        this.folder = new SearchFolder(folder);
    }

    /**
     * Runs the search, or goes on with it.
     *
     * @return the exit status: 0, or that of a command that was interrupted if there is no network yet
     */
    int run() throws IOException {
        PrintWriter lines = spec.commandLine().getErr();
        try (Interruption stop = new Interruption(
                        lines,
                        "grabnas: ends after the training at hand (finalists and the last one: after the epoch); the "
                                + "same command goes on from there");
                ImageSearchProgress progress = new ImageSearchProgress(spec, request)) {
            Optional<List<String>> before;
            try {
                before = folder.finished(request, stop);
            } catch (CancellationException e) {
                return stopped(e, stop);
            }
            if (before.isPresent()) {
                print(List.of("the search in " + folder.path() + " is done and is not run again; it came to:"));
                print(before.get());
                return CommandLine.ExitCode.OK;
            }
            Optional<ImageSearchResult> found = search(progress, stop);
            progress.end();
            if (found.isEmpty()) {
                lines.println("grabnas: stopped before another candidate was trained; the same command goes on");
                return Interruption.EXIT_STATUS;
            }
            ImageSearchResult result = found.get();
            List<String> command = command();
            ImageSearchProvenance provenance = ImageSearchProvenance.of(request, folder, result, command, started);
            provenance.write(folder.provenance());
            result.warnings().stream().filter(w -> !progress.hasWarned(w)).forEach(w -> lines.println("grabnas: " + w));
            if (result.chosen().isPresent()) {
                new ImageSearchPage(request, result, command, provenance).write(folder);
                folder.finish(told(result));
            }
            print(told(result));
            return result.chosen().isPresent() ? CommandLine.ExitCode.OK : Interruption.EXIT_STATUS;
        }
    }

    /** The status where the pictures of a search that is done were not read to their end. */
    private int stopped(CancellationException reason, Interruption stop) {
        if (!stop.getAsBoolean()) {
            throw reason;
        }
        spec.commandLine().getErr().println("grabnas: stopped while the pictures were read; the same command goes on");
        return Interruption.EXIT_STATUS;
    }

    /** What was found; nothing if it was to stop before there was anything. */
    private Optional<ImageSearchResult> search(ImageSearchProgress progress, Interruption stop) throws IOException {
        try {
            return Optional.of(new ImageSearch(request, folder).run(progress, stop));
        } catch (CancellationException e) {
            if (stop.getAsBoolean()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The arguments that repeat the search. */
    private List<String> command() {
        List<String> command = new ArrayList<>(List.of("kernel-setup/grabnas"));
        command.addAll(spec.root().commandLine().getParseResult().originalArgs());
        return command;
    }

    private void print(List<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
    }

    /** What is said of a result. */
    private List<String> told(ImageSearchResult result) {
        List<String> lines = new ArrayList<>();
        List<Trial> trials = result.run().trials();
        Trial last = trials.get(trials.size() - 1);
        lines.add(result.candidatesText() + "; best on the validation images: "
                + AccuracyInterval.ofAccuracy(last.bestSoFar(), result.searchValidation()));
        Optional<ImageSearchResult.Chosen> chosen = result.chosen();
        if (chosen.isEmpty()) {
            lines.add("stopped before the final training was over; the trials are in " + folder.trials());
            return lines;
        }
        chosen.get()
                .finalists()
                .forEach(f -> lines.add("at the larger scale: "
                        + AccuracyInterval.ofAccuracy(
                                f.accuracy(), result.split().count(DataPart.VALIDATION)) + " on the validation "
                        + "images, " + f.architecture().text()));
        lines.add("chosen: " + chosen.get().architecture().text());
        lines.add("test accuracy, measured once: " + chosen.get().quality().accuracy());
        lines.add("report: " + folder.report());
        return lines;
    }
}
