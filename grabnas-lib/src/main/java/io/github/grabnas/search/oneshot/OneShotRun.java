package io.github.grabnas.search.oneshot;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.SettingValues;
import io.github.grabnas.space.Cell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A one-shot search that was run and kept: what it derived, how it came about, and the curve of the probabilities.
 *
 * <pre>{@code
 * OneShotRun.find("proxy-fashion", "gdas", Map.of(), 0).map(OneShotRun::derived);
 * }</pre>
 *
 * @param target the dataset
 * @param method the method's label
 * @param settings those that are not the method's defaults
 * @param seed of the search
 * @param command by which it can be run again
 * @param date on which it was run
 * @param seconds of processor time of the one thread that it ran on; what else the machine does counts little
 * @param epochs some of the epochs, always the first and the last; without the derived cell's evaluation
 */
public record OneShotRun(
        String target,
        String method,
        Map<String, String> settings,
        long seed,
        String command,
        LocalDate date,
        double seconds,
        List<OneShotStep> epochs) {

    /** Where runs come with the checkout, within its data. */
    public static final String FOLDER = "oneshot";

    /** Copies the collections and checks that the last epoch says what was derived. */
    public OneShotRun {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(date, "date");
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        epochs = List.copyOf(epochs);
        if (epochs.isEmpty() || epochs.get(epochs.size() - 1).derived().isEmpty()) {
            throw new IllegalArgumentException("run of " + method + " on " + target + " with seed " + seed
                    + ": expected epochs, and a derived cell in the last");
        }
    }

    /** What the search derived. */
    public Cell derived() {
        return last().derived().orElseThrow();
    }

    /** The last epoch. */
    public OneShotStep last() {
        return epochs.get(epochs.size() - 1);
    }

    /** The settings by which a run is kept: those that are not the method's defaults, without {@code recorded}. */
    public static Map<String, String> changed(SearchMethod method, SettingValues values) {
        Map<String, String> changed = new TreeMap<>(values.changed(method.settings()));
        changed.remove(OneShotSettings.RECORDED.name());
        return changed;
    }

    /** Whether a run that is kept is taken instead of training; the method's setting {@code recorded}. */
    public static boolean isTaken(SettingValues values) {
        return values.get(OneShotSettings.RECORDED);
    }

    /** Where a run is kept in a folder of runs: {@code TARGET/METHOD-name=value-SEED.csv}. */
    public static Path place(String target, String method, Map<String, String> settings, long seed) {
        String changed = new TreeMap<>(settings)
                .entrySet().stream()
                        .map(e -> "-" + e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining());
        return Path.of(target).resolve(method + changed + "-" + seed + ".csv");
    }

    /** Where this run is kept in a folder of runs. */
    public Path place() {
        return place(target, method, settings, seed);
    }

    /**
     * The run that comes with the checkout, if there is one.
     *
     * @param settings those that are not the method's defaults
     * @throws UncheckedIOException if its file is damaged, or of another run
     */
    public static Optional<OneShotRun> find(String target, String method, Map<String, String> settings, long seed) {
        try {
            Path file = kept(target, method, settings, seed);
            OneShotRun run = OneShotRunFile.read(file);
            if (!run.place().equals(place(target, method, settings, seed))) {
                throw new DataFormatException(
                        file, "it is the run " + run.place() + " by its first lines; check it out again");
            }
            return Optional.of(run);
        } catch (MissingDataException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether {@link #find} finds a run; its file is not read. */
    public static boolean isKept(String target, String method, Map<String, String> settings, long seed) {
        try {
            kept(target, method, settings, seed);
            return true;
        } catch (MissingDataException e) {
            return false;
        }
    }

    private static Path kept(String target, String method, Map<String, String> settings, long seed)
            throws MissingDataException {
        Path place = place(target, method, settings, seed);
        return DataFolder.embedded(FOLDER + "/" + place.getParent() + "/" + place.getFileName());
    }
}
