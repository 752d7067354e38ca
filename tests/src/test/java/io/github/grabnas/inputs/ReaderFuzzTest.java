package io.github.grabnas.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.benchmark.ProxyTupleReader;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.data.image.CifarBinaryReader;
import io.github.grabnas.data.image.ClassFolderReader;
import io.github.grabnas.data.image.IdxReader;
import io.github.grabnas.data.image.ListedPicturesReader;
import io.github.grabnas.data.image.SvhnReader;
import io.github.grabnas.data.tensor.PyTorchFile;
import io.github.grabnas.data.tensor.TensorFile;
import io.github.grabnas.evaluate.training.TrainingJournal;
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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Whole inputs, changed by chance, are read or refused by one of two exceptions, in bounded memory. Each of the readers
 * is tried for {@code -Dgrabnas.fuzz.seconds}: by default one second, eight in the full profile, which is two minutes
 * for all; {@code -Dgrabnas.fuzz.seconds=240} is an hour. Two readers are tried at a time, in half of that. What a
 * reader fails on is written to {@code tests/target/fuzz}, and kept under {@code tests/src/test/resources/fuzz} when
 * the reader was mended.
 */
class ReaderFuzzTest {

    private static final int TRIES = 20;
    /** Readers that are tried at the same time; what each allocates is counted by its thread. */
    private static final int SIDE_BY_SIDE = 2;

    private static final long MILLISECONDS =
            Math.round(Double.parseDouble(System.getProperty("grabnas.fuzz.seconds", "1")) * 1000);
    private static final Path FOUND = Path.of("tests/target/fuzz");
    /** How many inputs each reader was given. */
    private static final Map<String, LongAdder> TRIED = new ConcurrentSkipListMap<>();

    /**
     * A reader and what it reads.
     *
     * @param file into which the changed input is written
     * @param inputs whole ones
     * @param repaired makes checksums fit again, so that more than the checksum is tried
     * @param reader reads from the folder
     */
    private record Tried(String file, List<byte[]> inputs, UnaryOperator<byte[]> repaired, BadInput.Action reader) {

        void on(byte[] input, Path folder) throws Exception {
            BadInput.write(folder, file, input);
            long memory = BadInput.memory();
            try {
                reader.in(folder);
            } catch (DataFormatException | MissingDataException refused) {
                assertThat(refused.getMessage()).contains(folder.toString()).doesNotContain("\n");
            }
            assertThat(BadInput.memory() - memory).as("memory taken").isLessThan(BadInput.MOST_MEMORY);
        }
    }

    private static final BadInput.Action PICTURES = folder -> new ClassFolderReader(4).read(folder, "train");

    private static Stream<byte[]> golden(String folder, String... names) {
        return Stream.of(names).map(n -> Samples.golden(folder + "/" + n));
    }

