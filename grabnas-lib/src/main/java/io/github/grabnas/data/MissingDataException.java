package io.github.grabnas.data;

import java.io.FileNotFoundException;

/** Thrown when a data file is not there: the message says where it was looked for and what to do. */
public final class MissingDataException extends FileNotFoundException {

    private static final long serialVersionUID = 1L;

    private final String name;

    public MissingDataException(String name, String message) {
        super(message);
        this.name = name;
    }

    /** The file's name: relative to a data folder, or its path where it was named so. */
    public String name() {
        return name;
    }
}
