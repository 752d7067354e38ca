package io.github.grabnas.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.surrogate.DeepKernelSurrogate;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

class DecodedGraphsTest {

    private final SearchProblem problem = GrabNasSearches.problem(10, 1);
    private final DeepKernelSurrogate surrogate = GrabNasSearches.surrogate(problem);
    private final SupportSet support = new SupportSet(problem, surrogate, LoopSettings.defaults());

    private List<Optional<ArchitectureGraph>> decode(DecodingSettings settings, int further) {
        DecodedGraphs decoder = new DecodedGraphs(problem.models().autoencoder(1), settings);
        return decoder.decodeFurther(betweenTwoCells(), support, 7, further);
    }

    /** Where the decoder is in doubt, twenty times. */
    private Matrix betweenTwoCells() {
        Matrix two = surrogate.embed(List.of(Cell.ofIndex(1_462), Cell.ofIndex(15_000)));
        double[] between = two.row(0);
        Arrays.setAll(between, j -> (between[j] + two.get(1, j)) / 2);
        return Matrix.ofRows(Collections.nCopies(20, between).toArray(double[][]::new));
    }

    @Test
    void every_further_step_of_an_ascent_draws_anew_and_the_same_step_draws_the_same() {
        DecodingSettings sampled = DecodingSettings.defaults();
        List<Optional<ArchitectureGraph>> end = decode(sampled, 0);
        assertThat(end.stream().distinct()).hasSizeGreaterThan(1);
        assertThat(decode(sampled, 1)).isNotEqualTo(end).isEqualTo(decode(sampled, 1));
        assertThat(decode(sampled, 2)).isNotEqualTo(end).isNotEqualTo(decode(sampled, 1));
        DecodingSettings argmax = sampled.withMode(DecodingSettings.Mode.ARGMAX);
        assertThat(decode(argmax, 1)).isEqualTo(decode(argmax, 0));
    }

    @Test
    void every_iteration_and_every_seed_draws_anew() {
        DecodedGraphs decoder = new DecodedGraphs(problem.models().autoencoder(1), DecodingSettings.defaults());
        List<Optional<ArchitectureGraph>> seventh = decoder.decode(betweenTwoCells(), support, 7);
        assertThat(decoder.decode(betweenTwoCells(), support, 7)).isEqualTo(seventh);
        assertThat(decoder.decode(betweenTwoCells(), support, 8)).isNotEqualTo(seventh);
        SupportSet ofAnotherSeed = new SupportSet(GrabNasSearches.problem(10, 2), surrogate, LoopSettings.defaults());
        assertThat(decoder.decode(betweenTwoCells(), ofAnotherSeed, 7)).isNotEqualTo(seventh);
    }
}
