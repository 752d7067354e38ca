package io.github.grabnas.cli;

import io.github.grabnas.experiment.run.ExperimentRunner;
import io.github.grabnas.experiment.run.SearchRun;
import io.github.grabnas.experiment.run.StoredRun;
import io.github.grabnas.search.Trial;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** How far an experiment is: a bar of evaluations on a terminal, otherwise a line for each finished search. */
final class ExperimentProgress implements ExperimentRunner.Listener, AutoCloseable {

    private final String name;
    private final int searches;
    private final PrintWriter lines;
    private final Optional<ProgressBar> bar;
    private int finished;
    private int run;

    ExperimentProgress(String name, int searches, int budget, PrintWriter lines) {
        this.name = name;
        this.searches = searches;
        this.lines = lines;
        this.bar = Terminal.isAttached()
                ? Optional.of(new ProgressBarBuilder()
                        .setTaskName(name)
                        .setInitialMax((long) searches * budget)
                        .build())
                : Optional.empty();
    }

    @Override
    public synchronized void evaluated(Trial trial) {
        bar.ifPresent(ProgressBar::step);
    }

    @Override
    public synchronized void finished(StoredRun stored, boolean found) {
        finished++;
        run += found ? 0 : 1;
        SearchRun search = stored.run();
        if (bar.isPresent()) {
            bar.get().stepBy(found ? search.trials().size() : 0);
            return;
        }
        lines.println(String.format(
                Locale.ROOT,
                "%s: search %d of %d, %s, seed %d: %.2f %% %s",
                name,
                finished,
                searches,
                search.label(),
                search.seed(),
                search.bestAfter(search.trials().size()),
                found ? "(found)" : String.format(Locale.ROOT, "in %.1f s", search.seconds())));
        lines.flush();
    }

    /** How many searches were run, not found. */
    synchronized int run() {
        return run;
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
