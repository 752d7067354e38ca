package io.github.grabnas.inputs;

import io.github.grabnas.benchmark.ArchitectureTable;
import io.github.grabnas.benchmark.MetaD2aReader;
import io.github.grabnas.benchmark.NatsBenchReader;
import io.github.grabnas.benchmark.ProxyTableReader;
import io.github.grabnas.benchmark.ProxyTupleReader;
import io.github.grabnas.benchmark.TableReliability;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.evaluate.training.TrainingJournal;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Tables, tuples and journals that are none, damaged or hostile. */
class BadTablesTest {

    private static final String TABLE = Samples.natsTable();
    private static final String CELL = "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|";

    @TempDir
    private Path folder;

    private static BadInput nats(String name, byte[] content, String... reasons) {
        return BadInput.file(
                "table: " + name,
                "table.csv",
                content,
                folder -> NatsBenchReader.anyTable().read(folder.resolve("table.csv")),
                reasons);
    }

    private static BadInput nats(String name, String from, String to, String... reasons) {
        return nats(name, Samples.utf8(TABLE.replaceFirst(from, to)), reasons);
    }

    static Stream<BadInput> tables() {
        byte[] whole = Samples.utf8(TABLE);
        return Stream.of(
                new BadInput(
                        "table: missing",
                        folder -> {},
                        folder -> NatsBenchReader.anyTable().read(folder.resolve("table.csv")),
                        "could not read the table of NAS-Bench-201",
                        "it does not exist; check the name"),
                new BadInput(
                        "table: a folder",
                        folder -> Files.createDirectories(folder.resolve("table.csv")),
                        folder -> NatsBenchReader.anyTable().read(folder.resolve("table.csv")),
                        "it is a folder; expected the table"),
                nats("empty", new byte[0], "the file is empty"),
                nats("a header alone", Samples.utf8(Samples.NATS_HEADER + "\n"), "it holds 0 cells; expected 15625"),
                nats("a picture", Samples.picture("png"), "no UTF-8"),
                nats("a header of 10 MB", Samples.utf8("x".repeat(10_000_000) + "\n1\n"), "line 1: the header is"),
                nats(
                        "a field of 20 MB",
                        Samples.utf8(Samples.NATS_HEADER + "\n" + "x".repeat(20_000_000)),
                        "table.csv"),
                nats(
                        "semicolons",
                        TABLE.substring(0, 40),
                        TABLE.substring(0, 28) + ";" + TABLE.substring(29, 40),
                        "the header is"),
                nats("cut in the middle of a row", Arrays.copyOf(whole, 100_000), "table.csv, line"),
                nats("gzip cut", Arrays.copyOf(Samples.gzip(whole), 1000), "damaged gzip data, or cut short"),
                nats("UTF-16", TABLE.getBytes(StandardCharsets.UTF_16), "a text in UTF-16; save it as UTF-8"),
                nats("a quote that never ends", "\n50", "\n\"50", "line 2: a quote (\") is opened in this row"),
                nats(
                        "a quote that is open in the last row",
                        Samples.utf8(TABLE.stripTrailing().replaceFirst(",([^,]*)$", ",\"$1")),
                        "a quote (\") is opened in this row and never closed"),
                nats("a number behind a quoted one", "\n50", "\n\"5\"0", "not a CSV file", "after closing quote"),
                nats("letters in Latin-1", Samples.latin1(TABLE.replaceFirst("none~0", "n\u00f6ne~0")), "no UTF-8"),
                nats(
                        "reordered columns",
                        "CIFAR10Test([^,]*),CIFAR100Test([^,]*)",
                        "CIFAR100Test$1,CIFAR10Test$2",
                        "in this order"),
                nats("NaN", "\n50", "\nNaN", "line 2: CIFAR10TestAccuracy200Epochs is 'NaN'"),
                nats("an infinity", "\n50", "\nInfinity", "is 'Infinity'; expected a decimal number"),
                nats("a hexadecimal number", "\n50", "\n0x1.9p5", "is '0x1.9p5'"),
                nats("a Java literal", "\n50", "\n50.0d", "is '50.0d'"),
                nats("a number without end", "\n50", "\n1e9999", "expected a number of at most"),
                nats("Arabic digits", "\n50", "\n٥٠", "expected a decimal number"),
                nats("101 percent", "\n50", "\n101", "is 101; expected a percentage"),
                nats("a negative percentage", "\n50", "\n-50", "is -50; expected a percentage"),
                nats("a fraction", "\n50", "\n0.5", "this seems to be a fraction"),
                nats(
                        "a column of fractions",
                        Samples.utf8(TABLE.replace(",10.5,", ",0.45,")),
                        "ImageNetTestAccuracy200Epochs is 0.45",
                        "fraction"),
                nats("a field too few", "\n50,", "\n", "line 2: it has 4 fields; expected 5"),
                nats("an unknown operation", "none~0", "conv~0", "line 2: ", "unknown operation 'conv'"),
                nats(
                        "a cell twice",
                        Samples.utf8(TABLE + TABLE.lines().skip(1).findFirst().orElseThrow() + "\n"),
                        "stands already in line 2"),
                nats("terminal commands", "none~0", "\u001b[2Jconv~0", "line 2"));
    }

