package io.github.grabnas.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.search.GradientExploration.Outcome;
import io.github.grabnas.search.GradientExploration.Result;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.surrogate.DeepKernelSurrogate;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** An ascent of one step whose end decodes to no architecture, and so do the first steps after it. */
class ContinuedExplorationTest {

    private static final ArchitectureGraph INVALID = ArchitectureGraph.parse("input output;");
    private static final Cell FOUND = Cell.parse(
            "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|");

    private final SearchProblem problem = GrabNasSearches.problem(10, 1);
    private final DeepKernelSurrogate surrogate = GrabNasSearches.surrogate(problem);
    private final SupportSet support = new SupportSet(problem, surrogate, LoopSettings.defaults());

    /** A way back that gives no architecture at the ascent's end and at the first two steps after it. */
    private static final class ThirdStep implements CandidateDecoder {

        private final List<Integer> asked = new ArrayList<>();

        @Override
        public String name() {
            return "third step";
        }

        @Override
        public List<Optional<ArchitectureGraph>> decode(Matrix embeddings, SupportSet support, int iteration) {
            return decodeFurther(embeddings, support, iteration, 0);
        }

        @Override
        public List<Optional<ArchitectureGraph>> decodeFurther(
                Matrix embeddings, SupportSet support, int iteration, int further) {
            asked.add(further);
            return Collections.nCopies(embeddings.rows(), Optional.of(further < 3 ? INVALID : FOUND.graph()));
        }
    }

    private Result explore(ThirdStep decoder, int steps) {
        for (int i = 1; i < 5; i++) {
            support.observe(Cell.ofIndex(1_800 * i), Optional.empty(), CandidateSource.INITIAL);
        }
        assertThat(support.isKnown(FOUND)).isFalse();
        ExplorationSettings settings = ExplorationSettings.defaults()
                .withAscent(new LatentGradientAscent(0.3, 1))
                .withProposals(1)
                .continuingFor(steps);
        return new GradientExploration(surrogate, decoder, GrabNasSearches.SPACE, settings).explore(support, 1);
    }

    @Test
    void an_ascent_goes_on_past_what_is_no_architecture_until_something_new_decodes() {
        ThirdStep decoder = new ThirdStep();
        Result result = explore(decoder, 5);
        assertThat(result.outcome()).isEqualTo(Outcome.EVALUATED);
        assertThat(decoder.asked).containsExactly(0, 1, 2, 3);
        assertThat(result.trajectory()).as("start, end and three steps").hasSize(5);
        assertThat(result.chosen().iterate()).isEqualTo(4);
        assertThat(result.trials())
                .singleElement()
                .satisfies(trial -> assertThat(trial.architecture()).isEqualTo(FOUND));
        assertThat(support.size()).isEqualTo(5);
        assertThat(support.observations().get(4).embedding())
                .contains(result.trajectory().get(4).embedding());
    }

    @Test
    void it_goes_on_for_so_many_steps_at_most() {
        ThirdStep decoder = new ThirdStep();
        Result result = explore(decoder, 2);
        assertThat(result.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(decoder.asked).containsExactly(0, 1, 2);
        assertThat(result.trajectory()).hasSize(4);
        assertThat(result.trials()).isEmpty();
    }

    @Test
    void for_no_steps_it_stops_at_its_end() {
        ThirdStep decoder = new ThirdStep();
        Result result = explore(decoder, 0);
        assertThat(result.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(decoder.asked).containsExactly(0);
        assertThat(result.trajectory()).hasSize(2);
    }
}
