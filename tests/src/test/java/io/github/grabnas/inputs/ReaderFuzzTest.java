package io.github.grabnas.inputs;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Whole inputs, changed by chance, are read or refused by one of two exceptions, in bounded memory. All readers
 * together are tried for {@code -Dgrabnas.fuzz.seconds}, each for an equal part: by default for eight seconds, in the
 * full profile for two minutes. What a reader fails on is written to {@code tests/target/fuzz}, and kept under
 * {@code tests/src/test/resources/fuzz} when the reader was mended.
 */
class ReaderFuzzTest {

    private static final int TRIES = 20;
    /** Readers that are tried at the same time; what each allocates is counted by its thread. */
    private static final int SIDE_BY_SIDE = 2;

    /** How long each reader is tried, so that all of them together take the time that was asked for. */
    private static final double SECONDS = Double.parseDouble(System.getProperty("grabnas.fuzz.seconds", "8"))
            * SIDE_BY_SIDE
            / FuzzedReaders.ALL.size();

    private static final Path FOUND = Path.of("tests/target/fuzz");
    /** How many inputs each reader was given. */
    private static final Map<String, LongAdder> TRIED = new ConcurrentSkipListMap<>();

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void every_changed_input_is_read_or_refused(@ForAll long seed) throws Exception {
        ExecutorService sideBySide = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            List<Callable<Void>> tries = FuzzedReaders.ALL.entrySet().stream()
                    .<Callable<Void>>map(reader -> () -> fuzz(reader.getKey(), reader.getValue(), seed))
                    .toList();
            for (Future<Void> done : sideBySide.invokeAll(tries)) {
                done.get();
            }
        } finally {
            sideBySide.shutdownNow();
        }
    }

    private static Void fuzz(String name, FuzzedReader reader, long seed) throws Exception {
        Path folder = Files.createTempDirectory("fuzz");
        try {
            fuzz(name, reader, new SplittableRandom(seed), folder);
            return null;
        } finally {
            delete(folder);
        }
    }

    private static void fuzz(String name, FuzzedReader reader, SplittableRandom random, Path folder) throws Exception {
        long end = System.nanoTime() + Math.round(1e9 * SECONDS / TRIES);
        Mutation mutation = new Mutation(random);
        do {
            byte[] input = mutation.of(reader.inputs());
            if (random.nextInt(4) > 0) {
                input = reader.repaired().apply(input);
            }
            TRIED.computeIfAbsent(name, any -> new LongAdder()).increment();
            try {
                reader.on(input, folder);
            } catch (Throwable failure) {
                Files.createDirectories(FOUND);
                Path kept = FOUND.resolve(name + "-" + HexFormat.of().toHexDigits(java.util.Arrays.hashCode(input)));
                Files.write(kept, input);
                throw new AssertionError("reader " + name + " failed on " + kept + ": " + failure, failure);
            }
        } while (System.nanoTime() < end);
    }

    @AfterContainer
    static void how_many_inputs_were_tried() {
        System.out.println("changed inputs tried: " + TRIED);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** What fuzzing found once stays read or refused. */
    @Example
    void what_was_found_is_refused() throws Exception {
        Path kept = Path.of("tests/src/test/resources/fuzz");
        if (!Files.isDirectory(kept)) {
            return;
        }
        try (Stream<Path> files = Files.list(kept)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                Path folder = Files.createTempDirectory("fuzz");
                try {
                    FuzzedReaders.ALL
                            .get(name.substring(0, name.lastIndexOf('-')))
                            .on(Files.readAllBytes(file), folder);
                } finally {
                    delete(folder);
                }
            }
        }
    }
}
