package io.github.grabnas.data.tensor;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A Python object of a file that was read without being built: the name of its class and what the file says of it.
 * Nothing of Python runs.
 *
 * @param type such as {@code igraph.Graph}
 * @param arguments of its construction
 * @param state what was set afterwards
 */
public record PickledObject(String type, List<Object> arguments, Optional<Object> state) {

    /** Checks that nothing is missing. */
    public PickledObject {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(arguments, "arguments");
        Objects.requireNonNull(state, "state");
    }
}
