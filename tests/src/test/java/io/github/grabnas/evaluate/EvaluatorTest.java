package io.github.grabnas.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.PublicData;
import io.github.grabnas.search.MadeUpEvaluator;
import io.github.grabnas.search.RandomSearch;
import io.github.grabnas.search.SearchProblem;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.ExplicitSearchSpace;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.OptionalDouble;

class EvaluatorTest {

    @Test
    void the_table_answers_for_cells_and_for_graphs_that_compute_what_a_cell_does() {
        BenchmarkTable table = PublicData.table();
        TabularEvaluator evaluator = new TabularEvaluator(table, Target.CIFAR100);
        Cell cell = table.best(Target.CIFAR100);
        Evaluation.Measured best = new Evaluation.Measured(table.accuracy(cell, Target.CIFAR100));
        assertThat(evaluator.evaluate(cell)).isEqualTo(best);
        assertThat(evaluator.evaluate(cell.graph())).isEqualTo(best);
        assertThat(evaluator.target()).isEqualTo("cifar100");
    }

    @Test
    void the_table_never_makes_up_a_number() {
        TabularEvaluator evaluator = new TabularEvaluator(PublicData.table(), Target.CIFAR10);
        assertThat(evaluator.evaluate(ArchitectureGraph.parse(
                        "input nor_conv_1x1 nor_conv_3x3 nor_conv_3x3 nor_conv_1x1 output; 0>1 1>2 2>3 3>4 4>5")))
                .isInstanceOfSatisfying(
                        Evaluation.Unanswered.class,
                        u -> assertThat(u.reason()).contains("the table has no architecture that computes"));
        assertThat(evaluator.evaluate(ArchitectureGraph.parse("input output;")))
                .isInstanceOfSatisfying(
                        Evaluation.Unanswered.class, u -> assertThat(u.reason()).contains("no path"));
    }

    @Test
    void a_search_sees_validation_accuracy_and_the_test_accuracy_is_only_reported() throws IOException {
        TabularEvaluator evaluator = new TabularEvaluator(BenchmarkSuite.PROXY.table(), ProxyDataset.FASHION.target());
        // Architecture, validation accuracy and test accuracy.
        List<String[]> apart = Files.readAllLines(DataFolder.embedded("proxy/proxy-fashion.csv")).stream()
                .skip(1)
                .map(line -> line.split(","))
                .filter(fields -> !fields[1].equals(fields[2]))
                .toList();
        assertThat(apart).hasSizeGreaterThan(6_000);
        for (String[] fields : apart) {
            Evaluation.Measured listed = new Evaluation.Measured(
                    Double.parseDouble(fields[1]), OptionalDouble.of(Double.parseDouble(fields[2])));
            assertThat(evaluator.evaluate(Cell.parse(fields[0]))).as(fields[0]).isEqualTo(listed);
        }
        String[] one = apart.get(apart.size() / 2);
        Cell cell = Cell.parse(one[0]);
        assertThat(new RandomSearch(new SearchProblem(new ExplicitSearchSpace(List.of(cell)), evaluator, 1, 0)).run())
                .singleElement()
                .satisfies(trial -> {
                    assertThat(trial.accuracy()).isEqualTo(Double.parseDouble(one[1]));
                    assertThat(trial.bestSoFar()).isEqualTo(Double.parseDouble(one[1]));
                    assertThat(trial.testAccuracy()).hasValue(Double.parseDouble(one[2]));
                });
    }

    @Test
    void asking_again_is_free_and_what_has_no_answer_costs_nothing() {
        MadeUpEvaluator inner = new MadeUpEvaluator();
        BudgetedEvaluator evaluator = new BudgetedEvaluator(inner, 2);
        Evaluation first = evaluator.evaluate(Cell.ofIndex(1));
        assertThat(evaluator.evaluate(Cell.ofIndex(1))).isEqualTo(first);
        assertThat(evaluator.evaluate(Cell.ofIndex(1).graph()))
                .as("the cell's graph is the cell")
                .isEqualTo(first);
        assertThat(evaluator.evaluate(ArchitectureGraph.parse("input output; 0>1")))
                .isInstanceOf(Evaluation.Unanswered.class);
        assertThat(evaluator.spent()).isEqualTo(1);
        assertThat(inner.evaluated).isEqualTo(2);
        evaluator.evaluate(Cell.ofIndex(2));
        assertThat(evaluator.remaining()).isZero();
        assertThat(evaluator.evaluate(Cell.ofIndex(1))).isEqualTo(first);
        assertThatExceptionOfType(BudgetExhaustedException.class)
                .isThrownBy(() -> evaluator.evaluate(Cell.ofIndex(3)))
                .withMessageContaining("the budget of 2 evaluations is used up");
        assertThatIllegalArgumentException().isThrownBy(() -> new BudgetedEvaluator(inner, 0));
    }

    @Test
    void a_measured_number_is_finite() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Evaluation.Measured(Double.NEGATIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> new Evaluation.Measured(Double.NaN));
    }
}
