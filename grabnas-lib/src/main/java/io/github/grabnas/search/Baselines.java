package io.github.grabnas.search;

import io.github.grabnas.gp.Kernel;
import io.github.grabnas.gp.MarginalLikelihoodFit;
import io.github.grabnas.gp.Matern32;
import io.github.grabnas.gp.Matern52;
import io.github.grabnas.gp.Rbf;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureEncoding;
import io.github.grabnas.space.GraphMatching;
import io.github.grabnas.surrogate.GaussianProcessSurrogate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The search methods with which GraB-NAS is compared, with the tables of their settings. */
final class Baselines {

    private Baselines() {}

    /** {@link RandomSearch}. */
    record Random() implements SearchMethod {

        @Override
        public String label() {
            return "random";
        }

        @Override
        public String description() {
            return "random search without repetition";
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of();
        }

        @Override
        public boolean usesOtherDatasets(SettingValues values) {
            return false;
        }

        @Override
        public ArchitectureSearch start(SearchProblem problem, SettingValues values) {
            return new RandomSearch(problem);
        }
    }

    /** {@link RegularizedEvolution}. */
    record Evolution() implements SearchMethod {

        private static final Setting<Integer> POPULATION =
                Setting.integer("population", 10, 2, "members that live at a time");
        private static final Setting<Integer> SAMPLE =
                Setting.integer("sample", 3, 1, "members that compete to be the parent");

        @Override
        public String label() {
            return "evolution";
        }

        @Override
        public String description() {
            return "regularised evolution";
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(POPULATION, SAMPLE);
        }

        @Override
        public boolean usesOtherDatasets(SettingValues values) {
            return false;
        }

        @Override
        public ArchitectureSearch start(SearchProblem problem, SettingValues values) {
            return new RegularizedEvolution(
                    problem, new RegularizedEvolution.Settings(values.get(POPULATION), values.get(SAMPLE)));
        }
    }

    /** {@link BayesianOptimization} with a Gaussian process on one-hot vectors. */
    record BayesianOneHot() implements SearchMethod {

        /** With which architectures the search begins. */
        enum Init {
            RANDOM,
            META
        }

        private static final Setting<Init> INIT = Setting.choice(
                "init",
                Init.RANDOM,
                "initial architectures: random ones, or the initial cells of the meta-trained methods");
        private static final Setting<Kernel> KERNEL =
                Setting.choice("kernel", "matern52", kernels(), "kernel on one-hot vectors");
        private static final Setting<Integer> RESTARTS = Setting.integer(
                "restarts",
                MarginalLikelihoodFit.defaults().restarts(),
                0,
                "random starts of every fit beside the given one");
        private static final Setting<Boolean> DISTINCT = LoopSettings.DISTINCT.withDefault("false");

        private static Map<String, Kernel> kernels() {
            Map<String, Kernel> kernels = new LinkedHashMap<>();
            kernels.put("rbf", Rbf.isotropic(1, 2));
            kernels.put("matern32", Matern32.isotropic(1, 2));
            kernels.put("matern52", Matern52.isotropic(1, 2));
            return kernels;
        }

        @Override
        public String label() {
            return "bo-onehot";
        }

        @Override
        public String description() {
            return "Bayesian optimisation with a Gaussian process on one-hot vectors";
        }

        @Override
        public List<Setting<?>> settings() {
            return Stream.concat(
                            LoopSettings.table().stream().map(s -> s == LoopSettings.DISTINCT ? DISTINCT : s),
                            Stream.of(INIT, KERNEL, RESTARTS))
                    .toList();
        }

        @Override
        public boolean usesOtherDatasets(SettingValues values) {
            return values.get(INIT) == Init.META;
        }

        @Override
        public String learntElsewhere(SettingValues values) {
            return "the initial cells";
        }

        @Override
        public ArchitectureSearch start(SearchProblem problem, SettingValues values) {
            GaussianProcessSurrogate surrogate = new GaussianProcessSurrogate(ArchitectureEncoding.of(problem.space()))
                    .withKernel(values.get(KERNEL))
                    .withFit(MarginalLikelihoodFit.defaults().withRestarts(values.get(RESTARTS)));
            List<? extends Architecture> initial = values.get(INIT) == Init.META
                    ? problem.models().surrogate(problem.seed()).initialCells()
                    : BayesianOptimization.randomDesign(problem);
            return new BayesianOptimization(
                    label(),
                    problem,
                    surrogate,
                    initial,
                    candidates -> BayesianOptimization.randomDesign(problem),
                    LoopSettings.of(values).withDistinct(values.get(DISTINCT)));
        }
    }

    /** {@link MetaD2a}. */
    record MetaD2aMethod() implements SearchMethod {

        private static final Setting<Integer> CANDIDATES =
                Setting.integer("candidates", 500, 1, "architectures generated before they are ranked");
        private static final Setting<GraphMatching> MATCHING = DecodingSettings.MATCHING;

        @Override
        public String label() {
            return "metad2a";
        }

        @Override
        public String description() {
            return "MetaD2A: a generator and a predictor, both conditioned on the dataset";
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(CANDIDATES, MATCHING);
        }

        @Override
        public String learntElsewhere(SettingValues values) {
            return "the generator and the ranking";
        }

        @Override
        public ArchitectureSearch start(SearchProblem problem, SettingValues values) {
            return new MetaD2a(problem, new MetaD2a.Settings(values.get(CANDIDATES), values.get(MATCHING)));
        }
    }
}
