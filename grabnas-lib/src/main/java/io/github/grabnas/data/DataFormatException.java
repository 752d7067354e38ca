package io.github.grabnas.data;

import java.io.IOException;
import java.nio.file.Path;

/** Thrown when a file is not what it should be: the message names the file, the place and the reason. */
public final class DataFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    /** A fault of the file as a whole. */
    public DataFormatException(Path file, String reason) {
        super(file + ": " + reason);
    }

    /** A fault in one line, counted from 1. */
    public DataFormatException(Path file, long line, String reason) {
        super(file + ", line " + line + ": " + reason);
    }

    public DataFormatException(Path file, String reason, Throwable cause) {
        super(file + ": " + reason, cause);
    }
}
