package io.github.grabnas.search;

import io.github.grabnas.gp.AcquisitionFunction;
import io.github.grabnas.gp.ExpectedImprovement;
import io.github.grabnas.surrogate.Conditioning;
import io.github.grabnas.surrogate.Conditioning.ResidualFeatures;
import io.github.grabnas.surrogate.DeepKernelSurrogate.PriorMean;
import io.github.grabnas.surrogate.InitialCells;
import java.util.List;
import java.util.Map;

/**
 * What {@link GrabNas} is made of.
 *
 * @param iterations T, at most so many; the budget ends most searches first
 * @param initial B, how many architectures are evaluated first, at least 1
 * @param rawInitial whether these are the best by plain averages instead of by the cell's effect ({@link InitialCells})
 * @param warmUp T_BO, iterations without gradient-based exploration
 * @param ascendFromEncoded whether an ascent begins at the embedding that the encoder gives the best architecture so far, x^G of
 *     line 2; otherwise where it was observed, which for a decoded one is the vector it was decoded from
 * @param ascent η and the number of gradient steps (eq. 6)
 * @param refinements how the end of an ascent becomes an architecture: by the decoder, by the nearest neighbour,
 *     both, or, empty, no gradient-based exploration at all
 * @param acquisition what is maximised over the space
 * @param dataset whether the target's dataset is read; otherwise its embedding is zero, an ablation
 * @param priorMean where what was learnt on other datasets speaks
 * @param conditioning how the observations enter
 * @param refitEvery after how many new observations the kernel's parameters are fitted again, at least 1
 * @param sampled whether the decoder draws from its probabilities, as app. B has it, instead of taking the likeliest
 * @param typeSequence whether a decoded graph is read by its node types alone, as MetaD2A's public code does
 * @param proposals how many places of an ascent are decoded, at even distances up to its end, at least 1. Line 14
 *     decodes the end alone. Of several, the new architecture is evaluated of which the surrogate expects most; beyond the paper
 * @param walkOn whether an ascent goes on where it decodes to something known, until it decodes to something
 *     new; beyond the paper, whose line 15 stops there
 * @param walkOnSteps at most so many steps more
 * @param encodeAnew whether a decoded architecture is observed at the embedding that the encoder gives it; line 17
 *     observes it at the vector from which it was decoded
 * @param distinct whether cells that the benchmark counts as the same architecture are evaluated once
 */
public record GrabNasSettings(int iterations, int initial, boolean rawInitial, int warmUp, boolean ascendFromEncoded, LatentGradientAscent ascent,
                              List<Refinement.By> refinements, AcquisitionFunction acquisition, boolean dataset, PriorMean priorMean,
                              Conditioning conditioning, int refitEvery, boolean sampled, boolean typeSequence, int proposals,
                              boolean walkOn, int walkOnSteps, boolean encodeAnew, boolean distinct) {

    /** Checks the counts. */
    public GrabNasSettings {
        refinements = List.copyOf(refinements);
        if (iterations < 1 || initial < 1 || warmUp < 0 || refitEvery < 1 || proposals < 1 || walkOnSteps < 0) {
            throw new IllegalArgumentException("iterations " + iterations + ", initial " + initial + ", warm-up " + warmUp
                    + ", refit-every " + refitEvery + ", proposals " + proposals + ", walk-on steps " + walkOnSteps
                    + ": expected at least 1 iteration, initial cell and proposal, a refit after at least 1 observation, and nothing "
                    + "negative");
        }
    }

    private static final Map<String, List<Refinement.By>> REFINEMENTS = Map.of("decoder", List.of(Refinement.By.DECODER),
            "knn", List.of(Refinement.By.NEAREST_NEIGHBOUR),
            "both", List.of(Refinement.By.DECODER, Refinement.By.NEAREST_NEIGHBOUR));

    /**
     * Settings by name: {@code iterations} (T), {@code initial} (B), {@code initial-by} (effect, raw), {@code warm-up} (T_BO),
     * {@code ascend-from} (encoded, observed), {@code eta}, {@code steps}, {@code refinement} (decoder, knn, both),
     * {@code acquisition} (ei, logei, ucb, pi), {@code dataset}, {@code priorMean} (lessons, kernel-only),
     * {@code deviations} (fused, graph, operations), {@code refit},
     * {@code refit-every}, {@code decoding} (argmax, sampled), {@code reading} (exact, type-sequence), {@code proposals},
     * {@code walk-on}, {@code walk-on-steps}, {@code observe-at} (decoded: the vector it was decoded from, line 17; encoded),
     * {@code distinct}.
     */
    static GrabNasSettings of(MethodSettings named, String refinement) {
        GrabNasSettings d = surrogateOnly(named);
        return new GrabNasSettings(d.iterations, d.initial, d.rawInitial, named.integer("warm-up", defaults().warmUp),
                named.choice("ascend-from", "encoded", Map.of("encoded", true, "observed", false)),
                new LatentGradientAscent(named.number("eta", defaults().ascent.rate()), named.integer("steps", defaults().ascent.steps())),
                named.choice("refinement", refinement, REFINEMENTS), d.acquisition, d.dataset, d.priorMean, d.conditioning,
                d.refitEvery,
                named.choice("decoding", "sampled", Map.of("argmax", false, "sampled", true)),
                named.choice("reading", "exact", Map.of("exact", false, "type-sequence", true)), named.integer("proposals", d.proposals),
                named.flag("walk-on", d.walkOn), named.integer("walk-on-steps", d.walkOnSteps),
                named.choice("observe-at", "decoded", Map.of("decoded", false, "encoded", true)), d.distinct);
    }

    /** Settings by name, without gradient-based exploration. */
    static GrabNasSettings surrogateOnly(MethodSettings named) {
        GrabNasSettings d = defaults();
        ResidualFeatures deviations = named.choice("deviations", "graph", Map.of("fused", ResidualFeatures.FUSED, "graph", ResidualFeatures.GRAPH,
                "operations", ResidualFeatures.OPERATIONS));
        return new GrabNasSettings(named.integer("iterations", d.iterations), named.integer("initial", d.initial),
                named.choice("initial-by", "effect", Map.of("effect", false, "raw", true)), d.warmUp, d.ascendFromEncoded, d.ascent,
                List.of(),
                named.choice("acquisition", "ei", SearchMethod.ACQUISITIONS), named.flag("dataset", d.dataset),
                named.choice("knowledge", "lessons", Map.of("lessons", PriorMean.META_LEARNED, "kernel-only", PriorMean.ZERO)),
                new Conditioning(deviations, named.flag("refit", true)), named.integer("refit-every", d.refitEvery), d.sampled,
                d.typeSequence, d.proposals, d.walkOn, d.walkOnSteps, d.encodeAnew, named.flag("distinct", d.distinct));
    }

    /** The method's defaults: B = 5 (app. C), expected improvement; what the paper leaves open was chosen by measuring. */
    public static GrabNasSettings defaults() {
        return new GrabNasSettings(Integer.MAX_VALUE, InitialCells.PAPER_COUNT, false, 5, true, new LatentGradientAscent(100, 40),
                List.of(Refinement.By.DECODER), new ExpectedImprovement(), true, PriorMean.META_LEARNED, Conditioning.standard(), 3, true,
                false, 1,
                false, 100, false, true);
    }
}
