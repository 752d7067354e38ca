package io.github.grabnas.report;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The display functions of the Java kernel that runs this notebook. The kernels agree on what they can show but not on
 * how they are asked:
 *
 * <ul>
 *   <li>rapaio-jupyter-kernel: {@code Global.display(String mime, Object)}, mime {@code html};
 *   <li>IJava and JJava: {@code Display.display(Object, String... mimes)}, mime {@code text/html}.
 * </ul>
 *
 * <p>They are found by name, so that the library needs none of them to compile or to run.
 */
final class KernelDisplay {

    private static final String RAPAIO = "org.rapaio.jupyter.kernel.global.Global";

    private static final List<String> IJAVA_FAMILY = List.of(
            "io.github.spencerpark.ijava.runtime.Display",
            "org.dflib.jjava.runtime.Display",
            "org.dflib.jjava.jupyter.kernel.BaseNotebookStatics");

    private final Method plain;
    private final Method html;
    private final boolean mimeFirst;

    private KernelDisplay(Method plain, Method html, boolean mimeFirst) {
        this.plain = plain;
        this.html = html;
        this.mimeFirst = mimeFirst;
    }

    /** The running kernel's display; empty in a plain Java program. */
    static Optional<KernelDisplay> running() {
        return of(RAPAIO, true)
                .or(() -> IJAVA_FAMILY.stream()
                        .flatMap(name -> of(name, false).stream())
                        .findFirst());
    }

    /** The display of one kind of kernel; empty if its class is not there. */
    static Optional<KernelDisplay> of(String className, boolean mimeFirst) {
        return load(className).map(type -> {
            try {
                return new KernelDisplay(
                        type.getMethod("display", Object.class),
                        mimeFirst
                                ? type.getMethod("display", String.class, Object.class)
                                : type.getMethod("display", Object.class, String[].class),
                        mimeFirst);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(
                        "the kernel's class " + className
                                + " has no display function of the expected form; use another version of the kernel",
                        e);
            }
        });
    }

    private static Optional<Class<?>> load(String className) {
        return Stream.of(
                        Thread.currentThread().getContextClassLoader(),
                        KernelDisplay.class.getClassLoader(),
                        ClassLoader.getSystemClassLoader())
                .filter(Objects::nonNull)
                .<Class<?>>mapMulti((loader, found) -> {
                    try {
                        found.accept(Class.forName(className, true, loader));
                    } catch (ClassNotFoundException e) {
                        // This loader does not see the kernel; another may.
                    }
                })
                .findFirst();
    }

    /** Shows a picture or another object in the kernel's own way. */
    void show(Object object) {
        call(plain, object);
    }

    /** Shows HTML. */
    void showHtml(String text) {
        if (mimeFirst) {
            call(html, "html", text);
        } else {
            call(html, text, new String[] {"text/html"});
        }
    }

    private static void call(Method method, Object... arguments) {
        try {
            method.invoke(null, arguments);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the kernel could not display the value: " + e.getCause(), e);
        }
    }
}
