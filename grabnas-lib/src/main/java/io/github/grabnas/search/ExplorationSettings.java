package io.github.grabnas.search;

import java.util.List;
import java.util.Objects;

/**
 * What a {@link GradientExploration} does.
 *
 * @param ascent η and the number of gradient steps (eq. 6)
 * @param startAt where an ascent begins
 * @param observeAt where a decoded architecture is observed
 * @param proposals how many graphs are decoded from an ascent, at even distances up to its end, at least 1; by default
 *     100, several draws from each iterate. Of what is new, the architecture with the highest posterior mean is
 *     evaluated. Line 14 decodes the end alone, once
 * @param continueUntilNew whether an ascent that decodes to something known goes on until it decodes to something new;
 *     beyond the paper, whose line 15 stops there
 * @param maxExtraSteps at most so many steps more
 */
public record ExplorationSettings(
        LatentGradientAscent ascent,
        StartAt startAt,
        ObserveAt observeAt,
        int proposals,
        boolean continueUntilNew,
        int maxExtraSteps) {

    /** Where an ascent begins. */
    public enum StartAt {
        /** At the embedding that the encoder gives the best architecture so far, x^G of line 2. */
        ENCODED,
        /** Where that architecture was observed, which for a decoded one is the vector from which it was decoded. */
        OBSERVED
    }

    /** Where a decoded architecture is observed. */
    public enum ObserveAt {
        /** At the vector from which it was decoded, as in line 17. */
        DECODED,
        /** At the embedding that the encoder gives it. */
        ENCODED
    }

    /** Which ways back from the latent space are taken. */
    enum WayBack {
        DECODER,
        NEAREST_NEIGHBOUR,
        BOTH;

        boolean decodes() {
            return this != NEAREST_NEIGHBOUR;
        }

        boolean takesNearest() {
            return this != DECODER;
        }
    }

    static final Setting<WayBack> EXPLORATION =
            Setting.choice("exploration", WayBack.DECODER, "how the end of an ascent becomes an architecture");
    static final Setting<Double> ETA =
            Setting.number("eta", 0.3, 0, "step size of eq. 6, in neighbours' distances and standardised units");
    static final Setting<Integer> STEPS =
            Setting.integer("steps", 40, 1, "gradient steps of one ascent (eq. 6 has one)");
    static final Setting<ObserveAt> OBSERVE_AT = Setting.choice(
            "observe-at", ObserveAt.DECODED, "where a decoded architecture is observed (line 17 has decoded)");
    static final Setting<StartAt> ASCEND_FROM = Setting.choice("ascend-from", StartAt.ENCODED, "where an ascent begins")
            .with(OBSERVE_AT, at -> at == ObserveAt.DECODED, "decoded");
    static final Setting<Integer> PROPOSALS =
            Setting.integer("proposals", 100, 1, "iterates of an ascent that are decoded (line 14 has one)");
    static final Setting<Boolean> CONTINUE_UNTIL_NEW = Setting.flag(
                    "continue-until-new", false, "continue an ascent until something new decodes (line 15 stops)")
            .with(EXPLORATION, WayBack::decodes, "decoder or both");
    static final Setting<Integer> MAX_EXTRA_STEPS = Setting.integer(
                    "max-extra-steps", 100, 0, "most steps of such a continuation")
            .with(EXPLORATION, WayBack::decodes, "decoder or both")
            .with(CONTINUE_UNTIL_NEW, goesOn -> goesOn, "true");

    /** Checks the counts. */
    public ExplorationSettings {
        Objects.requireNonNull(ascent, "ascent");
        Objects.requireNonNull(startAt, "startAt");
        Objects.requireNonNull(observeAt, "observeAt");
        if (proposals < 1 || maxExtraSteps < 0) {
            throw new IllegalArgumentException("proposals " + proposals + ", max-extra-steps " + maxExtraSteps
                    + ": expected at least 1 proposal and no negative number of steps");
        }
    }

    /** The settings by the table's defaults; what the paper leaves open was chosen by measuring. */
    public static ExplorationSettings defaults() {
        return of(SettingValues.defaults());
    }

    /** Lines 11 to 18 as printed ({@link Preset#PAPER}): one step of eq. 6, whose end is decoded once. */
    public static ExplorationSettings asPrinted() {
        return of(SettingValues.of(Preset.PAPER));
    }

    static ExplorationSettings of(SettingValues values) {
        return new ExplorationSettings(
                new LatentGradientAscent(values.get(ETA), values.get(STEPS)),
                values.get(ASCEND_FROM),
                values.get(OBSERVE_AT),
                values.get(PROPOSALS),
                values.get(CONTINUE_UNTIL_NEW),
                values.get(MAX_EXTRA_STEPS));
    }

    static List<Setting<?>> table() {
        return List.of(
                WarmUp.SETTING,
                EXPLORATION,
                ETA,
                STEPS,
                ASCEND_FROM,
                OBSERVE_AT,
                PROPOSALS,
                CONTINUE_UNTIL_NEW,
                MAX_EXTRA_STEPS);
    }

    /** The same with another step size and number of steps. */
    public ExplorationSettings withAscent(LatentGradientAscent other) {
        return new ExplorationSettings(other, startAt, observeAt, proposals, continueUntilNew, maxExtraSteps);
    }

    /** The same with ascents that begin elsewhere. */
    public ExplorationSettings withStartAt(StartAt other) {
        return new ExplorationSettings(ascent, other, observeAt, proposals, continueUntilNew, maxExtraSteps);
    }

    /** The same with decoded architectures observed elsewhere. */
    public ExplorationSettings withObserveAt(ObserveAt other) {
        return new ExplorationSettings(ascent, startAt, other, proposals, continueUntilNew, maxExtraSteps);
    }

    /** The same with another number of iterates decoded. */
    public ExplorationSettings withProposals(int other) {
        return new ExplorationSettings(ascent, startAt, observeAt, other, continueUntilNew, maxExtraSteps);
    }

    /**
     * The same with ascents that go on for at most so many steps until something new decodes; 0 stops as line 15 does.
     */
    public ExplorationSettings continuingFor(int steps) {
        return new ExplorationSettings(ascent, startAt, observeAt, proposals, steps > 0, steps);
    }
}
