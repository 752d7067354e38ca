package io.github.grabnas.inputs;

import io.github.grabnas.benchmark.ArchitectureTable;
import io.github.grabnas.benchmark.NatsBenchReader;
import io.github.grabnas.benchmark.ProxyTableReader;
import io.github.grabnas.benchmark.ProxyTupleReader;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.image.CifarBinaryReader;
import io.github.grabnas.data.image.ClassFolderReader;
import io.github.grabnas.data.image.IdxReader;
import io.github.grabnas.data.image.ImageCollectionReader;
import io.github.grabnas.data.image.ListedPicturesReader;
import io.github.grabnas.data.image.SvhnReader;
import io.github.grabnas.data.tensor.PyTorchFile;
import io.github.grabnas.data.tensor.TensorFile;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.experiment.run.Provenance;
import io.github.grabnas.experiment.run.SearchResultFile;
import io.github.grabnas.search.oneshot.OneShotRunFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The readers that are fuzzed, each with whole inputs. */
final class FuzzedReaders {

    private static final BadInput.Action PICTURES = folder -> new ClassFolderReader(4).read(folder, "train");

    private static Stream<byte[]> golden(String folder, String... names) {
        return Stream.of(names).map(n -> Samples.golden(folder + "/" + n));
    }

    private static final Map<String, FuzzedReader> DATA = Map.ofEntries(
            Map.entry(
                    "png",
                    new FuzzedReader(
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
                    new FuzzedReader(
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
                    new FuzzedReader(
                            "train/cat/a.gif", golden("pictures", "palette.gif").toList(), b -> b, PICTURES)),
            Map.entry(
                    "zip",
                    new FuzzedReader(
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
                    new FuzzedReader(
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
                    new FuzzedReader(
                            "data_batch_1.bin", List.of(new byte[3073], new byte[6146]), b -> b, FuzzedReaders::cifar)),
            Map.entry(
                    "list",
                    new FuzzedReader(
                            "annotations/trainval.txt",
                            List.of(Samples.utf8("# list\npug_1 1 1 1\nEgyptian_Mau_1 2 2 2\n")),
                            b -> b,
                            FuzzedReaders::pets)),
            Map.entry(
                    "svhn",
                    new FuzzedReader(
                            "a.mat",
                            List.of(Samples.golden("svhn.mat")),
                            b -> b,
                            folder -> SvhnReader.read(folder.resolve("a.mat")))),
            Map.entry(
                    "pytorch",
                    new FuzzedReader(
                            "a.pt",
                            golden("pytorch", "nested.pt", "nested-old-form.pt", "views.pt", "numpy.pt", "ordered.pt")
                                    .toList(),
                            b -> b,
                            folder -> PyTorchFile.read(folder.resolve("a.pt")))),
            Map.entry("pickle", new FuzzedReader("data.pkl", pickles(), b -> b, FuzzedReaders::pickle)),
            Map.entry(
                    "safetensors",
                    new FuzzedReader(
                            "a.safetensors",
                            List.of(Samples.tensorFile()),
                            b -> b,
                            folder -> TensorFile.read(folder.resolve("a.safetensors")))),
            Map.entry(
                    "header",
                    new FuzzedReader(
                            "header.json",
                            List.of(Samples.utf8("\"v\":{\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[0,8]},"
                                    + "\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}")),
                            b -> b,
                            FuzzedReaders::header)),
            Map.entry(
                    "csv",
                    new FuzzedReader(
                            "proxy-meta-training.csv",
                            List.of(Samples.utf8("task,architecture,seed,accuracy\n"
                                    + "letters-0001,|none~0|+|none~0|none~1|+|none~0|none~1|none~2|,0,50.25\n"
                                    + "letters-0002,|avg_pool_3x3~0|+|none~0|skip_connect~1|+"
                                    + "|none~0|nor_conv_1x1~1|nor_conv_3x3~2|,1,90\n")),
                            b -> b,
                            folder -> ProxyTupleReader.at(folder).training())),
            Map.entry(
                    "journal",
                    new FuzzedReader(
                            "journal",
                            List.of(Samples.journal(
                                    "digits\t|a|\t0\t81.25\ttrained\t0.500", "digits\t|a|\t1\t10.0\tdiverged\t1.250")),
                            Mutation::withLineChecksums,
                            folder -> TrainingJournal.open(folder.resolve("journal"), "settings")
                                    .close())),
            Map.entry(
                    "torn-journal",
                    new FuzzedReader(
                            "journal",
                            List.of(Samples.journal(
                                    "digits\t|a|\t0\t81.25\ttrained\t0.500", "digits\t|a|\t1\t10.0\tdiverged\t1.250")),
                            b -> b,
                            folder -> TrainingJournal.open(folder.resolve("journal"), "settings")
                                    .close())));

    /** Tables and records: what people bring, and what commands wrote and read again. */
    private static final Map<String, FuzzedReader> TABLES = Map.of(
            "nats-bench",
            text("nats.csv", Samples.natsTable(), NatsBenchReader.anyTable()::read),
            "own-table",
            text("own.csv", """
                            architecture,ms
                            |none~0|+|none~0|none~1|+|none~0|none~1|none~2|,1.5
                            |none~0|+|none~0|none~1|+|none~0|none~1|skip_connect~2|,20
                            input nor_conv_1x1 nor_conv_3x3 output; 0>1 1>2 2>3,3e-1
                            """, file -> ArchitectureTable.read(file, "ms")),
            "proxy-table",
            text(
                    "proxy-mnist.csv",
                    String.join(",", ProxyTableReader.COLUMNS)
                            + "\n|none~0|+|none~0|none~1|+|none~0|none~1|none~2|,10.0,10.0,2,1.4,1.4,4822,31136\n",
                    file -> ProxyTableReader.at(file.getParent()).rows(Target.of("proxy-mnist"))),
            "one-shot",
            text("run.csv", embedded("oneshot/proxy-digits/pc-darts-0.csv"), OneShotRunFile::read),
            "searches",
            text(
                    "searches.csv",
                    embedded("experiments/table1/searches.csv")
                            .lines()
                            .limit(20)
                            .collect(Collectors.joining("\n", "", "\n")),
                    SearchResultFile::read),
            "provenance",
            text("provenance.json", embedded("experiments/table1/provenance.json"), Provenance::read),
            "collection",
            new FuzzedReader(
                    "a.zip",
                    List.of(Samples.zip(Map.of(
                            "mine/cat/1.png", Samples.picture("png"),
                            "mine/dog/b.jpg", Samples.picture("jpg"),
                            "mine/dog/notes.txt", Samples.utf8("boxes")))),
                    b -> b,
                    folder -> new ImageCollectionReader(8).read(folder.resolve("a.zip"))));

    /** All of them, by the names that files which were found begin with. */
    static final Map<String, FuzzedReader> ALL = all();

    private FuzzedReaders() {}

    private static Map<String, FuzzedReader> all() {
        Map<String, FuzzedReader> all = new TreeMap<>(DATA);
        all.putAll(TABLES);
        return Collections.unmodifiableMap(all);
    }

    /** Reads a file. */
    private interface Reader {
        Object read(Path file) throws IOException;
    }

    private static FuzzedReader text(String file, String whole, Reader reader) {
        return new FuzzedReader(
                file, List.of(Samples.utf8(whole)), b -> b, folder -> reader.read(folder.resolve(file)));
    }

    private static String embedded(String name) {
        try {
            return Files.readString(DataFolder.embedded(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
}