    private static BadInput measured(String name, String tuples, String... reasons) {
        return BadInput.file(
                "tuples at proxy scale: " + name,
                "proxy-meta-training.csv",
                Samples.utf8(tuples),
                folder -> ProxyTupleReader.at(folder).training(),
                reasons);
    }

    private static BadInput own(String name, byte[] table, String... reasons) {
        return BadInput.file(
                "anybody's table: " + name,
                "ms.csv",
                table,
                folder -> ArchitectureTable.read(folder.resolve("ms.csv"), "ms"),
                reasons);
    }

    private static BadInput own(String name, String table, String... reasons) {
        return own(name, Samples.utf8(table), reasons);
    }

    static Stream<BadInput> ownTables() {
        String row = "\n" + CELL + ",5";
        return Stream.of(
                own("empty", "", "the file is empty; expected a table with the columns architecture and ms"),
                own("a header without the column", "architecture,seconds\n", "it has no column 'ms'; its columns are"),
                own("two columns of the name", "architecture,ms,ms" + row + ",6\n", "2 columns are named 'ms'"),
                own("a quote that never ends", "architecture,ms\n" + CELL + ",\"5", "line 2: a quote (\")"),
                own("a number behind a quoted one", "architecture,ms\n" + CELL + ",\"5\"0\n", "after closing quote"),
                own("letters in Latin-1", Samples.latin1("architecture,ms,g\u00fcte" + row + ",1\n"), "no UTF-8"),
                own("a field too few", "architecture,other,ms" + row + "\n", "line 2: it has 2 fields; expected 3"),
                own("gzip cut", Samples.half(Samples.gzip(Samples.utf8("architecture,ms" + row))), "gzip"));
    }

    private static BadInput measuredTable(String name, String fields, String... reasons) {
        return BadInput.file(
                "table at proxy scale: " + name,
                "proxy-fashion.csv",
                Samples.utf8(String.join(",", ProxyTableReader.COLUMNS) + "\n" + CELL + ",50,50," + fields + "\n"),
                folder -> ProxyTableReader.at(folder)
                        .rows(Target.proxy().stream()
                                .filter(t -> t.label().equals("proxy-fashion"))
                                .findFirst()
                                .orElseThrow()),
                reasons);
    }

    private static BadInput reliability(String name, String trainings, String... reasons) {
        return BadInput.file(
                "reliability: " + name,
                TableReliability.FILE,
                Samples.utf8(String.join(",", TableReliability.COLUMNS) + "\nproxy-mnist," + trainings
                        + ",0.5,0.5,0.5,0.5,0.5\n"),
                folder -> TableReliability.read(folder.resolve(TableReliability.FILE)),
                reasons);
    }

    static Stream<BadInput> wholeNumbers() {
        return Stream.of(
                measuredTable("2.5 trainings", "2.5,1,1,4822,31136", "line 2: trainings is '2.5'; expected a whole"),
                measuredTable("half a parameter", "2,1,1,0.5,31136", "line 2: parameters is '0.5'; expected a whole"),
                measuredTable("too many trainings", "9999999999,1,1,1,1", "and at most 2147483647"),
                measuredTable(
                        "no flops", "2,1,1,4822,0", "line 2: flops is '0'; expected a whole number of at least 1"),
                reliability("1.5 trainings", "1.5", "line 2: trainings '1.5'; expected a whole number of at least 1"),
                reliability("no trainings", "-1", "line 2: trainings '-1'; expected a whole number of at least 1"));
    }

    private static BadInput metaD2a(String name, String tuples, String... reasons) {
        return new BadInput(
                "MetaD2A: " + name,
                folder -> {
                    BadInput.write(
                            folder, MetaD2aReader.TASKS, Samples.pyTorch("\u0080\u0002]]K\u0001aa.", new byte[0]));
                    BadInput.write(
                            folder,
                            MetaD2aReader.ORDER,
                            Samples.pyTorch(Samples.tensorPickle(), Samples.floats(0, 1, 2, 3)));
                    BadInput.write(folder, MetaD2aReader.TUPLES, Samples.pyTorch("\u0080\u0002" + tuples, new byte[0]));
                },
                MetaD2aReader::read,
                reasons);
    }

    /** A dictionary of lists of four equal items. */
    private static String columns(String task, String cell, String accuracy) {
        return "}X\u0004\0\0\0task](" + task.repeat(4) + "esX\u0003\0\0\0str](" + cell.repeat(4)
                + "esX\u0003\0\0\0acc](" + accuracy.repeat(4) + "es.";
    }

    private static String text(String value) {
        return "X" + (char) value.length() + "\0\0\0" + value;
    }

