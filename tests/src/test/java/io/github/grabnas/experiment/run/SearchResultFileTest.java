package io.github.grabnas.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What stands beside each search of an experiment. */
class SearchResultFileTest {

    @Test
    void searches_that_evaluate_several_architectures_at_a_time_say_so() {
        ExperimentTarget target = MadeUpRuns.tables().get(0);
        ExperimentRuns runs = MadeUpRuns.of(List.of(new ExperimentCondition(MethodVariant.of("random"), target, 0)));
        assertThat(measuredBy(runs)).containsOnly("table");
        assertThat(measuredBy(new ExperimentRuns(runs.conditions(), runs.budget(), 4)))
                .containsOnly("table, 4 at a time");
    }

    private static List<String> measuredBy(ExperimentRuns runs) {
        return SearchResultFile.table(runs).table().stringColumn("measured_by").asList();
    }
}
