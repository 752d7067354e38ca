package io.github.grabnas.linalg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Supplier;

/**
 * The module {@code jdk.incubator.vector}, which a virtual machine has only where it was started with
 * {@code --add-modules jdk.incubator.vector}.
 *
 * <p>Classes that use it are found by name: they are compiled after the rest of the library, in an execution of their
 * own.
 */
public final class VectorModule {

    private VectorModule() {}

    /** Whether this virtual machine has the module. */
    public static boolean isPresent() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    /**
     * What runs fastest on this virtual machine: a new instance of the class that uses the module, where the module is
     * present, otherwise what the supplier gives.
     *
     * @param caller the lookup of a class in the same package as the class that uses the module
     * @param type what both of them are
     * @param vectorClass the simple name of the class that uses the module; it has a constructor without arguments
     * @param plain makes the one in plain Java
     * @throws IllegalStateException if the module is present, but the class is not
     */
    public static <T> T best(
            MethodHandles.Lookup caller, Class<T> type, String vectorClass, Supplier<? extends T> plain) {
        if (!isPresent()) {
            return plain.get();
        }
        String name = caller.lookupClass().getPackageName() + "." + vectorClass;
        try {
            return type.cast(caller.findConstructor(caller.findClass(name), MethodType.methodType(void.class))
                    .invoke());
        } catch (Throwable e) {
            throw new IllegalStateException(
                    "class " + name + " cannot be used; expected it beside " + type.getName()
                            + ": build the library again with mvn -pl grabnas-lib package",
                    e);
        }
    }
}
