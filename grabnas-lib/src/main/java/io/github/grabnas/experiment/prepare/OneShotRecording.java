package io.github.grabnas.experiment.prepare;

import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.Evaluation;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.search.ArchitectureSearch;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.SearchProblem;
import io.github.grabnas.search.TrainerSource;
import io.github.grabnas.search.oneshot.OneShotMethods;
import io.github.grabnas.search.oneshot.OneShotRun;
import io.github.grabnas.search.oneshot.OneShotStep;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.NasBench201;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Runs one-shot methods to keep what they derived and the curve of the probabilities, so that tables and notebooks have
 * it where images are absent or time is short.
 */
public final class OneShotRecording {

    /** A curve has about so many epochs. */
    private static final int KEPT = 50;

    private static final String RECORDED = "recorded";

    /** Has no accuracy of any architecture. */
    private record Unmeasured(String target) implements ArchitectureEvaluator {

        @Override
        public Evaluation evaluate(Architecture architecture) {
            return new Evaluation.Unanswered("a recording looks nothing up");
        }
    }

    private OneShotRecording() {}

    /**
     * Runs a one-shot method from its beginning.
     *
     * @param variant the method, with settings that are not its defaults
     * @param target the name of the dataset; it needs no table, since the derived cell is not looked up here
     * @param training its images
     * @param command by which the run can be made again
     * @param listener is told of every epoch
     * @throws IllegalArgumentException if the method is no one-shot method, or the target has no images
     */
    public static OneShotRun run(
            MethodVariant variant,
            String target,
            TrainerSource training,
            long seed,
            String command,
            Consumer<OneShotStep> listener) {
        if (!variant.search().needsImages()) {
            throw new IllegalArgumentException("method '" + variant.method()
                    + "' is no one-shot method; expected one of "
                    + OneShotMethods.all().stream().map(SearchMethod::label).toList());
        }
        Map<String, String> settings = new TreeMap<>(variant.settings());
        settings.put(RECORDED, "false");
        SearchProblem problem =
                new SearchProblem(new NasBench201(), new Unmeasured(target), 1, seed).withTraining(training);
        ArchitectureSearch search = variant.search().start(problem, settings);
        List<OneShotStep> steps = new ArrayList<>();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        while (!search.finished()) {
            OneShotStep step = (OneShotStep) search.step();
            listener.accept(step);
            steps.add(step);
        }
        double seconds = (threads.getCurrentThreadCpuTime() - begin) / 1e9;
        return new OneShotRun(
                target,
                variant.method(),
                variant.settings(),
                seed,
                command,
                LocalDate.now(ZoneOffset.UTC),
                seconds,
                thinned(steps));
    }

    /** About {@value #KEPT} of the epochs, always the first and the last. */
    private static List<OneShotStep> thinned(List<OneShotStep> steps) {
        int every = Math.max(1, steps.size() / KEPT);
        return steps.stream()
                .filter(s -> s.epoch() == 1 || s.epoch() == steps.size() || s.epoch() % every == 0)
                .toList();
    }
}
