package io.github.grabnas.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.evaluate.Evaluation;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.ExplicitSearchSpace;
import org.junit.jupiter.api.Test;

import java.util.List;

class TrialHistoryTest {

    private final Cell first = Cell.ofIndex(7);
    private final Cell second = Cell.ofIndex(4_000);
    private final TrialHistory history = new TrialHistory(
            new SearchProblem(new ExplicitSearchSpace(List.of(first, second)), new AnswersCells(), 10, 0));

    /** Answers also for a cell that is given as its graph. */
    private static final class AnswersCells extends MadeUpEvaluator {

        @Override
        public Evaluation evaluate(Architecture architecture) {
            return super.evaluate(architecture.canonical());
        }
    }

    @Test
    void a_cell_that_is_given_as_its_graph_is_the_member_of_the_space_that_the_budget_counts() {
        history.evaluate(first, CandidateSource.RANDOM);
        assertThat(history.finished()).isFalse();
        history.evaluate(second.graph(), CandidateSource.GRADIENT);
        assertThat(history.finished())
                .as("both cells of the space are evaluated")
                .isTrue();
    }
}
