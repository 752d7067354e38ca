package io.github.grabnas.data;

import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.NatsBenchReader;
import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The public files, or a skipped test that says how to get them. */
public final class PublicData {

    private PublicData() {}

    /** The path of a file; skips the running test where it is missing. */
    public static Path file(String name) {
        DataFolder folder = DataFolder.find();
        if (folder.file(name).isEmpty()) {
            System.out.println("Skipped: " + folder.howToGet(name));
        }
        Assumptions.assumeTrue(folder.file(name).isPresent(), () -> folder.howToGet(name));
        return folder.file(name).orElseThrow();
    }

    /** NAS-Bench-201's table; skips the running test where it is missing. */
    public static BenchmarkTable table() {
        try {
            return NatsBenchReader.published().read(file(DataFolder.NATS_BENCH));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
