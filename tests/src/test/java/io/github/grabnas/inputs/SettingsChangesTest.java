package io.github.grabnas.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.classifier.ClassifierSettings;
import io.github.grabnas.data.image.SplitSettings;
import io.github.grabnas.evaluate.training.TrainingRecipe;
import io.github.grabnas.experiment.images.CostLimits;
import io.github.grabnas.experiment.images.ImageSearchRequest;
import io.github.grabnas.experiment.images.SearchBudget;
import io.github.grabnas.experiment.images.TrainingScale;
import io.github.grabnas.gp.AcquisitionFunction;
import io.github.grabnas.gp.Kernel;
import io.github.grabnas.gp.MarginalLikelihoodFit;
import io.github.grabnas.gp.MarginalLikelihoodFit.Bounds;
import io.github.grabnas.gp.Rbf;
import io.github.grabnas.gp.UpperConfidenceBound;
import io.github.grabnas.nn.training.TrainingSettings;
import io.github.grabnas.search.ConstantLiar;
import io.github.grabnas.search.ExplorationSettings;
import io.github.grabnas.search.LatentGradientAscent;
import io.github.grabnas.search.PendingTrials;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.oneshot.Derivation;
import io.github.grabnas.search.oneshot.GumbelSoftmaxRelaxation;
import io.github.grabnas.search.oneshot.OneShotPlan;
import io.github.grabnas.search.oneshot.OneShotRecipe;
import io.github.grabnas.search.oneshot.Relaxation;
import io.github.grabnas.search.oneshot.SoftmaxRelaxation;
import io.github.grabnas.space.OneHotOperations;
import io.github.grabnas.surrogate.Conditioning;
import io.github.grabnas.surrogate.DecoderTraining;
import io.github.grabnas.surrogate.GaussianProcessSurrogate;
import io.github.grabnas.surrogate.MetaD2aTraining;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Settings are changed by methods such as {@code withSeed}, one for a component: each is called, of every public record
 * with a ready-made instance and of some that are made here. Ready-made ones come from the library itself, so a new one
 * is tried without a change here.
 */
class SettingsChangesTest {

    private static final OneShotRecipe SUPERNET = new OneShotRecipe(
            5, 0, 64, 0.025, 0.001, 5e-4, true, OptionalDouble.empty(), 3e-4, 1e-3, false, 0, 1, false);

    private static final List<Record> MADE = List.of(
            ClassifierSettings.standard(320),
            new TrainingSettings(100, 32, 1e-3, 1e-2, 10, 5),
            new TrainingScale(16, 4, 1, 500, 3, 1, false),
            ImageSearchRequest.of(Path.of("pictures"), SearchBudget.ofEvaluations(5)),
            OneShotPlan.of("plan", SUPERNET, new SoftmaxRelaxation()),
            new GaussianProcessSurrogate(new OneHotOperations()));

    /** What components that are no numbers and no constants are changed to. */
    private static final Map<Class<?>, Object> OTHERS = Map.ofEntries(
            Map.entry(AcquisitionFunction.class, new UpperConfidenceBound(7)),
            Map.entry(Conditioning.class, Conditioning.standard().withDoubt(3)),
            Map.entry(
                    CostLimits.class, new CostLimits(OptionalLong.of(9), OptionalLong.empty(), OptionalDouble.empty())),
            Map.entry(Derivation.class, Derivation.bestOfRandom(3)),
            Map.entry(Kernel.class, Rbf.isotropic(3, 3)),
            Map.entry(LatentGradientAscent.class, new LatentGradientAscent(0.7, 3)),
            Map.entry(Map.class, Map.of("finalists", "2")),
            Map.entry(
                    MarginalLikelihoodFit.class,
                    MarginalLikelihoodFit.defaults().withRestarts(7)),
            Map.entry(Path.class, Path.of("others")),
            Map.entry(PendingTrials.class, new ConstantLiar(ConstantLiar.Lie.MIN)),
            Map.entry(Relaxation.class, new GumbelSoftmaxRelaxation(10, 0.1)),
            Map.entry(SearchMethod.class, SearchMethod.RANDOM),
            Map.entry(TrainingRecipe.class, TrainingRecipe.nasBench201()),
            Map.entry(UnaryOperator.class, UnaryOperator.identity()));

