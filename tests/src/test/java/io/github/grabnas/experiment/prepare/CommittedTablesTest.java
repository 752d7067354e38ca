package io.github.grabnas.experiment.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.benchmark.ProxyFeatures;
import io.github.grabnas.benchmark.ProxyTableReader;
import io.github.grabnas.benchmark.TableReliability;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.evaluate.training.Candidate;
import io.github.grabnas.evaluate.training.Candidate.Key;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.PackedJournal;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.evaluate.training.TrainingJournal.Entry;
import io.github.grabnas.nn.convolution.Skeleton;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables that come with the clone are what the trainings that come with it say, number by number. */
class CommittedTablesTest {

    private static CandidateTrainer trainer;

    @TempDir
    private Path folder;

    /** Stands for the trainer of every target: the accuracies are looked up, and the order of the cells is the same. */
    @BeforeAll
    static void images() throws IOException {
        trainer = CandidateTrainer.proxy(ProxyDataset.DIGITS.read(DataFolder.find()), 5_000, false);
    }

    private List<Entry> trainings(String table) throws IOException {
        Path packed = DataFolder.embedded("proxy/trainings/" + table + ".journal.gz");
        Path journal = folder.resolve(table + ".journal");
        Files.copy(packed, folder.resolve(packed.getFileName()));
        PackedJournal.unpack(journal);
        String settings;
        try (BufferedReader lines = Files.newBufferedReader(journal)) {
            settings = lines.readLine().split("\t")[2];
        }
        try (TrainingJournal open = TrainingJournal.open(journal, settings)) {
            return open.entries();
        }
    }

    private static ProxyMeasurement.Work lookingUp(String target, Collection<Entry> trainings) {
        Map<Key, Entry> known = new HashMap<>();
        trainings.forEach(entry -> known.put(entry.key(), entry));
        return (stage, candidates) -> {
            List<Entry> found = new ArrayList<>();
            for (Candidate candidate : candidates) {
                Key key = new Key(target, candidate.key().architecture(), candidate.seed());
                assertThat(known).as(stage).containsKey(key);
                found.add(known.get(key));
            }
            return found;
        };
    }

    private static Skeleton skeleton(ProxyDataset dataset) throws IOException {
        // Edge maps are stored as colour pictures.
        boolean colour = dataset.isPhotographs() || dataset == ProxyDataset.AIRCRAFT_EDGES;
        return new Skeleton(
                colour ? 3 : 1,
                ProxyDataset.SIZE,
                ProxyFeatures.find().of(dataset.target().label()).size(),
                trainer.skeleton().channels(),
                trainer.skeleton().cells());
    }

    @ParameterizedTest
    @EnumSource(names = {"CIFAR10", "CIFAR100", "MNIST", "AIRCRAFT_EDGES", "DIGITS", "FASHION"})
    void every_accuracy_error_and_reliability_follows_from_the_trainings(ProxyDataset dataset) throws IOException {
        String target = dataset.target().label();
        List<Entry> trainings = trainings(target);

        ProxyMeasurement.Result result =
                new ProxyMeasurement(trainer, dataset.reliability(), lookingUp(target, trainings)).all();

        Path table = folder.resolve(target + ".csv");
        ProxyTableFile.write(table, result.cells(), skeleton(dataset));
        assertThat(table).hasSameTextualContentAs(DataFolder.embedded("proxy/" + target + ".csv"));
        ReliabilityFile.put(folder.resolve(TableReliability.FILE), dataset, result);
        assertThat(TableReliability.read(folder.resolve(TableReliability.FILE)))
                .containsExactly(TableReliability.find(target).orElseThrow());
        assertThat(ProxyMeasurement.soFar(trainings))
                .as("the table so far, when all is done")
                .allSatisfy((cell, entries) -> assertThat(entries)
                        .as("of the sample a second training is there, where one is enough for the table")
                        .hasSizeLessThanOrEqualTo(
                                Math.max(2, result.cells().get(cell).size()))
                        .containsAll(result.cells().get(cell)));
    }

    @ParameterizedTest
    @EnumSource(names = {"MNIST", "FASHION"})
    void the_table_of_novel_graphs_follows_from_the_trainings(ProxyDataset dataset) throws IOException {
        String target = dataset.target().label();
        ProxyMeasurement measurement =
                new ProxyMeasurement(trainer, dataset.reliability(), lookingUp(target, trainings(target + "-novel")));
        Path table = folder.resolve("novel.csv");
        ProxyTableFile.write(table, measurement.novel(ProxyMeasurement.NOVEL), skeleton(dataset));
        assertThat(table).hasSameTextualContentAs(DataFolder.embedded("proxy/" + target + "-novel.csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy-held-out", "proxy-groups"})
    void tuples_are_the_trainings_of_their_tasks(String name) throws IOException {
        Path tuples = folder.resolve("tuples.csv");
        ProxyTableFile.writeTuples(tuples, trainings(name));
        assertThat(Files.readAllLines(tuples))
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(DataFolder.embedded("proxy/" + name + ".csv")));
    }

    @Test
    void a_table_that_is_too_noisy_is_so_by_the_bar_of_the_best_cells() throws IOException {
        assertThat(TableReliability.find())
                .hasSize(6)
                .allSatisfy(line -> assertThat(line.reliability()).isGreaterThanOrEqualTo(line.bar()))
                .filteredOn(line -> !line.isEnoughForRanks())
                .extracting(TableReliability::target)
                .containsExactly("proxy-digits");
        assertThat(ProxyTableReader.find().rows(ProxyDataset.DIGITS.target()).values())
                .extracting(ProxyTableReader.Row::trainings)
                .contains(16);
    }
}
