package io.github.grabnas.data;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Thrown when a file is not what it should be: the message names the file, the place and the reason, in one line of at
 * most some {@value #LONGEST_REASON} characters, whatever the file holds.
 */
public final class DataFormatException extends IOException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_REASON = 1000;

    /** A fault of the file as a whole. */
    public DataFormatException(Path file, String reason) {
        super(file + ": " + oneLine(reason));
    }

    /** A fault in one line, counted from 1. */
    public DataFormatException(Path file, long line, String reason) {
        super(file + ", line " + line + ": " + oneLine(reason));
    }

    /** A fault of the file as a whole, found by another exception. */
    public DataFormatException(Path file, String reason, Throwable cause) {
        super(file + ": " + oneLine(reason), cause);
    }

    private static String oneLine(String reason) {
        String line = reason.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }
}
