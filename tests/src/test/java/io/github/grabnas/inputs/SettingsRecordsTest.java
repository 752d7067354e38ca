package io.github.grabnas.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaClass;
import io.github.grabnas.LibraryClasses;
import io.github.grabnas.nn.FusionMlp;
import io.github.grabnas.nn.autodiff.Linear;
import io.github.grabnas.nn.training.Adam;
import io.github.grabnas.nn.training.LearningRateSchedule;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every public record with a ready-made instance, such as {@code defaults()}: each of its numbers is replaced by one
 * that makes no sense, and each of its objects by null. The constructor must refuse it with a message. Records come
 * from the library itself, so a new one is tried without a change here.
 */
class SettingsRecordsTest {

    /** Components of which every number makes sense. */
    private static final Set<String> ANY_NUMBER =
            Set.of("MarginalLikelihoodFit.seed", "PseudoNegatives.effect", "SplitSettings.seed");

    private static final LearningRateSchedule RATE = new LearningRateSchedule.Constant(1e-3);

    /** What the library says about its surroundings; nobody chooses it. */
    private static final Set<String> FOUND = Set.of("Machine", "Nd4jBackend");

    static List<Class<?>> records() {
        return LibraryClasses.all().stream()
                .filter(c -> c.isRecord() && c.getModifiers().toString().contains("PUBLIC"))
                .map(JavaClass::reflect)
                .filter(c -> !FOUND.contains(c.getSimpleName())
                        && factory(c).findAny().isPresent())
                .<Class<?>>map(c -> c)
                .toList();
    }

    static Stream<Method> factory(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(m -> Modifier.isStatic(m.getModifiers())
                        && Modifier.isPublic(m.getModifiers())
                        && m.getParameterCount() == 0
                        && m.getReturnType() == type);
    }

    private static List<Object> senseless(Class<?> type) {
        if (type == int.class) {
            return List.of(-1, Integer.MIN_VALUE);
        }
        if (type == long.class) {
            return List.of(-1L, Long.MIN_VALUE);
        }
        if (type == double.class) {
            return List.of(Double.NaN, -1.0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        return List.of();
    }

    @TestFactory
    Stream<DynamicTest> a_component_without_sense_is_refused_with_a_message() {
        return records().stream()
                .flatMap(type -> Arrays.stream(type.getRecordComponents())
                        .filter(c -> !ANY_NUMBER.contains(type.getSimpleName() + "." + c.getName()))
                        .filter(c -> c.getType() != boolean.class)
                        .flatMap(c -> tried(c).map(value -> DynamicTest.dynamicTest(
                                type.getSimpleName() + "." + c.getName() + " = " + value[0],
                                () -> assertRefused(type, c, value[0])))));
    }

    private static Stream<Object[]> tried(RecordComponent component) {
        return component.getType().isPrimitive()
                ? senseless(component.getType()).stream().map(v -> new Object[] {v})
                : Stream.<Object[]>of(new Object[] {null});
    }

    private static void assertRefused(Class<?> type, RecordComponent component, Object value) throws Exception {
        Object usual = factory(type).findFirst().orElseThrow().invoke(null);
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            arguments[i] = components[i].getName().equals(component.getName())
                    ? value
                    : components[i].getAccessor().invoke(usual);
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Throwable thrown = catchThrowable(() -> type.getConstructor(types).newInstance(arguments));
        assertThat(thrown)
                .as("%s with %s %s", type.getSimpleName(), component.getName(), value)
                .isInstanceOf(InvocationTargetException.class);
        Throwable refused = thrown.getCause();
        if (value == null) {
            assertThat(refused).isInstanceOfAny(NullPointerException.class, IllegalArgumentException.class);
        } else {
            assertThat(refused).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(value.toString());
        }
        assertThat(refused.getMessage()).isNotBlank();
    }

    @Test
    void there_are_records_to_try() {
        assertThat(records()).hasSizeGreaterThan(5);
    }

    @Test
    void layers_and_optimisers_refuse_sizes_and_rates_without_sense() {
        for (double wrong : new double[] {Double.NaN, -1, Double.POSITIVE_INFINITY}) {
            assertRefused(() -> new Adam(RATE, wrong, 0.999, 1e-8, 0), wrong);
            assertRefused(() -> new Adam(RATE, 0.9, wrong, 1e-8, 0), wrong);
            assertRefused(() -> new Adam(RATE, 0.9, 0.999, wrong, 0), wrong);
            assertRefused(() -> Adam.of(RATE, wrong), wrong);
            assertRefused(() -> new LearningRateSchedule.Constant(wrong), wrong);
            assertRefused(() -> new LearningRateSchedule.Cosine(wrong, 1, 9), wrong);
            assertRefused(() -> new LearningRateSchedule.Stepwise(1e-3, wrong, 9), wrong);
        }
        assertRefused(() -> new LearningRateSchedule.Stepwise(1e-3, 0.5, 0), 0);
        assertRefused(() -> new LearningRateSchedule.Cosine(1e-3, -1, 9), -1);
        assertRefused(() -> new Linear("layer", 0, 3), 0);
        assertRefused(() -> new Linear("layer", 3, -1), -1);
        assertRefused(() -> new FusionMlp(-1, 3, 3, 3), -1);
        assertRefused(() -> new FusionMlp(0, 3, 0, 3), 0);
        assertThat(new FusionMlp(0, 3, 3, 3).dataset()).isZero();
    }

    private static void assertRefused(ThrowableAssert.ThrowingCallable made, Number wrong) {
        assertThat(catchThrowable(made))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(wrong.toString());
    }
}
