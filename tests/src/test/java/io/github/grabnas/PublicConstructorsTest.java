package io.github.grabnas;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Every public constructor of a public class is called with arguments drawn from those that break things: negative, not
 * a number, empty, of the wrong length, nothing at all. It makes an object that can be printed, or says by an
 * {@link IllegalArgumentException} with a message what it expected, or by a {@link NullPointerException} that something
 * is missing. Whatever else it throws is an accident.
 */
class PublicConstructorsTest {

    private static final int DRAWS = 60;
    private static final long SEED = 20261127;

    private static Stream<Constructor<?>> constructors() {
        return LibraryClasses.all().stream()
                .filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC)
                        && !c.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(c -> c.reflect())
                .filter(c -> !c.isEnum() && !Throwable.class.isAssignableFrom(c) && visible(c))
                .sorted(java.util.Comparator.comparing(Class::getName))
                .flatMap(c -> Arrays.stream(c.getConstructors())
                        .sorted(java.util.Comparator.comparing(Constructor::toString)));
    }

    private static boolean visible(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || visible(type.getEnclosingClass()));
    }

    @Test
    void a_public_constructor_makes_an_object_or_says_what_is_wrong() {
        Map<String, String> accidents = new TreeMap<>();
        int made = 0;
        int called = 0;
        for (Constructor<?> constructor : constructors().toList()) {
            BreakingArguments arguments = new BreakingArguments(SEED);
            boolean any = false;
            for (int draw = 0; draw < DRAWS; draw++) {
                Optional<Object[]> drawn = arguments.draw(constructor);
                if (drawn.isEmpty()) {
                    break;
                }
                any = true;
                Optional<String> accident = accident(constructor, drawn.get());
                accident.ifPresent(what -> accidents.putIfAbsent(constructor.toString(), what));
            }
            called++;
            made += any ? 1 : 0;
        }
        assertThat(accidents).isEmpty();
        assertThat(made)
                .as("constructors whose arguments can be drawn, of %d", called)
                .isGreaterThan(230);
    }

    private static Optional<String> accident(Constructor<?> constructor, Object... arguments) {
        try {
            Object object = constructor.newInstance(arguments);
            String text = object + ", " + object.hashCode();
            return Arrays.asList(arguments).contains(null)
                    ? Optional.of("nothing was taken for an argument: " + text)
                    : Optional.empty();
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            boolean said = cause instanceof IllegalArgumentException
                    && cause.getMessage() != null
                    && !cause.getMessage().isBlank();
            boolean missing = cause instanceof NullPointerException && BreakingArguments.holdsNull(arguments);
            boolean file = cause instanceof IOException || cause instanceof UncheckedIOException;
            return said || missing || file ? Optional.empty() : Optional.of(describe(cause, arguments));
        } catch (InstantiationException | IllegalAccessException | RuntimeException e) {
            return Optional.of(describe(e, arguments));
        }
    }

    private static String describe(Throwable what, Object... arguments) {
        return what + " at " + (what.getStackTrace().length > 0 ? what.getStackTrace()[0] : "") + " for "
                + List.of(Arrays.deepToString(arguments));
    }
}
