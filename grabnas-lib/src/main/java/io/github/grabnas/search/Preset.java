package io.github.grabnas.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Several settings of a search method under one name, so that what the paper prints can be had beside the library's
 * defaults. A setting that is given by its own name overrides the preset; settings that a method has not are left out.
 *
 * <pre>{@code
 * SearchMethod.GRABNAS.start(problem, Map.of("preset", "paper"));
 * SearchMethod.GRABNAS.start(problem, Map.of("preset", "paper", "steps", "5"));   // as printed, but five steps
 * }</pre>
 *
 * <p>The page {@code grabnas-lib/docs/algorithm-1.md} goes through the algorithm line by line. T_BO ({@code warm-up})
 * and η ({@code eta}) are printed without numbers: T_BO stays what it is, η makes one step as long as the forty of the
 * default would be along a gradient that does not change.
 */
public enum Preset {

    /** Every setting has its default. */
    NONE(Map.of()),

    /**
     * Eq. 3 and 4 as printed: prior mean zero, the kernel on fused vectors with the hyper-parameters of meta-training.
     */
    EQ_3_4(posterior()),

    /**
     * Algorithm 1 as printed, as far as settings of a search decide it: eq. 3 and 4; the five cells with the best plain
     * averages; one step of eq. 6, whose end is decoded once, observed where it was decoded from, and left out if it is
     * known. A cell is known only if it was itself evaluated; a decoded graph that is no cell's own graph stands for
     * the cell of its function that has the lowest index, in the space if there is one there. Node numbers,
     * pseudo-negatives and what the decoder learnt from are in the checkpoints.
     */
    PAPER(algorithm());

    /** Which of them; {@link SettingValues} resolves it. */
    static final Setting<Preset> PRESET =
            Setting.choice("preset", NONE, "several settings at once; one given by its name overrides it");

    private final Map<String, String> settings;

    Preset(Map<String, String> settings) {
        this.settings = Collections.unmodifiableMap(settings);
    }

    private static Map<String, String> posterior() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(SurrogateSettings.PRIOR_MEAN.name(), "zero");
        settings.put(SurrogateSettings.RESIDUAL_FEATURES.name(), "fused");
        settings.put(SurrogateSettings.REFIT.name(), "false");
        return settings;
    }

    private static Map<String, String> algorithm() {
        Map<String, String> settings = posterior();
        settings.put(SurrogateSettings.DATASET.name(), "target");
        settings.put(InitialDesign.INITIAL_BY.name(), "raw");
        settings.put(LoopSettings.INITIAL.name(), "5");
        settings.put(LoopSettings.ACQUISITION.name(), "ei");
        settings.put(LoopSettings.DISTINCT.name(), "false");
        settings.put(ExplorationSettings.STEPS.name(), "1");
        // Forty times that of the default's forty steps, one of which alone hardly ever leaves a cell.
        settings.put(ExplorationSettings.ETA.name(), "12");
        settings.put(ExplorationSettings.PROPOSALS.name(), "1");
        settings.put(ExplorationSettings.CONTINUE_UNTIL_NEW.name(), "false");
        settings.put(ExplorationSettings.ASCEND_FROM.name(), "encoded");
        settings.put(ExplorationSettings.OBSERVE_AT.name(), "decoded");
        settings.put(DecodingSettings.DECODING.name(), "sampled");
        settings.put(DecodingSettings.MATCHING.name(), "exact");
        return settings;
    }

    /** The settings by name, in the order in which the algorithm meets them. */
    public Map<String, String> settings() {
        return settings;
    }

    /** Those of the settings that a method has. */
    Map<String, String> of(List<Setting<?>> method) {
        Map<String, String> own = new LinkedHashMap<>(settings);
        own.keySet().retainAll(method.stream().map(Setting::name).collect(Collectors.toSet()));
        return own;
    }

    /** What the presets set of a method's settings, a line each; empty if the method has no presets. */
    public static String table(List<Setting<?>> method) {
        StringBuilder lines = new StringBuilder();
        if (method.contains(PRESET)) {
            for (Preset preset : List.of(EQ_3_4, PAPER)) {
                lines.append(String.format(
                        Locale.ROOT,
                        "%s=%s is %s%n",
                        PRESET.name(),
                        preset,
                        preset.of(method).entrySet().stream()
                                .map(e -> e.getKey() + "=" + e.getValue())
                                .collect(Collectors.joining(" "))));
            }
        }
        return lines.toString();
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
