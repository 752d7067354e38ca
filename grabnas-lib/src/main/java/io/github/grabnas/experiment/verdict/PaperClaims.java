package io.github.grabnas.experiment.verdict;

import io.github.grabnas.experiment.verdict.ComparisonClaim.Direction;
import io.github.grabnas.experiment.verdict.ComparisonClaim.Extent;

import java.util.List;
import java.util.stream.Stream;

/**
 * The claims of the paper's sections 4.2 and 4.3, each with a rule that was fixed before the results were there. The
 * level of all tests is 0.05, two-sided; p-values are adjusted for the number of tests of a claim (Holm). Few searches
 * can leave a true claim unconfirmed.
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

    private PaperClaims() {}

    /** All of them, in the paper's order; what goes beyond the paper is last. */
    public static List<Claim> all() {
        return Stream.of(overall(), metaD2a(), tnasAndRanks(), effectiveness())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Claim> overall() {
        Where across = new Where.Across(ACROSS);
        Where fineGrained = Where.On.of("aircraft", "pets");
        return List.of(
                new ComparisonClaim(
                        "Final accuracy",
                        "4.2",
                        "GraB-NAS consistently outperforms all baselines in final accuracy.",
                        GRABNAS,
                        BASELINES,
                        Measure.FINAL,
                        Direction.HIGHER,
                        Extent.CONSISTENT,
                        across),
                new EarlyClaim(
                        "Random search's early strength",
                        "4.2",
                        "Random search may show competitive results during the initial stages on Aircraft and Pets.",
                        RANDOM,
                        GRABNAS,
                        fineGrained),
                new SpreadClaim(
                        "Random search's deviations",
                        "4.2",
                        "Random search's performances exhibit large standard deviations.",
                        RANDOM,
                        GRABNAS,
                        across),
                new ComparisonClaim(
                        "Existing NAS methods, final",
                        "4.2",
                        "GraB-NAS improves over existing NAS methods in final performance across the majority of "
                                + "benchmarks.",
                        GRABNAS,
                        CONVENTIONAL,
                        Measure.FINAL,
                        Direction.HIGHER,
                        Extent.MOST,
                        across),
                new ComparisonClaim(
                        "Random search, anytime",
                        "4.2",
                        "GraB-NAS improves over existing NAS methods in anytime performance across the majority of "
                                + "benchmarks (of those methods random search alone has an anytime curve).",
                        GRABNAS,
                        List.of(RANDOM),
                        Measure.ANYTIME,
                        Direction.HIGHER,
                        Extent.MOST,
                        across),
                new GainClaim(
                        "Gains on fine-grained datasets",
                        "4.2",
                        "The gains are particularly significant on fine-grained datasets (Aircraft and Pets).",
                        GRABNAS,
                        CONVENTIONAL,
                        fineGrained));
    }

    private static List<Claim> metaD2a() {
        Where across = new Where.Across(ACROSS);
        Where cifar10 = Where.On.of("cifar10");
        return List.of(
                new ComparisonClaim(
                        "MetaD2A's early strength",
                        "4.2",
                        "MetaD2A is capable of identifying a reasonably good neural network within a short search time.",
                        METAD2A,
                        List.of(RANDOM),
                        Measure.AFTER_10,
                        Direction.HIGHER,
                        Extent.MOST,
                        across),
                new ComparisonClaim(
                        "MetaD2A, final",
                        "4.2",
                        "MetaD2A consistently underperforms GraB-NAS in terms of final accuracy.",
                        GRABNAS,
                        List.of(METAD2A),
                        Measure.FINAL,
                        Direction.HIGHER,
                        Extent.CONSISTENT,
                        across),
                new ComparisonClaim(
                        "Figure 3: mean",
                        "4.2",
                        "On average, GraB-NAS achieves a higher accuracy of what it evaluates than MetaD2A (CIFAR-10).",
                        GRABNAS,
                        List.of(METAD2A),
                        Measure.EVALUATED_MEAN,
                        Direction.HIGHER,
                        Extent.EACH,
                        cifar10),
                new ComparisonClaim(
                        "Figure 3: stability",
                        "4.2",
                        "GraB-NAS achieves a more stable accuracy of what it evaluates than MetaD2A (CIFAR-10).",
                        GRABNAS,
                        List.of(METAD2A),
                        Measure.EVALUATED_SPREAD,
                        Direction.LOWER,
                        Extent.EACH,
                        cifar10),
                new OutlierClaim(
                        "Figure 3: outliers",
                        "4.2",
                        "MetaD2A also exhibits occasional outliers (CIFAR-10).",
                        METAD2A,
                        GRABNAS,
                        cifar10));
    }

    private static List<Claim> tnasAndRanks() {
        Where across = new Where.Across(ACROSS);
        return List.of(
                new ComparisonClaim(
                        "TNAS, anytime",
                        "4.2",
                        "GraB-NAS shows overall stronger anytime performance than TNAS on most datasets.",
                        GRABNAS,
                        List.of(TNAS),
                        Measure.ANYTIME,
                        Direction.HIGHER,
                        Extent.MOST,
                        across),
                new ComparisonClaim(
                        "TNAS, final",
                        "4.2",
                        "GraB-NAS shows overall stronger final performance than TNAS on most datasets.",
                        GRABNAS,
                        List.of(TNAS),
                        Measure.FINAL,
                        Direction.HIGHER,
                        Extent.MOST,
                        across),
                new RankClaim(
                        "Meta-NAS ranks",
                        "4.2",
                        "Meta-NAS approaches generally achieve better average rankings than conventional NAS methods.",
                        List.of(METAD2A, TNAS, GRABNAS),
                        CONVENTIONAL,
                        new Where.Across(Comparison.LEAST_PAIRS)),
                new RankClaim(
                        "Best rank everywhere",
                        "4.2",
                        "GraB-NAS consistently achieves the best performance across all datasets.",
                        List.of(GRABNAS),
                        BASELINES,
                        across));
    }

    private static List<Claim> effectiveness() {
        Where cifar = Where.On.of("cifar10", "cifar100");
        return List.of(
                table2(
                        "Nearest neighbour over TNAS",
                        "GraB-NAS w/ KNN outperforms TNAS on CIFAR-10 and CIFAR-100.",
                        KNN,
                        TNAS,
                        cifar),
                table2(
                        "Decoder over nearest neighbour",
                        "With the decoder there are further performance gains over KNN.",
                        GRABNAS,
                        KNN,
                        cifar),
                new PrunedClaim(
                        "Beyond the pruned spaces",
                        "4.3",
                        "GraB-NAS consistently discovers architectures that surpass the best remaining candidates.",
                        GRABNAS,
                        true,
                        0,
                        cifar),
                new PrunedClaim(
                        "TNAS within the pruned spaces",
                        "4.3",
                        "TNAS is confined to searching only within the pruned search space.",
                        TNAS,
                        false,
                        0,
                        cifar),
                new PrunedComparisonClaim(
                        "Pruned spaces, against TNAS",
                        "4.3",
                        "In pruned spaces GraB-NAS finds better architectures than TNAS.",
                        GRABNAS,
                        TNAS,
                        cifar),
                new PrunedClaim(
                        "Beyond the pruned spaces, across datasets",
                        "beyond the paper",
                        "On at least five targets GraB-NAS surpasses the best remaining candidates in all pruned spaces.",
                        GRABNAS,
                        true,
                        ACROSS,
                        new Where.Across(ACROSS)));
    }

    private static Claim table2(String name, String text, String first, String second, Where where) {
        return new ComparisonClaim(
                name, "4.3", text, first, List.of(second), Measure.FINAL, Direction.HIGHER, Extent.EACH, where);
    }
}
