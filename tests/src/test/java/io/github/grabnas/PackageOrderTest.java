package io.github.grabnas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import io.github.grabnas.linalg.MatrixAccess;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Data flows through the packages in one direction: each depends only on those before it. */
class PackageOrderTest {

    private static final List<String> ORDER = List.of(
            "linalg",
            "statistics",
            "space",
            "data",
            "gp",
            "nn",
            "benchmark",
            "surrogate",
            "pretrained",
            "evaluate",
            "classifier",
            "search",
            "experiment",
            "report",
            "cli");

    /** Methods of ND4J's arrays that bring numbers to the host, or write single ones from there. */
    private static final Pattern READS =
            Pattern.compile("get(Double|Float|Int|Long|Number|Scalar)|data|to\\w*(Vector|Matrix|String|StringFull)|"
                    + "as(Bytes|Double|Float|Int|Long|Nio)\\w*|element|"
                    + "\\w+Number|putScalar|isNaN|isInfinite|equals|equalsWithEps|scan");

    private final JavaClasses classes = LibraryClasses.all();

    @TestFactory
    Stream<DynamicTest> no_package_depends_on_a_later_one() {
        return IntStream.range(0, ORDER.size() - 1)
                .mapToObj(i -> DynamicTest.dynamicTest(
                        ORDER.get(i),
                        () -> noClasses()
                                .that()
                                .resideInAPackage(in(ORDER.get(i)))
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(ORDER.subList(i + 1, ORDER.size()).stream()
                                        .map(PackageOrderTest::in)
                                        .toArray(String[]::new))
                                .allowEmptyShould(true)
                                .check(classes)));
    }

    @Test
    void there_are_no_other_packages() {
        noClasses()
                .should()
                .resideOutsideOfPackages(
                        ORDER.stream().map(PackageOrderTest::in).toArray(String[]::new))
                .check(classes);
        slices().matching("io.github.grabnas.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void only_the_package_dl4j_depends_on_deeplearning4j_and_nd4j() {
        noClasses()
                .that()
                .resideOutsideOfPackage(in("nn.dl4j"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..")
                .check(classes);
    }

    /**
     * Where the arrays are on a GPU, reading a number of them waits for all that was computed before and copies it.
     * Initial weights are written from the host, before any step; a loss has to be told.
     */
    @Test
    void nothing_within_a_layer_reads_an_array_on_the_host() {
        noClasses()
                .that()
                .resideInAPackage(in("nn.dl4j"))
                .and()
                .areAssignableTo(org.deeplearning4j.nn.api.Layer.class)
                .or()
                .haveNameMatching(".*\\.nn\\.dl4j\\.(Block|Cell|Operation|Scratch|Nesterov).*")
                .should()
                .callMethodWhere(new DescribedPredicate<>("an array is read on the host") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        boolean array = call.getTargetOwner().isAssignableTo(INDArray.class)
                                || call.getTargetOwner().isAssignableTo(DataBuffer.class);
                        return array && READS.matcher(call.getName()).matches();
                    }
                })
                .check(classes);
    }

    /** Whoever extends it reads a matrix's own array. */
    @Test
    void only_three_packages_extend_the_access_to_matrices() {
        classes()
                .that()
                .areAssignableTo(MatrixAccess.class)
                .should()
                .resideInAnyPackage("io.github.grabnas.linalg", "io.github.grabnas.gp", "io.github.grabnas.nn.autodiff")
                .check(classes);
    }

    private static String in(String name) {
        return "io.github.grabnas." + name + "..";
    }
}
