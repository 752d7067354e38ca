package io.github.grabnas.interruptions;

import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.classifier.Predictions;
import io.github.grabnas.cli.Grabnas;
import io.github.grabnas.data.FileFault;
import io.github.grabnas.data.image.DrawnPictures;
import io.github.grabnas.evaluate.training.Candidate;
import io.github.grabnas.evaluate.training.CandidatePool;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TinyTask;
import io.github.grabnas.evaluate.training.TrainingEvaluator;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.evaluate.training.TrainingRecipe;
import io.github.grabnas.experiment.images.ImageSearch;
import io.github.grabnas.experiment.images.ImageSearchListener;
import io.github.grabnas.experiment.images.ImageSearchRequest;
import io.github.grabnas.experiment.images.ImageSearchResult;
import io.github.grabnas.experiment.images.SearchBudget;
import io.github.grabnas.experiment.images.SearchFolder;
import io.github.grabnas.experiment.images.TrainingSpeed;
import io.github.grabnas.experiment.prepare.ProxyTableFile;
import io.github.grabnas.experiment.run.SearchExperiment;
import io.github.grabnas.experiment.run.TrialFile;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.FusionMlp;
import io.github.grabnas.nn.graph.GraphEncoder;
import io.github.grabnas.nn.settransformer.DatasetEncoder;
import io.github.grabnas.nn.training.TrainingProgress;
import io.github.grabnas.nn.training.TrainingSettings;
import io.github.grabnas.nn.training.TrainingState;
import io.github.grabnas.nn.training.TrainingStateFile;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.surrogate.DecoderTraining;
import io.github.grabnas.surrogate.DeepKernel;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.surrogate.KernelKind;
import io.github.grabnas.surrogate.MadeUpTasks;
import io.github.grabnas.surrogate.MetaCheckpoint;
import io.github.grabnas.surrogate.MetaLearnedModels;
import io.github.grabnas.surrogate.MetaTraining;
import io.github.grabnas.surrogate.PseudoNegatives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Everything of which the library says that it can be killed and goes on when it is started again, in a size of
 * seconds. Each is started in a process of its own, with a folder that holds its results and what it goes on from.
 */
enum SmallWork {

    /** Each candidate is trained and noted. */
    SEARCH("trials.csv") {
        @Override
        void in(Path folder) throws IOException {
            CandidateTrainer trainer = trainer();
            try (TrainingJournal journal = TrainingJournal.open(folder.resolve("journal"), trainer.settings())) {
                TrialFile.write(
                        folder.resolve("trials.csv"),
                        new SearchExperiment(
                                        SearchMethod.EVOLUTION,
                                        Map.of("population", "5"),
                                        new NasBench201(),
                                        new TrainingEvaluator(trainer, 0, 2, journal),
                                        25,
                                        0,
                                        2,
                                        MetaLearnedModels.none())
                                .run());
            }
        }
    },

    /** Candidates are trained side by side; each is noted. */
    MEASURING("tuples.csv") {
        @Override
        void in(Path folder) throws IOException {
            CandidateTrainer trainer = trainer();
            List<Candidate> candidates = IntStream.range(0, 100)
                    .mapToObj(i -> new Candidate(trainer, Cell.ofIndex(i * 37), 0))
                    .toList();
            try (TrainingJournal journal = TrainingJournal.open(folder.resolve("journal"), trainer.settings())) {
                ProxyTableFile.writeTuples(
                        folder.resolve("tuples.csv"), new CandidatePool(2).train(candidates, journal, entry -> {}));
            }
        }
    },

    /** The state is saved after every validation. */
    META_TRAINING("checkpoint.safetensors") {
        @Override
        void in(Path folder) throws IOException {
            DeepKernel model = new DeepKernel(
                    new DatasetEncoder(3, 8, 2, 6, true),
                    new GraphEncoder(10, 8, 8, true),
                    new FusionMlp(6, 8, 10, 6),
                    KernelKind.MATERN52);
            MetaTraining training =
                    new MetaTraining(new TrainingSettings(100, 48, 3e-3, 1e-3, 5, 20), 3, PseudoNegatives.none());
            MetaTrainingData data = MadeUpTasks.data();
            TrainingStateFile states = TrainingStateFile.open(folder.resolve("state"), "small");
            TrainingState state = states.complete(
                    MetaTraining.STAGE,
                    training.settings().loop(),
                    training.task(model, data),
                    7,
                    () -> model.initialize(7),
                    SmallWork::tell);
            MetaCheckpoint.of(model, training, data, state, Map.of()).write(folder.resolve("checkpoint.safetensors"));
            states.delete();
        }
    },