    private static final Map<String, Tried> READERS = Map.ofEntries(
            Map.entry(
                    "png",
                    new Tried(
                            "train/cat/a.png",
                            golden(
                                            "pictures",
                                            "rgb.png",
                                            "palette.png",
                                            "grey-16-bit.png",
                                            "rgb-interlaced.png",
                                            "rgb-transparent-colour.png",
                                            "rgb-turned.png",
                                            "grey-1-bit.png",
                                            "grey-profile.png")
                                    .toList(),
                            Mutation::withChunkChecksums,
                            PICTURES)),
            Map.entry(
                    "jpeg",
                    new Tried(
                            "train/cat/a.jpg",
                            golden(
                                            "pictures",
                                            "grey.jpg",
                                            "colour.jpg",
                                            "colour-progressive.jpg",
                                            "cmyk.jpg",
                                            "ycck.jpg",
                                            "colour-profile.jpg",
                                            "turned-6.jpg")
                                    .toList(),
                            b -> b,
                            PICTURES)),
            Map.entry(
                    "gif",
                    new Tried(
                            "train/cat/a.gif", golden("pictures", "palette.gif").toList(), b -> b, PICTURES)),
            Map.entry(
                    "zip",
                    new Tried(
                            "a.zip",
                            List.of(Samples.zip(Map.of(
                                    "train/cat/1.png",
                                    Samples.picture("png"),
                                    "train/dog/b.png",
                                    Samples.picture("png")))),
                            b -> b,
                            folder -> new ClassFolderReader(4).read(folder.resolve("a.zip"), "train"))),
            Map.entry(
                    "idx",
                    new Tried(
                            "images",
                            List.of(Samples.idxImages(0x803, 3, 2, 3), Samples.gzip(Samples.idxImages(0x803, 3, 2, 3))),
                            b -> b,
                            folder -> {
                                BadInput.write(folder, "labels", Samples.idxLabels(0, 1, 0));
                                IdxReader.read(
                                        "two", folder.resolve("images"), folder.resolve("labels"), List.of("a", "b"));
                            })),
            Map.entry(
                    "cifar",
                    new Tried(
                            "data_batch_1.bin",
                            List.of(new byte[3073], new byte[6146]),
                            b -> b,
                            ReaderFuzzTest::cifar)),
            Map.entry(
                    "list",
                    new Tried(
                            "annotations/trainval.txt",
                            List.of(Samples.utf8("# list\npug_1 1 1 1\nEgyptian_Mau_1 2 2 2\n")),
                            b -> b,
                            ReaderFuzzTest::pets)),
            Map.entry(
                    "svhn",
                    new Tried(
                            "a.mat",
                            List.of(Samples.golden("svhn.mat")),
                            b -> b,
                            folder -> SvhnReader.read(folder.resolve("a.mat")))),
            Map.entry(
                    "pytorch",
                    new Tried(
                            "a.pt",
                            golden("pytorch", "nested.pt", "nested-old-form.pt", "views.pt", "numpy.pt", "ordered.pt")
                                    .toList(),
                            b -> b,
                            folder -> PyTorchFile.read(folder.resolve("a.pt")))),
            Map.entry("pickle", new Tried("data.pkl", pickles(), b -> b, ReaderFuzzTest::pickle)),
            Map.entry(
                    "safetensors",
                    new Tried(
                            "a.safetensors",
                            List.of(Samples.tensorFile()),
                            b -> b,
                            folder -> TensorFile.read(folder.resolve("a.safetensors")))),
            Map.entry(
                    "header",
                    new Tried(
                            "header.json",
                            List.of(Samples.utf8("\"v\":{\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[0,8]},"
                                    + "\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}")),
                            b -> b,
                            ReaderFuzzTest::header)),
            Map.entry(
                    "csv",
                    new Tried(
                            "proxy-meta-training.csv",
                            List.of(Samples.utf8("task,architecture,seed,accuracy\n"
                                    + "letters-0001,|none~0|+|none~0|none~1|+|none~0|none~1|none~2|,0,50.25\n"
                                    + "letters-0002,|avg_pool_3x3~0|+|none~0|skip_connect~1|+"
                                    + "|none~0|nor_conv_1x1~1|nor_conv_3x3~2|,1,90\n")),
                            b -> b,
                            folder -> ProxyTupleReader.at(folder).training())),
            Map.entry(
                    "journal",
                    new Tried(
                            "journal",
                            List.of(Samples.journal(
                                    "digits\t|a|\t0\t81.25\ttrained\t0.500", "digits\t|a|\t1\t10.0\tdiverged\t1.250")),
                            Mutation::withLineChecksums,
                            folder -> TrainingJournal.open(folder.resolve("journal"), "settings")
                                    .close())),
            Map.entry(
                    "torn-journal",
                    new Tried(
                            "journal",
                            List.of(Samples.journal(
                                    "digits\t|a|\t0\t81.25\ttrained\t0.500", "digits\t|a|\t1\t10.0\tdiverged\t1.250")),
                            b -> b,
                            folder -> TrainingJournal.open(folder.resolve("journal"), "settings")
                                    .close())));

