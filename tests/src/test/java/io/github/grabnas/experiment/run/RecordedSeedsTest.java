package io.github.grabnas.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.search.MadeUpEvaluator;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.surrogate.MetaLearnedModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Seeds 0, 1 and 2 of one-shot methods are recorded. */
class RecordedSeedsTest {

    @Test
    void of_one_shot_methods_those_seeds_are_taken_that_are_kept_and_all_are_trained_if_told_so() {
        MethodVariant gdas = MethodVariant.of("gdas");
        assertThat(RecordedSeeds.of(gdas, "proxy-fashion", 1, 10)).containsExactly(1L, 2L);
        assertThat(RecordedSeeds.of(gdas, "proxy-fashion", 100, 3))
                .as("no other run stands for them")
                .isEmpty();
        assertThat(RecordedSeeds.of(MethodVariant.of("random"), "proxy-fashion", 100, 2))
                .containsExactly(100L, 101L);
        MethodVariant trained = MethodVariant.parse("gdas recorded=false");
        assertThat(RecordedSeeds.of(trained, "proxy-fashion", 0, 2)).containsExactly(0L, 1L);
        assertThat(RecordedSeeds.find(trained, "proxy-fashion", 0)).isEmpty();
        assertThat(RecordedSeeds.isReady(trained, "proxy-fashion")).isFalse();
    }

    @Test
    void a_condition_without_a_recorded_run_is_left_out_and_the_notes_say_so(@TempDir Path folder) throws IOException {
        ExperimentTarget fashion = ExperimentTarget.of(
                "proxy-fashion", new NasBench201(), new MadeUpEvaluator(), MetaLearnedModels.none(), Map.of());
        ExperimentCondition gdas = new ExperimentCondition(MethodVariant.of("gdas"), fashion, 0);
        ExperimentCondition random = new ExperimentCondition(MethodVariant.of("random"), fashion, 0);
        RunStore store = new RunStore(folder, warning -> {});
        ExperimentRunner later = new ExperimentRunner(store, 2, 100, 3, 1);
        assertThat(later.searches(List.of(gdas, random))).isEqualTo(3);
        assertThat(later.run(List.of(gdas, random)).conditions())
                .extracting(runs -> runs.condition().variant().method())
                .containsExactly("random");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> later.run(List.of(gdas)))
                .withMessage("seeds 100 to 102: no runs of gdas on proxy-fashion with these seeds come with the "
                        + "checkout; begin with seed 0, or train with the setting recorded=false");
        assertThat(RecordedSeeds.notes(List.of(gdas, random), 100, 3))
                .containsExactly("Of one-shot methods the recorded runs count, fewer than the 3 seeds from 100 on: "
                        + "gdas on proxy-fashion left out.");
        assertThat(RecordedSeeds.notes(List.of(gdas, random), 1, 10).get(0)).endsWith("gdas on proxy-fashion 2.");
        assertThat(RecordedSeeds.notes(List.of(gdas, random), 0, 3)).isEmpty();
    }
}
