package io.github.grabnas.evaluate.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.cli.Grabnas;
import io.github.grabnas.data.image.DrawnPictures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An experiment whose searches on a table, and whose trainings of other searches, are Spark's tasks. */
@Timeout(600)
class SparkExperimentTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void spark_is_there() {
        SparkClusterTest.assumeSpark();
    }

    private List<String> experiment(String out, Path pictures) {
        return List.of(
                "experiment",
                "table3",
                "--target=proxy-fashion",
                "--method=random,evolution population=3",
                "--budget=6",
                "--seeds=2",
                "--threads=2",
                "--train=mnist",
                "--images=" + pictures,
                "--recipe=epochs=1,batch=16,channels=1,cells=1",
                "--engine=vector",
                "--out=" + folder.resolve(out));
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file));
    }

    /** What a journal says of each candidate, without checksum and seconds. */
    private List<String> trainings(String out) throws IOException {
        return lines(out + "/trainings/mnist.journal").stream()
                .skip(1)
                .map(line -> String.join(" ", List.of(line.split("\t")).subList(1, 6)))
                .sorted()
                .toList();
    }

    @Test
    void its_results_are_those_of_one_machine_to_the_last_bit_and_its_journal_has_the_same_trainings()
            throws IOException, InterruptedException {
        Path pictures = DrawnPictures.tenClasses(folder.resolve("pictures"));
        List<String> command = new ArrayList<>(SparkClusterTest.java(System.getProperty("java.class.path")));
        command.add(Grabnas.class.getName());
        command.addAll(experiment("there", pictures));
        command.addAll(List.of("--spark", "local[2,4]"));
        Path output = folder.resolve("output");
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        assertThat(status).as(Files.readString(output)).isZero();
        assertThat(Grabnas.commandLine().execute(experiment("here", pictures).toArray(String[]::new)))
                .isZero();
        assertThat(lines("there/table3/trials.csv")).isEqualTo(lines("here/table3/trials.csv"));
        assertThat(lines("there/table3/table3.csv")).isEqualTo(lines("here/table3/table3.csv"));
        assertThat(trainings("there")).isEqualTo(trainings("here")).isNotEmpty();
        assertThat(lines("there/table3/trials.csv")).hasSize(1 + 2 * 2 * 2 * 6);
    }
}
