package io.github.grabnas.search;

import io.github.grabnas.search.ExplorationSettings.WayBack;
import io.github.grabnas.space.Cell;
import io.github.grabnas.surrogate.Conditioning.ResidualFeatures;
import io.github.grabnas.surrogate.DeepKernelCandidates;
import io.github.grabnas.surrogate.DeepKernelSurrogate;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.surrogate.PriorMean;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * TNAS and GraB-NAS: Bayesian optimisation on the meta-trained surrogate, without or with gradient-based exploration.
 */
final class MetaTrainedMethod implements SearchMethod {

    private final String label;
    private final Optional<Setting<WayBack>> wayBack;

    /** Without exploration. */
    MetaTrainedMethod(String label) {
        this.label = label;
        this.wayBack = Optional.empty();
    }

    /** With exploration, by default on this way back. */
    MetaTrainedMethod(String label, WayBack usual) {
        this.label = label;
        this.wayBack = Optional.of(
                Setting.choice(ExplorationSettings.EXPLORATION.name(), usual, ExplorationSettings.EXPLORATION.help()));
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String description() {
        return wayBack.map(w ->
                        "GraB-NAS: Bayesian optimisation and gradient-based exploration on a meta-trained surrogate, "
                                + w.defaultText() + " after the ascent")
                .orElse("TNAS: Bayesian optimisation on a meta-trained surrogate");
    }

    @Override
    public List<Setting<?>> settings() {
        Stream<Setting<?>> common = Stream.of(
                        List.of(Preset.PRESET),
                        LoopSettings.table(),
                        List.of(InitialDesign.INITIAL_BY),
                        SurrogateSettings.table())
                .flatMap(List::stream);
        if (wayBack.isEmpty()) {
            return common.collect(Collectors.toList());
        }
        Stream<Setting<?>> exploration =
                ExplorationSettings.table().stream().map(s -> s == ExplorationSettings.EXPLORATION ? wayBack.get() : s);
        return Stream.of(common, exploration, DecodingSettings.table().stream())
                .flatMap(s -> s)
                .collect(Collectors.toList());
    }

    @Override
    public String learntElsewhere(SettingValues values) {
        return values.get(SurrogateSettings.PRIOR_MEAN) == PriorMean.ZERO
                ? "the initial cells and the kernel"
                : "the initial cells and the prior mean";
    }

    private void requireCellsWithoutExploration(SearchProblem problem) {
        String given = "residual-features=operations: ";
        if (wayBack.isPresent()) {
            throw new IllegalArgumentException(given + "method '" + label + "' follows the gradient of the posterior "
                    + "along graph embeddings, and one-hot operations have none; expected graph or fused, or "
                    + "method tnas");
        }
        problem.space().architectures().stream()
                .filter(a -> !(a instanceof Cell))
                .findFirst()
                .ifPresent(graph -> {
                    throw new IllegalArgumentException(given + "the space has an architecture that is no cell, '"
                            + graph.text() + "'; expected graph or fused");
                });
    }

    @Override
    public ArchitectureSearch start(SearchProblem problem, SettingValues values) {
        if (values.get(SurrogateSettings.RESIDUAL_FEATURES) == ResidualFeatures.OPERATIONS) {
            requireCellsWithoutExploration(problem);
        }
        DeepKernelSurrogate surrogate = SurrogateSettings.of(values).surrogate(problem);
        List<Cell> initial = values.get(InitialDesign.INITIAL_BY).cells(surrogate.checkpoint());
        BayesianOptimization loop = new BayesianOptimization(
                label,
                problem,
                surrogate,
                initial,
                candidates -> InitialDesign.further(surrogate, (DeepKernelCandidates) candidates, problem),
                LoopSettings.of(values));
        if (wayBack.isEmpty()) {
            return loop;
        }
        ExplorationSettings exploration = ExplorationSettings.of(values);
        DecodingSettings decoding = DecodingSettings.of(values);
        WayBack chosen = values.get(wayBack.get());
        List<CandidateDecoder> decoders = new ArrayList<>();
        if (chosen.decodes()) {
            GraphAutoencoder autoencoder = problem.models().autoencoder(problem.seed());
            if (!autoencoder.hasEncoderOf(surrogate.checkpoint())) {
                throw new IllegalArgumentException("seed " + problem.seed() + ": the graph decoder was trained for "
                        + "another graph encoder than the surrogate's, whose embeddings it cannot decode; expected one "
                        + "that train-decoder made of the surrogate's checkpoint");
            }
            decoders.add(new DecodedGraphs(autoencoder, decoding));
        }
        if (chosen.takesNearest()) {
            decoders.add(new NearestArchitectures(loop.candidates()));
        }
        return new GrabNas(
                loop,
                values.get(WarmUp.SETTING).iterations(problem.budget()),
                decoders.stream()
                        .map(decoder -> new GradientExploration(
                                surrogate, decoder, problem.space(), decoding.matching(), exploration))
                        .toList());
    }
}