    private static void cifar(Path folder) throws IOException {
        BadInput.write(folder, "batches.meta.txt", Samples.utf8("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n"));
        for (int i = 2; i <= 5; i++) {
            BadInput.write(folder, "data_batch_" + i + ".bin", new byte[3073]);
        }
        BadInput.write(folder, "test_batch.bin", new byte[3073]);
        CifarBinaryReader.cifar10(folder);
    }

    private static void pets(Path folder) throws IOException {
        BadInput.write(folder, "images/pug_1.jpg", Samples.picture("jpg"));
        BadInput.write(folder, "images/Egyptian_Mau_1.jpg", Samples.picture("jpg"));
        BadInput.write(folder, "annotations/test.txt", Samples.utf8("pug_1 1 1 1\nEgyptian_Mau_1 2 2 2\n"));
        ListedPicturesReader.pets(folder, 4);
    }

    private static List<byte[]> pickles() {
        return List.of(
                Samples.latin1(Samples.tensorPickle()),
                Samples.latin1("\u0080\u0002}q\0(X\u0001\0\0\0a]q\u0001(K\u0001G?\u00f0\0\0\0\0\0\0eX\u0001\0\0\0b"
                        + "ccollections\nOrderedDict\n)RX\u0001\0\0\0ch\u0001\u0085u."),
                Samples.latin1("\u0080\u0002cnumpy.core.multiarray\nscalar\ncnumpy\ndtype\n"
                        + "X\u0002\0\0\0f8K\0K\u0001\u0087R(K\u0003X\u0001\0\0\0<NNN"
                        + "J\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK\0tb"
                        + "c_codecs\nencode\nX\b\0\0\0\0\0\0\0\0\0\0\0"
                        + "X\u0006\0\0\0latin1\u0086R\u0086R."));
    }

    /** The pickle in a file as PyTorch writes it. */
    private static void pickle(Path folder) throws IOException {
        byte[] pickle = Files.readAllBytes(folder.resolve("data.pkl"));
        BadInput.write(
                folder, "a.pt", Samples.zip(Map.of("top/data.pkl", pickle, "top/data/0", Samples.floats(1, 2, 3, 4))));
        PyTorchFile.read(folder.resolve("a.pt"));
    }

    /** The header in a file whose checksum fits. */
    private static void header(Path folder) throws IOException {
        byte[] header = Files.readAllBytes(folder.resolve("header.json"));
        BadInput.write(
                folder,
                "a.safetensors",
                Samples.tensorFile(new String(header, java.nio.charset.StandardCharsets.UTF_8), new byte[16]));
        TensorFile.read(folder.resolve("a.safetensors"));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void every_changed_input_is_read_or_refused(@ForAll long seed) throws Exception {
        ExecutorService sideBySide = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            List<Callable<Void>> tries = READERS.entrySet().stream()
                    .<Callable<Void>>map(reader -> () -> fuzz(reader.getKey(), reader.getValue(), seed))
                    .toList();
            for (Future<Void> done : sideBySide.invokeAll(tries)) {
                done.get();
            }
        } finally {
            sideBySide.shutdownNow();
        }
    }

    private static Void fuzz(String name, Tried reader, long seed) throws Exception {
        Path folder = Files.createTempDirectory("fuzz");
        try {
            fuzz(name, reader, new SplittableRandom(seed), folder);
            return null;
        } finally {
            delete(folder);
        }
    }

    private static void fuzz(String name, Tried reader, SplittableRandom random, Path folder) throws Exception {
        long end = System.nanoTime() + MILLISECONDS * 1_000_000 / TRIES;
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
                    READERS.get(name.substring(0, name.lastIndexOf('-'))).on(Files.readAllBytes(file), folder);
                } finally {
                    delete(folder);
                }
            }
        }
    }
}
