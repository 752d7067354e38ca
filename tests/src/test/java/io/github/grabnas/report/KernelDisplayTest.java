package io.github.grabnas.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The two ways in which kernels of the IJava family are asked to display, against stand-ins of their form. */
class KernelDisplayTest {

    private static final List<String> SHOWN = new ArrayList<>();

    /** The form of IJava's and JJava's class. */
    public static final class IJavaForm {
        public static String display(Object object) {
            SHOWN.add("plain " + object);
            return "id";
        }

        public static String display(Object object, String... mimes) {
            SHOWN.add(Arrays.toString(mimes) + " " + object);
            return "id";
        }
    }

    /** The form of rapaio-jupyter-kernel's class. */
    public static final class RapaioForm {
        public static String display(Object object) {
            SHOWN.add("plain " + object);
            return "id";
        }

        public static String display(String mime, Object object) {
            SHOWN.add(mime + " " + object);
            return "id";
        }
    }

    /** A kernel of another form. */
    public static final class OtherForm {}

    @BeforeEach
    void forget() {
        SHOWN.clear();
    }

    private static void showBoth(Class<?> kernel, boolean mimeFirst) {
        KernelDisplay display = KernelDisplay.of(kernel.getName(), mimeFirst).orElseThrow();
        display.show(42);
        display.showHtml("<b>x</b>");
    }

    @Test
    void ijava_and_jjava_take_the_mime_type_behind_the_object() {
        showBoth(IJavaForm.class, false);
        assertThat(SHOWN).containsExactly("plain 42", "[text/html] <b>x</b>");
    }

    @Test
    void rapaio_takes_the_mime_type_before_the_object() {
        showBoth(RapaioForm.class, true);
        assertThat(SHOWN).containsExactly("plain 42", "html <b>x</b>");
    }

    @Test
    void a_kernel_that_is_not_there_is_no_kernel_and_one_of_another_form_is_named() {
        assertThat(KernelDisplay.of("no.such.Kernel", true)).isEmpty();
        assertThat(KernelDisplay.running()).as("no kernel runs this test").isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> KernelDisplay.of(OtherForm.class.getName(), true))
                .withMessageContaining("OtherForm has no display function of the expected form");
    }
}
