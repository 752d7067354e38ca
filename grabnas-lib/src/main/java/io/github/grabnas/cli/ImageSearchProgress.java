package io.github.grabnas.cli;

import io.github.grabnas.data.image.ImageSplit;
import io.github.grabnas.experiment.images.ImageSearchListener;
import io.github.grabnas.experiment.images.ImageSearchRequest;
import io.github.grabnas.experiment.images.SearchPlan;
import io.github.grabnas.search.Trial;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Model.CommandSpec;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Prints the plan of a search on images, then how far it is: as a bar where a person sees it, elsewhere in a line a
 * minute.
 */
final class ImageSearchProgress implements ImageSearchListener, AutoCloseable {

    private static final long BETWEEN_LINES = Duration.ofMinutes(1).toNanos();

    private final CommandSpec spec;
    private final ImageSearchRequest request;
    private final boolean terminal;
    private final LongSupplier nanoseconds;
    private final Set<String> warned = new HashSet<>();
    private Optional<ProgressBar> bar = Optional.empty();
    private String best = "";
    private String task = "";
    private int expected;
    private long lastLine;

    ImageSearchProgress(CommandSpec spec, ImageSearchRequest request) {
        this(spec, request, Terminal.isAttached(), System::nanoTime);
    }

    ImageSearchProgress(CommandSpec spec, ImageSearchRequest request, boolean terminal, LongSupplier nanoseconds) {
        this.spec = spec;
        this.request = request;
        this.terminal = terminal;
        this.nanoseconds = nanoseconds;
        this.lastLine = nanoseconds.getAsLong();
    }

    @Override
    public void reading(int pictures, int of) {
        sayEachMinute(pictures + " of " + of + " pictures read");
    }

    @Override
    public void planned(ImageSplit split, SearchPlan plan, boolean goesOn) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(split + " (" + split.collection().someClassNames() + "), "
                + (split.collection().images().channels() == 1 ? "grey" : "in colour") + ": "
                + (goesOn ? "goes on with " : "") + plan.text(request.budget()));
        out.flush();
        split.warnings().forEach(this::warning);
        expected = plan.expectedEvaluations();
    }

    @Override
    public void warning(String line) {
        warned.add(line);
        say(line);
    }

    /** Whether it was said. */
    boolean hasWarned(String line) {
        return warned.contains(line);
    }

    @Override
    public void searching(String space) {
        if (!request.limits().isNone()) {
            spec.commandLine().getOut().println(space);
            spec.commandLine().getOut().flush();
        }
        if (terminal) {
            bar = Optional.of(new ProgressBarBuilder()
                    .setTaskName(request.method().label())
                    .setInitialMax(expected)
                    .build());
        }
    }

    @Override
    public void evaluated(Trial trial, double secondsLeft) {
        best = String.format(Locale.ROOT, "best %.2f %%", trial.bestSoFar());
        String left = best + ", " + left(secondsLeft);
        bar.ifPresent(shown -> {
            shown.maxHint(Math.max(shown.getMax(), trial.evaluation()));
            shown.stepTo(trial.evaluation());
            shown.setExtraMessage(" " + left);
        });
        sayEachMinute(trial.evaluation() + " candidates, " + left);
    }

    @Override
    public void training(String what) {
        task = what;
        if (bar.isPresent()) {
            bar.get().setExtraMessage(" " + best + "; " + what);
        } else {
            say("training " + what);
        }
    }

    @Override
    public void epoch(int number, int of, double secondsLeft) {
        String epoch = "epoch " + number + " of " + of + " of " + task + ", " + left(secondsLeft);
        bar.ifPresent(shown -> shown.setExtraMessage(" " + best + "; " + epoch));
        sayEachMinute(epoch);
    }

    private static String left(double seconds) {
        return String.format(Locale.ROOT, "%.1f min left", seconds / 60);
    }

    private void sayEachMinute(String line) {
        if (bar.isEmpty() && nanoseconds.getAsLong() - lastLine >= BETWEEN_LINES) {
            lastLine = nanoseconds.getAsLong();
            say(line);
        }
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("grabnas: " + line);
        err.flush();
    }

    @Override
    public void close() {
        end();
    }

    void end() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }
}
