package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.experiment.images.ImageSearchRequest;
import io.github.grabnas.experiment.images.SearchBudget;
import io.github.grabnas.search.CandidateSource;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What is said of a search on images where no terminal is. */
class ImageSearchProgressTest {

    private final AtomicLong clock = new AtomicLong();
    private final StringWriter said = new StringWriter();

    private ImageSearchProgress progress() {
        CommandLine line = Grabnas.commandLine().setErr(new PrintWriter(said));
        ImageSearchRequest request = ImageSearchRequest.of(Path.of("pictures"), SearchBudget.ofMinutes(9));
        return new ImageSearchProgress(line.getCommandSpec(), request, false, clock::get);
    }

    @Test
    void a_line_a_minute_tells_how_far_the_search_and_the_trainings_after_it_are() {
        try (ImageSearchProgress progress = progress()) {
            for (int i = 1; i <= 7; i++) {
                clock.addAndGet(TimeUnit.SECONDS.toNanos(20));
                Trial trial =
                        new Trial(i, Cell.ofIndex(i), CandidateSource.INITIAL, 50 + i, 50 + i, OptionalDouble.empty());
                progress.evaluated(trial, 600 - 30 * i);
            }
            progress.training("finalist 1 of 2");
            for (int epoch = 1; epoch <= 4; epoch++) {
                clock.addAndGet(TimeUnit.SECONDS.toNanos(20));
                progress.epoch(epoch, 4, 120 - 20 * epoch);
            }
        }
        assertThat(said.toString().lines())
                .containsExactly(
                        "grabnas: 3 candidates, best 53.00 %, 8.5 min left",
                        "grabnas: 6 candidates, best 56.00 %, 7.0 min left",
                        "grabnas: training finalist 1 of 2",
                        "grabnas: epoch 2 of 4 of finalist 1 of 2, 1.3 min left");
    }
}
