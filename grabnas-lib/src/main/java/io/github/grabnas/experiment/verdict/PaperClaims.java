package io.github.grabnas.experiment.verdict;

import io.github.grabnas.experiment.verdict.ComparisonClaim.Direction;
import io.github.grabnas.experiment.verdict.ComparisonClaim.Extent;

import java.util.List;
import java.util.stream.Stream;

/**
 * The claims of the paper's sections 4.2 and 4.3, each with a rule. Rules were fixed before the results were there, but
 * for five things, which were changed where they misled: that searches that repeat one another count once, by which
 * accuracy a search is beyond a pruned space, that "never beyond" is a count and no test, that a smaller spread is one
 * by more than chance, and that samples without spread have no p-value of 0. The level of all tests is 0.05, two-sided;
 * p-values are adjusted for the number of tests of a claim (Holm). Few searches can leave a true claim unconfirmed.
 */
public final class PaperClaims {

    /** So many targets are a claim across datasets; the paper has six. */
    private static final int ACROSS = 5;

    private static final String GRABNAS = "grabnas";
    private static final String TNAS = "tnas";
    private static final String KNN = "grabnas-knn";
    private static final String METAD2A = "metad2a";
    private static final String RANDOM = "random";
    private static final List<String> ONE_SHOT = List.of("gdas", "setn", "pc-darts", "drnas");
    private static final List<String> CONVENTIONAL =
            Stream.concat(Stream.of(RANDOM), ONE_SHOT.stream()).toList();
    private static final List<String> BASELINES =
            Stream.concat(CONVENTIONAL.stream(), Stream.of(METAD2A, TNAS)).toList();

    private static final String RESULTS = "4.2";
    private static final String EFFECTIVENESS = "4.3";
    private static final Where ALL = new Where.Across(ACROSS);
    private static final Where FINE_GRAINED = Where.On.of("aircraft", "pets");
    private static final Where UNALIGNED = Where.On.of("aircraft", "fashion");
    private static final Where CIFAR10 = Where.On.of("cifar10");
    private static final Where CIFAR = Where.On.of("cifar10", "cifar100");

    private PaperClaims() {}

