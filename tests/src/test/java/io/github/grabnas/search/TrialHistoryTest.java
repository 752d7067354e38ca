package io.github.grabnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.grabnas.evaluate.Evaluation;
import io.github.grabnas.evaluate.parallel.ThreadSlots;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.ExplicitSearchSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.CountDownLatch;

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

    /** The first cell fails at first; the second one's answer comes when that ends it. */
    private final class FailsWhileAnotherEnds extends MadeUpEvaluator {

        private final CountDownLatch both = new CountDownLatch(2);
        private boolean failed;

        @Override
        public Evaluation evaluate(Architecture architecture) {
            both.countDown();
            try {
                both.await();
                if (architecture.equals(first) && !failed) {
                    failed = true;
                    throw new IllegalStateException("disk full");
                }
                if (architecture.equals(second)) {
                    new CountDownLatch(1).await();
                }
            } catch (InterruptedException e) {
                // As a training does whose last batch is done.
            }
            return new Evaluation.Measured(architecture.equals(first) ? 60 : 70);
        }
    }

    @Test
    @Timeout(60)
    void an_answer_that_comes_while_another_evaluation_fails_is_kept_and_delivered_by_the_next_call() {
        TrialHistory parallel = new TrialHistory(
                new SearchProblem(new ExplicitSearchSpace(List.of(first, second)), new FailsWhileAnotherEnds(), 2, 0)
                        .in(new ThreadSlots(2)));
        assertThat(parallel.evaluate(first, CandidateSource.RANDOM)).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> parallel.evaluate(second, CandidateSource.RANDOM))
                .withMessage("disk full");
        assertThat(parallel.trials()).extracting(Trial::architecture).containsExactly(second);
        assertThat(parallel.evaluated(second)).isTrue();
        assertThat(parallel.evaluated(first)).isFalse();
        assertThat(parallel.finished()).isFalse();
        assertThat(parallel.evaluate(first, CandidateSource.RANDOM))
                .extracting(Trial::architecture)
                .containsExactly(second, first);
        assertThat(parallel.finished()).isTrue();
    }
}
