package io.github.grabnas.evaluate.training;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.data.LineJournal;
import io.github.grabnas.data.WholeFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The journal of a job that has ended, packed with gzip to an eighth of its size: {@code NAME.journal.gz} in the place
 * of {@code NAME.journal}. Such a file does not grow; a job that goes on does so with a journal that was unpacked.
 *
 * <pre>{@code
 * PackedJournal.unpack(file);
 * try (TrainingJournal journal = TrainingJournal.open(file, settings)) { ... }
 * }</pre>
 */
public final class PackedJournal {

    private PackedJournal() {}

    /**
     * Unpacks a journal where it is not there itself but packed. The packed one stays. Where neither is there, nothing
     * is done.
     *
     * @param journal the journal's file, without {@code .gz}
     * @return whether it was unpacked
     * @throws DataFormatException if the packed one is damaged, or has more than 256 MiB unpacked
     * @throws IOException if it cannot be read, or the journal cannot be written; then there is none
     */
    public static boolean unpack(Path journal) throws IOException {
        Path packed = journal.resolveSibling(journal.getFileName() + ".gz");
        if (Files.exists(journal) || !Files.isRegularFile(packed)) {
            return false;
        }
        byte[] content = InputFile.of(packed, "the packed journal").unpackedBytes(LineJournal.LARGEST);
        WholeFile.write(journal, out -> out.write(content));
        return true;
    }
}
