package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Experiments on datasets of one's own, by tables of accuracies. */
class OwnTablesTest {

    @TempDir
    private Path folder;

    /** Every fortieth cell: convolutions are good; tests are a point below. */
    private Path table(String name, int shift) throws IOException {
        StringBuilder text = new StringBuilder("architecture,validation,test,loss\n");
        for (int i = 0; i < Cell.COUNT; i += 40) {
            Cell cell = Cell.ofIndex(i);
            double accuracy = 60 + 3.01 * cell.count(Operation.NOR_CONV_3X3) + (i + shift) % 1000 / 1000.0;
            text.append(cell.text())
                    .append(',')
                    .append(accuracy)
                    .append(',')
                    .append(accuracy - 1)
                    .append(',')
                    .append(-accuracy)
                    .append('\n');
        }
        return Files.writeString(folder.resolve(name), text);
    }

    private CommandRun experiment(String name, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "experiment",
                name,
                "--seeds",
                "3",
                "--budget",
                "12",
                "--out",
                folder.resolve("results").toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments);
    }

    /** On two tables with the same columns. */
    private CommandRun onBoth(String name, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--table",
                "plants=" + table("plants.csv", 0),
                "--table",
                "rocks=" + table("rocks.csv", 500),
                "--column",
                "validation"));
        arguments.addAll(List.of(more));
        return experiment(name, arguments.toArray(String[]::new));
    }

    /** What is reported of the best cell that a search can see. */
    private double optimum(String table) throws IOException {
        return Files.readAllLines(folder.resolve(table)).stream()
                .skip(1)
                .map(line -> line.split(","))
                .max(Comparator.comparingDouble(fields -> Double.parseDouble(fields[1])))
                .map(fields -> Double.parseDouble(fields[2]))
                .orElseThrow();
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve("results").resolve(file));
    }

    @Test
    void methods_are_compared_on_two_datasets_whose_tables_have_the_same_columns() throws IOException {
        CommandRun run = onBoth("table2", "--test-column", "test", "--method", "random,evolution,bo-onehot");
        assertThat(run.status()).as(run.err()).isZero();
        List<String> tests = lines("table2/table2-tests.csv");
        assertThat(tests).filteredOn(line -> line.startsWith("plants,")).hasSize(6);
        assertThat(tests).filteredOn(line -> line.startsWith("rocks,")).hasSize(6);
        assertThat(tests).anyMatch(line -> line.contains("random") && line.contains("evolution"));
        List<String> searches = lines("table2/searches.csv");
        assertThat(searches).filteredOn(line -> line.contains("plants")).isNotEmpty();
        List<String> details = lines("table2/table2-evaluations.csv");
        int optimum = List.of(details.get(0).split(",")).indexOf("optimum");
        for (String dataset : List.of("plants", "rocks")) {
            assertThat(details)
                    .filteredOn(line -> line.startsWith(dataset + ","))
                    .hasSize(3)
                    .allSatisfy(line -> assertThat(Double.parseDouble(line.split(",", -1)[optimum]))
                            .isCloseTo(optimum(dataset + ".csv"), within(6e-4)));
        }
    }

    @Test
    void methods_are_ranked_on_them_apart_from_the_library_s_own_targets() throws IOException {
        CommandRun run = onBoth("figure4", "--method", "random,evolution");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(lines("figure4/figure4-own.csv").get(0)).contains("plants").contains("rocks");
    }

    @Test
    void what_is_no_accuracy_in_percent_is_refused_before_anything_is_searched() throws IOException {
        Path table = table("plants.csv", 0);
        CommandRun run = experiment("table2", "--table", "plants=" + table, "--column", "loss");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("column 'loss' holds no accuracies in percent");
        CommandRun missing = experiment("table2", "--table", "plants=" + table, "--column", "accuracy");
        assertThat(missing.status()).isNotZero();
        assertThat(missing.err()).contains("no column 'accuracy'");
        assertThat(folder.resolve("results/table2")).doesNotExist();
    }

    @Test
    void options_that_do_not_go_together_are_told() throws IOException {
        Path table = table("plants.csv", 0);
        assertThat(experiment("table2", "--table", "plants=" + table).err()).contains("--table goes with --column");
        assertThat(experiment("table2", "--column", "validation").err()).contains("go with --table");
        assertThat(experiment(
                                "table2",
                                "--table",
                                "plants=" + table,
                                "--column",
                                "validation",
                                "--pictures",
                                "rocks=" + folder)
                        .err())
                .contains("--pictures rocks: no --table has this name; expected one of [plants]");
    }

    @Test
    void a_name_that_the_library_has_or_that_is_a_path_is_refused() throws IOException {
        Path table = table("plants.csv", 0);
        for (String name : List.of("cifar10", "proxy-fashion", "pets", "val/acc", "..")) {
            CommandRun run = experiment("table2", "--table", name + "=" + table, "--column", "validation");
            assertThat(run.status()).as(name).isEqualTo(2);
            assertThat(run.err()).contains("--table " + name + ": expected a name of letters, digits");
        }
    }

    @Test
    void provenance_names_the_table_of_each_dataset() throws IOException {
        CommandRun run = onBoth("table2", "--method", "random");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(String.join("", lines("table2/provenance.json")))
                .contains("plants/table validation", "rocks/table validation", "plants/quantity")
                .doesNotContain("surrogate");
    }
}
