package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.grabnas.data.image.DrawnPictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Experiments whose searches evaluate several architectures at a time, or run elsewhere. */
class ParallelExperimentTest {

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    private int run(String out, String... more) {
        CommandLine command = Grabnas.commandLine();
        command.setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err));
        List<String> arguments = new ArrayList<>(List.of("experiment", "table3", "--target", "proxy-fashion"));
        arguments.addAll(List.of("--seeds", "2", "--out", folder.resolve(out).toString()));
        arguments.addAll(List.of(more));
        return command.execute(arguments.toArray(String[]::new));
    }

    private List<String> trials(String out) throws IOException {
        return Files.readAllLines(folder.resolve(out).resolve("table3/trials.csv"));
    }

    @Test
    void on_a_table_the_seeds_decide_what_is_found_four_at_a_time_and_the_table_says_that_it_was_four()
            throws IOException {
        String[] four = {"--method", "evolution population=5", "--budget", "30", "--parallel", "4"};
        assertThat(run("four", four)).as(err.toString()).isZero();
        assertThat(run("again", "--method", "evolution population=5", "--budget", "30", "--parallel=4", "--threads=1"))
                .isZero();
        assertThat(run("one", "--method", "evolution population=5", "--budget", "30"))
                .isZero();
        assertThat(trials("again")).isEqualTo(trials("four"));
        assertThat(trials("one")).hasSameSizeAs(trials("four")).isNotEqualTo(trials("four"));
        String note = "Each search evaluates 4 architectures at a time";
        assertThat(Files.readString(folder.resolve("four/table3/table3.html"))).contains(note);
        assertThat(Files.readString(folder.resolve("one/table3/table3.html"))).doesNotContain(note);
        assertThat(Files.readString(folder.resolve("four/table3/provenance.json")))
                .contains("\"--parallel\", \"4\"");
        assertThat(run("four", "--method", "evolution population=5", "--budget", "30"))
                .isZero();
        assertThat(trials("four"))
                .as("searches of one at a time are others, and not found in the folder")
                .isEqualTo(trials("one"));
    }

    @Test
    void with_trainings_two_at_a_time_each_is_the_one_that_its_seed_gives() throws IOException {
        Path pictures = DrawnPictures.tenClasses(folder.resolve("pictures"));
        String[] command = {
            "--method=random",
            "--budget=4",
            "--train=mnist",
            "--images=" + pictures,
            "--recipe=epochs=1,batch=16,channels=1,cells=1"
        };
        assertThat(run("one", command)).as(err.toString()).isZero();
        List<String> two = new ArrayList<>(List.of(command));
        two.add("--parallel=2");
        assertThat(run("two", two.toArray(String[]::new))).as(err.toString()).isZero();
        assertThat(trainings("two")).isEqualTo(trainings("one")).hasSizeBetween(4, 8);
    }

    /** What the journal says of each candidate, without checksum and seconds. */
    private List<String> trainings(String out) throws IOException {
        return Files.readAllLines(folder.resolve(out).resolve("trainings/mnist.journal")).stream()
                .skip(1)
                .map(line -> String.join(" ", List.of(line.split("\t")).subList(1, 6)))
                .sorted()
                .toList();
    }

    @Test
    void without_spark_it_is_told_how_to_get_it() {
        assumeThat(getClass().getResource("/org/apache/spark/SparkContext.class"))
                .as("Spark")
                .isNull();
        assertThat(run("out", "--method", "random", "--budget", "2", "--spark", "local[2]"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("build it with 'mvn -Pspark -DskipTests package'");
    }
}