    /** All of them, in the paper's order; what goes beyond the paper is last. */
    public static List<Claim> all() {
        return Stream.of(overall(), existingMethods(), metaD2a(), tnasAndRanks(), effectiveness(), beyondThePaper())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Claim> overall() {
        return List.of(
                across(
                        "Final accuracy",
                        "GraB-NAS consistently outperforms all baselines in final accuracy.",
                        GRABNAS,
                        BASELINES,
                        Measure.FINAL,
                        Extent.CONSISTENT),
                across(
                        "Random search, final",
                        "Compared to random search, GraB-NAS excels in search performance under most circumstances "
                                + "(here: in final accuracy).",
                        GRABNAS,
                        List.of(RANDOM),
                        Measure.FINAL,
                        Extent.MOST),
                new EarlyClaim(
                        "Random search's early strength",
                        RESULTS,
                        "Random search may show competitive results during the initial stages on Aircraft and Pets.",
                        RANDOM,
                        GRABNAS,
                        FINE_GRAINED),
                new SpreadClaim(
                        "Random search's deviations",
                        RESULTS,
                        "Random search's performances exhibit large standard deviations.",
                        RANDOM,
                        GRABNAS,
                        ALL));
    }

    private static List<Claim> existingMethods() {
        return List.of(
                across(
                        "Existing NAS methods, final",
                        "GraB-NAS improves over existing NAS methods in final performance across the majority of "
                                + "benchmarks.",
                        GRABNAS,
                        CONVENTIONAL,
                        Measure.FINAL,
                        Extent.MOST),
                across(
                        "Random search, anytime",
                        "GraB-NAS improves over existing NAS methods in anytime performance across the majority of "
                                + "benchmarks (of those methods random search alone has an anytime curve).",
                        GRABNAS,
                        List.of(RANDOM),
                        Measure.ANYTIME,
                        Extent.MOST),
                new GainClaim(
                        "Gains on fine-grained datasets",
                        RESULTS,
                        "The gains are particularly significant on fine-grained datasets (Aircraft and Pets).",
                        GRABNAS,
                        CONVENTIONAL,
                        FINE_GRAINED));
    }

    private static List<Claim> metaD2a() {
        return List.of(
                across(
                        "MetaD2A's early strength",
                        "MetaD2A is capable of identifying a reasonably good neural network within a short search "
                                + "time.",
                        METAD2A,
                        List.of(RANDOM),
                        Measure.AFTER_10,
                        Extent.MOST),
                across(
                        "MetaD2A, final",
                        "MetaD2A consistently underperforms GraB-NAS in terms of final accuracy.",
                        GRABNAS,
                        List.of(METAD2A),
                        Measure.FINAL,
                        Extent.CONSISTENT),
                evaluated(
                        "Figure 3: mean",
                        "The architectures generated by GraB-NAS generally outperform those of MetaD2A: on average, "
                                + "what it evaluates has a higher accuracy (CIFAR-10).",
                        Measure.EVALUATED_MEAN,
                        Direction.HIGHER),
                evaluated(
                        "Figure 3: stability",
                        "What GraB-NAS evaluates has a more stable accuracy than what MetaD2A evaluates (CIFAR-10).",
                        Measure.EVALUATED_SPREAD,
                        Direction.LOWER),
                new OutlierClaim(
                        "Figure 3: outliers",
                        RESULTS,
                        "MetaD2A also exhibits occasional outliers (CIFAR-10).",
                        METAD2A,
                        GRABNAS,
                        CIFAR10),
                new GainClaim(
                        "MetaD2A, far from its meta-training",
                        RESULTS,
                        "MetaD2A's shortcoming becomes particularly pronounced on datasets that are poorly "
                                + "aligned with the meta-training datasets (the paper does not name them; here: "
                                + "Aircraft's edge maps and Fashion, which resemble neither photographs nor letters).",
                        GRABNAS,
                        List.of(METAD2A),
                        UNALIGNED));
    }

    private static List<Claim> tnasAndRanks() {
        return List.of(
                across(
                        "TNAS, anytime",
                        "GraB-NAS shows overall stronger anytime performance than TNAS on most datasets.",
                        GRABNAS,
                        List.of(TNAS),
                        Measure.ANYTIME,
                        Extent.MOST),
                across(
                        "TNAS, final",
                        "GraB-NAS shows overall stronger final performance than TNAS on most datasets.",
                        GRABNAS,
                        List.of(TNAS),
                        Measure.FINAL,
                        Extent.MOST),
                new RankClaim(
                        "Meta-NAS ranks",
                        RESULTS,
                        "Meta-NAS approaches generally achieve better average rankings than conventional NAS methods.",
                        List.of(METAD2A, TNAS, GRABNAS),
                        CONVENTIONAL,
                        new Where.Across(Comparison.LEAST_PAIRS)),
                new RankClaim(
                        "Best rank everywhere",
                        RESULTS,
                        "While competing methods show fluctuations in rankings across datasets, GraB-NAS consistently "
                                + "achieves the best performance across all datasets.",
                        List.of(GRABNAS),
                        BASELINES,
                        ALL),
                across(
                        "Limited budgets",
                        "GraB-NAS sometimes achieves great results even under limited search budgets (here: 10 "
                                + "evaluations, against random search).",
                        GRABNAS,
                        List.of(RANDOM),
                        Measure.AFTER_10,
                        Extent.MOST));
    }

    private static List<Claim> effectiveness() {
        return List.of(
                onCifar(
                        "Nearest neighbour over TNAS",
                        "GraB-NAS w/ KNN outperforms TNAS on CIFAR-10 and CIFAR-100.",
                        KNN,
                        TNAS),
                onCifar(
                        "Decoder over nearest neighbour",
                        "With the decoder there are further performance gains over KNN.",
                        GRABNAS,
                        KNN),
                new ComparisonClaim(
                        "State of the art with the decoder",
                        EFFECTIVENESS,
                        "With the decoder GraB-NAS achieves state-of-the-art results on CIFAR-10 and CIFAR-100.",
                        GRABNAS,
                        BASELINES,
                        Measure.FINAL,
                        Direction.HIGHER,
                        Extent.AT_LEAST_EQUAL,
                        CIFAR),
                new PrunedClaim(
                        "Beyond the pruned spaces",
                        EFFECTIVENESS,
                        "GraB-NAS consistently discovers architectures that surpass the best remaining candidates.",
                        GRABNAS,
                        true,
                        0,
                        CIFAR),
                new PrunedClaim(
                        "TNAS within the pruned spaces",
                        EFFECTIVENESS,
                        "TNAS is confined to searching only within the pruned search space.",
                        TNAS,
                        false,
                        0,
                        CIFAR),
                new PrunedComparisonClaim(
                        "Pruned spaces, against TNAS",
                        EFFECTIVENESS,
                        "In pruned spaces GraB-NAS finds better architectures than TNAS.",
                        GRABNAS,
                        TNAS,
                        CIFAR));
    }

    private static List<Claim> beyondThePaper() {
        return List.of(new PrunedClaim(
                "Beyond the pruned spaces, across datasets",
                Claim.BEYOND,
                "On at least five targets GraB-NAS surpasses the best remaining candidates in all pruned spaces.",
                GRABNAS,
                true,
                ACROSS,
                ALL));
    }

    /** A method against others across datasets, higher being better. */
    private static Claim across(
            String name, String text, String first, List<String> others, Measure measure, Extent extent) {
        return new ComparisonClaim(name, RESULTS, text, first, others, measure, Direction.HIGHER, extent, ALL);
    }

    /** What GraB-NAS evaluates on CIFAR-10, against MetaD2A. */
    private static Claim evaluated(String name, String text, Measure measure, Direction direction) {
        return new ComparisonClaim(
                name, RESULTS, text, GRABNAS, List.of(METAD2A), measure, direction, Extent.EACH, CIFAR10);
    }

    /** A method against another at the end, on CIFAR-10 and CIFAR-100. */
    private static Claim onCifar(String name, String text, String first, String second) {
        return new ComparisonClaim(
                name, EFFECTIVENESS, text, first, List.of(second), Measure.FINAL, Direction.HIGHER, Extent.EACH, CIFAR);
    }
}
