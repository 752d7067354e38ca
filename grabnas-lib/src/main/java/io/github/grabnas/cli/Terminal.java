package io.github.grabnas.cli;

/** Whether a person sees what is printed to the error stream. */
final class Terminal {

    /** Set by the launcher, since from JDK 22 on a Java process has a console even without a terminal. */
    private static final String PROPERTY = "grabnas.terminal";

    private Terminal() {}

    static boolean isAttached() {
        return Boolean.getBoolean(PROPERTY);
    }
}
