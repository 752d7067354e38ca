package io.github.grabnas.experiment.run;

import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.oneshot.OneShotRun;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * With which seeds a method is searched. A one-shot method trains a supernet for minutes; where runs of it come with
 * the checkout ({@link OneShotRun}), an experiment takes those and leaves other seeds out.
 */
public final class RecordedSeeds {

    private static final String RECORDED = "recorded";

    private RecordedSeeds() {}

    /**
     * Those of some seeds with which a method is searched on a target: all of them, but of a one-shot method of which
     * some runs come with the checkout, the seeds of these.
     */
    static List<Long> of(MethodVariant variant, String target, long first, int seeds) {
        List<Long> all = LongStream.range(first, first + seeds).boxed().toList();
        List<Long> recorded =
                all.stream().filter(seed -> isRecorded(variant, target, seed)).toList();
        return recorded.isEmpty() ? all : recorded;
    }

    /**
     * Whether a search needs no training of a supernet: true of all methods but one-shot methods of which no run with
     * seed 0 comes with the checkout.
     */
    public static boolean isReady(MethodVariant variant, String target) {
        return !variant.search().needsImages() || isRecorded(variant, target, 0);
    }

    private static boolean isRecorded(MethodVariant variant, String target, long seed) {
        SearchMethod method = variant.search();
        return method.needsImages()
                && !"false".equals(variant.settings().get(RECORDED))
                && find(variant, target, seed).isPresent();
    }

    /** The run that comes with the checkout, if there is one. */
    static Optional<OneShotRun> find(MethodVariant variant, String target, long seed) {
        SearchMethod method = variant.search();
        Map<String, String> changed = OneShotRun.changed(method, method.values(variant.settings()));
        return OneShotRun.find(target, method.label(), changed, seed);
    }
}
