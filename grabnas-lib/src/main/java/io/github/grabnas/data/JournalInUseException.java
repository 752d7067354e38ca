package io.github.grabnas.data;

import java.io.IOException;
import java.nio.file.Path;

/** Thrown when a journal is opened that is open already, here or in another process. */
public final class JournalInUseException extends IOException {

    private static final long serialVersionUID = 1L;

    JournalInUseException(Path file) {
        super(file + ": another process, or another part of this one, writes this journal; wait for it to end, "
                + "or choose another file");
    }
}