    /** A method that changes a component. */
    private record Change(Method method, RecordComponent component) {}

    private static List<Change> changes(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(component -> Arrays.stream(type.getMethods())
                        .filter(method -> method.getName().equalsIgnoreCase("with" + component.getName())
                                && method.getParameterCount() == 1
                                && method.getParameterTypes()[0] == component.getType())
                        .map(method -> new Change(method, component)))
                .toList();
    }

    private static Stream<Record> usual() {
        return Stream.concat(
                SettingsRecordsTest.records().stream()
                        .filter(type -> !changes(type).isEmpty())
                        .map(SettingsChangesTest::readyMade),
                MADE.stream());
    }

    private static Record readyMade(Class<?> type) {
        try {
            return (Record)
                    SettingsRecordsTest.factory(type).findFirst().orElseThrow().invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " has no instance", e);
        }
    }

    private static Object other(Class<?> type, Object value) {
        if (type == int.class) {
            // A multiple of 16, as sizes of batches are.
            return value.equals(16) ? 32 : 16;
        }
        if (type == long.class) {
            return (Long) value + 1;
        }
        if (type == double.class) {
            return (Double) value + 0.25;
        }
        if (type == boolean.class) {
            return !(Boolean) value;
        }
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .filter(constant -> !constant.equals(value))
                        .findFirst()
                        .orElseThrow()
                : OTHERS.get(type);
    }

    @TestFactory
    Stream<DynamicTest> with_changes_its_own_component_and_no_other() {
        return usual().flatMap(usual -> changes(usual.getClass()).stream()
                .map(change -> DynamicTest.dynamicTest(
                        usual.getClass().getSimpleName() + "." + change.method().getName(),
                        () -> assertChangesOne(usual, change))));
    }

    private static void assertChangesOne(Record usual, Change change) throws ReflectiveOperationException {
        String name = change.component().getName();
        Object before = change.component().getAccessor().invoke(usual);
        Object other = other(change.component().getType(), before);
        assertThat(other).as("another value of %s", name).isNotNull().isNotEqualTo(before);
        Object changed = change.method().invoke(usual, other);
        for (RecordComponent component : usual.getClass().getRecordComponents()) {
            Object expected = component.getName().equals(name)
                    ? other
                    : component.getAccessor().invoke(usual);
            assertThat(component.getAccessor().invoke(changed))
                    .as("component %s", component.getName())
                    .isEqualTo(expected);
        }
    }

    @Test
    void there_are_changes_to_try() {
        assertThat(usual().mapToInt(usual -> changes(usual.getClass()).size()).sum())
                .isGreaterThan(40);
    }

    @Test
    void changes_of_several_components_or_by_another_name_leave_the_others() {
        SplitSettings split = SplitSettings.defaults();
        assertThat(split.withShares(0.1, 0.3))
                .isEqualTo(new SplitSettings(0.1, 0.3, split.keepNearDuplicatesTogether(), split.seed()));
        MarginalLikelihoodFit fit = MarginalLikelihoodFit.defaults();
        assertThat(fit.withLengthScale(2, 3))
                .isEqualTo(new MarginalLikelihoodFit(
                        fit.variance(), new Bounds(2, 3), fit.noise(), fit.restarts(), fit.iterations(), fit.seed()));
        DecoderTraining decoder = DecoderTraining.jointly();
        assertThat(decoder.withRate(0.5))
                .isEqualTo(new DecoderTraining(
                        decoder.epochs(),
                        decoder.batchSize(),
                        0.5,
                        decoder.weightDecay(),
                        decoder.gradientLimit(),
                        decoder.latentNoise()));
        MetaD2aTraining both = MetaD2aTraining.standard();
        assertThat(both.withSteps(7))
                .isEqualTo(new MetaD2aTraining(
                        both.generator().withSteps(7), both.predictor().withSteps(7), both.target(), both.instances()));
        ExplorationSettings usual = ExplorationSettings.defaults();
        for (int steps : new int[] {0, 5}) {
            assertThat(usual.continuingFor(steps))
                    .isEqualTo(new ExplorationSettings(
                            usual.ascent(), usual.startAt(), usual.observeAt(), usual.proposals(), steps > 0, steps));
        }
    }
}