    private static String number(double value) {
        StringBuilder bytes = new StringBuilder("G");
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes.append((char) (Double.doubleToLongBits(value) >>> shift & 0xff));
        }
        return bytes.toString();
    }

    static Stream<BadInput> tuples() {
        String header = "task,architecture,seed,accuracy\n";
        return Stream.of(
                measured("empty", "", "the file is empty"),
                measured(
                        "reordered columns",
                        "architecture,task,seed,accuracy\n",
                        "expected [task, architecture, seed, accuracy], in this order"),
                measured("a task without a number", header + "letters," + CELL + ",0,50\n", "task 'letters'"),
                measured(
                        "fractions",
                        header + "letters-0001," + CELL + ",0,0.5\n",
                        "line 2: accuracy is 0.5; this seems to be a fraction"),
                measured(
                        "a task of another number",
                        header + "letters-9999," + CELL + ",0,50\n",
                        "line 2: task 'letters-9999' has number 9999; expected 0 to 399"),
                measured("NaN", header + "letters-0001," + CELL + ",0,NaN\n", "line 2: accuracy is 'NaN'"),
                measured(
                        "one training many times",
                        header + ("letters-0001," + CELL + ",0,50\n").repeat(200_000),
                        "line 3: task 'letters-0001'"),
                metaD2a("a list", "].", "expected a map of columns"),
                metaD2a("no columns", "}.", "it has no column 'task'; its columns are []"),
                metaD2a(
                        "a task that is none",
                        columns("K\u0005", text(CELL), number(50)),
                        "tuple 0: task 5; expected 0 to 0"),
                metaD2a(
                        "a task that is no whole number",
                        columns(number(0.5), text(CELL), number(50)),
                        "tuple 0: task 0.5; expected 0 to 0"),
                metaD2a(
                        "an accuracy that is NaN",
                        columns("K\0", text(CELL), number(Double.NaN)),
                        "tuple 0: accuracy NaN; expected a percentage"),
                metaD2a(
                        "an accuracy that is infinite",
                        columns("K\0", text(CELL), number(Double.POSITIVE_INFINITY)),
                        "tuple 0: accuracy Infinity"),
                metaD2a("fractions", columns("K\0", text(CELL), number(0.75)), "these seem to be fractions"),
                metaD2a(
                        "one fraction",
                        columns("K\0", text(CELL), number(0.75)).replace(number(0.75) + "es.", number(75) + "es."),
                        "this seems to be a fraction"),
                metaD2a("a cell that is none", columns("K\0", text("|conv~0|"), number(50)), "tuple 0: "),
                metaD2a("lists for numbers", columns("K\0", text(CELL), "]"), "tuple 0: accuracy of kind"));
    }

    private static BadInput journal(String name, byte[] content, String... reasons) {
        return BadInput.file(
                "journal: " + name,
                "journal",
                content,
                folder -> TrainingJournal.open(folder.resolve("journal"), "settings")
                        .close(),
                reasons);
    }

    static Stream<BadInput> journals() {
        String row = "digits\t|a|\t0\t81.25\ttrained\t0.500";
        String whole = new String(Samples.journal(row, row.replace("\t0\t", "\t1\t")), StandardCharsets.UTF_8);
        return Stream.of(
                new BadInput(
                        "journal: a folder",
                        folder -> Files.createDirectories(folder.resolve("journal")),
                        folder -> TrainingJournal.open(folder.resolve("journal"), "settings")
                                .close(),
                        "it is a folder; expected a journal"),
                journal(
                        "a diary",
                        Samples.utf8("dear diary,\ntoday\n"),
                        "not a journal of trained candidates; choose another file"),
                journal("a picture", Samples.picture("png"), "not a journal"),
                journal(
                        "other settings",
                        Samples.utf8(Samples.journalLine("grabnas-journal 1\tothers")),
                        "the journal is of other settings"),
                journal(
                        "a later version",
                        Samples.utf8(Samples.journalLine("grabnas-journal 9\tsettings")),
                        "the journal is of other settings"),
                journal(
                        "a line changed",
                        Samples.utf8(whole.replaceFirst("81.25", "91.25")),
                        "line 2: the line does not fit its checksum"),
                journal(
                        "a field too few",
                        Samples.journal("digits\t|a|\t0\t81.25\ttrained"),
                        "line 2",
                        "expected task, architecture, seed"),
                journal("NaN", Samples.journal(row.replace("81.25", "NaN")), "line 2", "accuracy in percent"),
                journal(
                        "an infinity",
                        Samples.journal(row.replace("81.25", "Infinity")),
                        "line 2",
                        "accuracy in percent"),
                journal(
                        "a hexadecimal number",
                        Samples.journal(row.replace("81.25", "0x1.4p6")),
                        "line 2",
                        "accuracy in percent"),
                journal("101 percent", Samples.journal(row.replace("81.25", "101")), "line 2", "accuracy in percent"),
                journal("negative seconds", Samples.journal(row.replace("0.500", "-1")), "line 2"),
                journal("another word", Samples.journal(row.replace("trained", "guessed")), "trained or diverged"),
                journal("a candidate twice", Samples.journal(row, row), "line 3: ", "stands in the journal already"),
                journal("zeros", new byte[10_000], "not a journal"));
    }

    @ParameterizedTest
    @MethodSource({"tables", "ownTables", "wholeNumbers", "tuples", "journals"})
    void is_refused_by_its_cause(BadInput input) throws Exception {
        input.assertRefused(folder);
    }
}
