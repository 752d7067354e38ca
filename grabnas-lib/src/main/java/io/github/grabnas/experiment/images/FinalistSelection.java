package io.github.grabnas.experiment.images;

import io.github.grabnas.classifier.ClassifierCost;
import io.github.grabnas.classifier.InferenceTimes;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Architecture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Which trials of a search are trained at the larger scale: the best of different functions. Where there is a limit to
 * the milliseconds of an image, the time of each is measured, and those that take longer are passed over: while
 * searching, times are estimated alone. What was measured is kept in the folder.
 */
final class FinalistSelection {

    private final OptionalDouble limit;
    private final SearchFolder folder;
    private final SearchFolder.State state;
    private final InferenceTimes times;

    FinalistSelection(CostLimits limits, SearchFolder folder, SearchFolder.State state, InferenceTimes times) {
        this.limit = limits.milliseconds();
        this.folder = folder;
        this.state = state;
        this.times = times;
    }

    /**
     * Those that are trained.
     *
     * @param trials those selected, the best in the search first; one at least
     * @param warning that some were passed over; empty if none was
     */
    record Selected(List<Trial> trials, Optional<String> warning) {}

    /** The best trials of different functions within the limit, the earlier first where they are as good. */
    Selected best(List<Trial> trials, int most) throws IOException {
        List<Trial> ranked = ranked(trials);
        if (limit.isEmpty()) {
            return new Selected(ranked.subList(0, Math.min(most, ranked.size())), Optional.empty());
        }
        List<Trial> within = new ArrayList<>();
        int asked = 0;
        while (asked < ranked.size() && within.size() < most) {
            Trial trial = ranked.get(asked++);
            if (times.milliseconds(trial.architecture()) <= limit.getAsDouble()) {
                within.add(trial);
            }
        }
        folder.write(state.withTimes(times.all()));
        if (within.isEmpty()) {
            Trial quickest = ranked.stream()
                    .min(Comparator.comparingDouble(t -> times.milliseconds(t.architecture())))
                    .orElseThrow();
            return new Selected(List.of(quickest), Optional.of(noneWithin(quickest)));
        }
        return new Selected(
                within,
                asked == within.size() ? Optional.empty() : Optional.of(passedOver(asked - within.size(), asked)));
    }

    private String noneWithin(Trial quickest) {
        return String.format(
                Locale.ROOT,
                "no candidate keeps the limit of %s ms an image as measured; the quickest takes %.4f ms and is "
                        + "trained; search longer, or allow more",
                limit.getAsDouble(),
                times.milliseconds(quickest.architecture()));
    }

    private String passedOver(int slower, int asked) {
        return String.format(
                Locale.ROOT,
                "%d of the best %d candidates take longer than %s ms an image as measured, though not as estimated, "
                        + "and are passed over",
                slower,
                asked,
                limit.getAsDouble());
    }

    private static List<Trial> ranked(List<Trial> trials) {
        Set<Object> functions = new HashSet<>();
        return trials.stream()
                .sorted(Comparator.comparingDouble(Trial::accuracy).reversed())
                .filter(trial -> functions.add(trial.architecture().equivalenceClass()))
                .toList();
    }

    /** What an architecture costs at the larger scale; where the time decided, it is the time by which it did. */
    ClassifierCost cost(Architecture architecture) {
        return times.cost(architecture);
    }
}
