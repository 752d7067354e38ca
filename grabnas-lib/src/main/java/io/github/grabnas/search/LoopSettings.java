package io.github.grabnas.search;

import io.github.grabnas.gp.AcquisitionFunction;
import io.github.grabnas.gp.ExpectedImprovement;
import io.github.grabnas.surrogate.InitialCells;

import java.util.List;
import java.util.Objects;

/**
 * How a {@link BayesianOptimization} goes round.
 *
 * @param iterations T, at most so many; the budget ends most searches first
 * @param initial B, how many architectures are evaluated first
 * @param refitEvery after how many new observations the surrogate's hyper-parameters are fitted again
 * @param acquisition what is maximised over the space
 * @param distinct whether architectures that count as the same one
 *     ({@link io.github.grabnas.space.Architecture#equivalenceClass}) are evaluated once
 * @param pending how architectures whose answers are awaited are taken into account
 */
public record LoopSettings(
        int iterations,
        int initial,
        int refitEvery,
        AcquisitionFunction acquisition,
        boolean distinct,
        PendingTrials pending) {

    static final Setting<Integer> ITERATIONS =
            Setting.integer("iterations", Integer.MAX_VALUE, 1, "T, the most iterations");
    static final Setting<Integer> INITIAL =
            Setting.integer("initial", InitialCells.PAPER_COUNT, 1, "B, architectures evaluated first");
    static final Setting<Integer> REFIT_EVERY = Setting.integer(
                    "refit-every", 3, 1, "new observations after which hyper-parameters are fitted again")
            .with(SurrogateSettings.REFIT, refit -> refit, "true");
    static final Setting<PendingTrials> PENDING = Setting.choice(
            "pending",
            "kriging-believer",
            PendingTrials.byName(),
            "with several evaluations at a time, what is assumed of those that are running; posterior-sampling takes "
                    + "the place of the acquisition function, with one evaluation at a time too");
    static final Setting<AcquisitionFunction> ACQUISITION = Setting.choice(
                    "acquisition", "ei", AcquisitionFunctions.byName(), "acquisition function (eq. 5 is ei)")
            .with(PENDING, pending -> !pending.replacesAcquisition(), "another way, such as kriging-believer");
    static final Setting<Boolean> DISTINCT = Setting.flag("distinct", true, "evaluate equivalent architectures once");

    /** Checks the counts. */
    public LoopSettings {
        Objects.requireNonNull(acquisition, "acquisition");
        Objects.requireNonNull(pending, "pending");
        if (iterations < 1 || initial < 1 || refitEvery < 1) {
            throw new IllegalArgumentException("iterations " + iterations + ", initial " + initial + ", refit-every "
                    + refitEvery + ": expected at least 1 of each");
        }
    }

    /** The settings of the meta-trained methods, by the table's defaults: B = 5 (app. C), expected improvement. */
    public static LoopSettings defaults() {
        return of(SettingValues.defaults());
    }

    /** Lines 4 to 9 as printed ({@link Preset#PAPER}). */
    public static LoopSettings asPrinted() {
        return of(SettingValues.of(Preset.PAPER));
    }

    static LoopSettings of(SettingValues values) {
        return new LoopSettings(
                values.get(ITERATIONS),
                values.get(INITIAL),
                values.get(REFIT_EVERY),
                values.get(ACQUISITION),
                values.get(DISTINCT),
                values.get(PENDING));
    }

    static List<Setting<?>> table() {
        return List.of(ITERATIONS, INITIAL, REFIT_EVERY, ACQUISITION, DISTINCT, PENDING);
    }

    /** The same with at most so many iterations. */
    public LoopSettings withIterations(int other) {
        return new LoopSettings(other, initial, refitEvery, acquisition, distinct, pending);
    }

    /** The same with another number of initial architectures. */
    public LoopSettings withInitial(int other) {
        return new LoopSettings(iterations, other, refitEvery, acquisition, distinct, pending);
    }

    /** The same with hyper-parameters fitted again after so many new observations. */
    public LoopSettings withRefitEvery(int other) {
        return new LoopSettings(iterations, initial, other, acquisition, distinct, pending);
    }

    /** The same with another acquisition function, such as {@link ExpectedImprovement}. */
    public LoopSettings withAcquisition(AcquisitionFunction other) {
        return new LoopSettings(iterations, initial, refitEvery, other, distinct, pending);
    }

    /** The same with equivalent architectures evaluated once, or each. */
    public LoopSettings withDistinct(boolean other) {
        return new LoopSettings(iterations, initial, refitEvery, acquisition, other, pending);
    }

    /** The same with another way in which architectures whose answers are awaited are taken into account. */
    public LoopSettings withPending(PendingTrials other) {
        return new LoopSettings(iterations, initial, refitEvery, acquisition, distinct, other);
    }
}
