package io.github.grabnas.search;

import io.github.grabnas.nn.graph.DecodingRule;
import io.github.grabnas.search.ExplorationSettings.WayBack;
import io.github.grabnas.space.GraphMatching;

import java.util.List;
import java.util.Objects;

/**
 * How a vector of the latent space becomes an architecture.
 *
 * @param mode whether the decoder takes the most likely choices or draws from its probabilities
 * @param matching by what a decoded graph is matched with the cells that are known
 */
public record DecodingSettings(Mode mode, GraphMatching matching) {

    /** Beyond all iterations, so that no further step draws what an iteration does. */
    private static final long APART = 1L << 32;

    /** Checks that nothing is missing. */
    public DecodingSettings {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(matching, "matching");
    }

    /** How the decoder chooses node types and edges. */
    public enum Mode {
        /** The most likely ones. */
        ARGMAX,
        /** Drawn from the decoder's probabilities: edges as in app. B, types as in D-VAE. */
        SAMPLED
    }

    static final Setting<Mode> DECODING = Setting.choice(
                    "decoding", Mode.SAMPLED, "how the decoder chooses types and edges")
            .with(ExplorationSettings.EXPLORATION, WayBack::decodes, "decoder or both");
    static final Setting<GraphMatching> MATCHING = Setting.choice(
                    "matching", GraphMatching.EXACT, "by what a decoded graph is matched with cells")
            .with(ExplorationSettings.EXPLORATION, WayBack::decodes, "decoder or both");

    /** The settings by the table's defaults. */
    public static DecodingSettings defaults() {
        return of(SettingValues.defaults());
    }

    static DecodingSettings of(SettingValues values) {
        return new DecodingSettings(values.get(DECODING), values.get(MATCHING));
    }

    static List<Setting<?>> table() {
        return List.of(DECODING, MATCHING);
    }

    /** The same with another mode. */
    public DecodingSettings withMode(Mode other) {
        return new DecodingSettings(other, matching);
    }

    /** The same with another matching. */
    public DecodingSettings withMatching(GraphMatching other) {
        return new DecodingSettings(mode, other);
    }

    /**
     * The decoder's rule; the same seed, iteration and step draw the same.
     *
     * @param further of the steps after the end of an ascent, from 1; 0 for the ascent itself
     */
    DecodingRule rule(long seed, int iteration, int further) {
        return mode == Mode.SAMPLED
                ? new DecodingRule.Sampled(seed * 1_000_003 + iteration + further * APART)
                : new DecodingRule.Argmax();
    }
}