    /** The state is saved after every epoch. */
    DECODER_TRAINING("decoder.safetensors") {
        @Override
        void in(Path folder) throws IOException {
            GraphAutoencoder whole = GraphAutoencoder.cells();
            List<ArchitectureGraph> graphs = IntStream.range(0, 60)
                    .mapToObj(i -> Cell.ofIndex(i * 251).graph())
                    .toList();
            Matrix latents = whole.encode(graphs);
            TrainingStateFile states = TrainingStateFile.open(folder.resolve("state"), "small");
            new GraphAutoencoder(
                            whole.encoder(),
                            whole.decoder(),
                            whole.parameters()
                                    .startingWith(GraphEncoder.NAME + ".")
                                    .and(new DecoderTraining(20, 16, 4e-3, 0, 5, 0.1)
                                            .decoder(whole.decoder(), latents, graphs, 3, states, SmallWork::tell)),
                            Map.of())
                    .write(folder.resolve("decoder.safetensors"));
            states.delete();
        }
    },

    /** A search on somebody's own images: each candidate, each finalist is noted. */
    IMAGE_SEARCH("result/trials.csv", "result/split.csv", "probabilities.txt") {
        @Override
        void in(Path folder) throws IOException {
            Path pictures = DrawnPictures.classFolders(folder.resolve("my pictures"), 12, true);
            ImageSearchRequest request = ImageSearchRequest.of(pictures, SearchBudget.ofEvaluations(12))
                    .withMethod(SearchMethod.RANDOM)
                    .withSettings(Map.of("search-pixels", "8", "search-epochs", "8", "final-epochs", "8"));
            ImageSearchResult found = new ImageSearch(
                            request,
                            new SearchFolder(folder.resolve("result")),
                            (skeleton, batch) -> new TrainingSpeed.Timing(1e-4, 1))
                    .run(ImageSearchListener.none(), () -> false);
            ImageSearchResult.Chosen chosen = found.chosen().orElseThrow();
            Predictions predictions =
                    chosen.trained().classifier().predict(chosen.task().test());
            Files.write(
                    folder.resolve("probabilities.txt"),
                    IntStream.range(0, predictions.count())
                            .mapToObj(i -> predictions.predicted(i) + " " + predictions.probability(i))
                            .toList());
        }
    },

    /** One architecture is trained; the state is saved after every epoch. */
    TRAINING("result/model.onnx") {
        @Override
        void in(Path folder) throws IOException {
            Path pictures = DrawnPictures.classFolders(folder.resolve("my pictures"), 12, true);
            int status = Grabnas.commandLine()
                    .execute(
                            "train",
                            "--architecture",
                            Cell.ofIndex(10853).text(),
                            "--images",
                            pictures.toString(),
                            "--image-size",
                            "8",
                            "--channels",
                            "2",
                            "--epochs",
                            "60",
                            "--engine",
                            "vector",
                            "--out",
                            folder.resolve("result").toString());
            if (status != 0) {
                System.exit(status);
            }
        }
    },

    /** Every finished search is kept. */
    EXPERIMENT("table2/trials.csv", "table2/table2.csv", "table2/table2-evaluations.csv", "table2/table2-tests.csv") {
        @Override
        void in(Path folder) {
            int status = Grabnas.commandLine()
                    .execute(
                            "experiment",
                            "table2",
                            "--target",
                            "proxy-fashion",
                            "--method",
                            "bo-onehot,evolution",
                            "--budget",
                            "20",
                            "--seeds",
                            "4",
                            "--out",
                            folder.toString());
            if (status != 0) {
                System.exit(status);
            }
        }
    };

    private final List<String> results;

    SmallWork(String... results) {
        this.results = List.of(results);
    }

    private static CandidateTrainer trainer() {
        return new CandidateTrainer(TinyTask.task(), 1, 1, new TrainingRecipe(20, 16, 0.1, 0.9, 0, 0, false), 1);
    }

    private static void tell(TrainingProgress progress) {
        System.out.println("round " + progress.round());
    }

    /** How often it is killed at most: few times where it takes some ten seconds. */
    int mostKills() {
        return this == IMAGE_SEARCH || this == TRAINING ? 3 : Integer.MAX_VALUE;
    }

    /** Does the work, or what is left of it. */
    abstract void in(Path folder) throws IOException;

    /** The files with the results. */
    List<String> results() {
        return results;
    }

    /** Does the work of a name in a folder; a failure is told in one line, as the command line does. */
    public static void main(String[] arguments) {
        try {
            valueOf(arguments[0]).in(Path.of(arguments[1]));
        } catch (IOException | RuntimeException e) {
            System.err.println(FileFault.message(e));
            System.exit(1);
        }
    }
}
