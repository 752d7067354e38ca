package io.github.grabnas.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.search.MadeUpEvaluator;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.surrogate.MetaLearnedModels;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Map;

class ReferenceLineTest {

    @Test
    void the_best_of_a_proxy_target_is_the_test_accuracy_of_the_best_cell_by_validation() throws IOException {
        Target target = Target.of("proxy-mnist");
        BenchmarkTable table = BenchmarkTable.find(target, DataFolder.find());
        ReferenceLine whole = ReferenceLine.best(table, target, 0);
        assertThat(whole.name()).isEqualTo("best cell of the space by validation");
        assertThat(whole.value()).isEqualTo(table.testAccuracy(table.best(target), target));
        ReferenceLine remaining = ReferenceLine.best(table, target, 50);
        assertThat(remaining.name()).isEqualTo("best that remains by validation");
        ExperimentTarget searched = TableTarget.read(target, DataFolder.find());
        assertThat(ReferenceLine.best(searched, 0)).contains(whole);
        assertThat(ReferenceLine.best(searched, 50)).contains(remaining);
    }

    @Test
    void a_target_whose_best_is_not_known_has_none() {
        assertThat(ReferenceLine.best(
                        ExperimentTarget.of(
                                "mine", new NasBench201(), new MadeUpEvaluator(), MetaLearnedModels.none(), Map.of()),
                        0))
                .isEmpty();
    }

    @Test
    void the_legend_has_name_value_and_unit() {
        assertThat(new ReferenceLine("best", 95.932, "%").label()).isEqualTo("best: 95.93 %");
        assertThat(new ReferenceLine("smallest", 0.012345, "ms").label()).isEqualTo("smallest: 0.0123 ms");
        assertThat(new ReferenceLine("zero", 0, "").label()).isEqualTo("zero: 0.00");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReferenceLine("best", Double.NaN, "%"))
                .withMessageContaining("reference line 'best': value NaN; expected a number");
    }
}
