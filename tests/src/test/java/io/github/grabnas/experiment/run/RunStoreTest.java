package io.github.grabnas.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.search.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class RunStoreTest {

    @TempDir
    private Path folder;

    private final List<String> warnings = new ArrayList<>();

    private static final class Counting implements ExperimentRunner.Listener {
        private int evaluated;
        private int found;
        private int run;

        @Override
        public synchronized void evaluated(Trial trial) {
            evaluated++;
        }

        @Override
        public synchronized void finished(StoredRun stored, boolean wasFound) {
            found += wasFound ? 1 : 0;
            run += wasFound ? 0 : 1;
        }
    }

    private ExperimentRunner runs(Path place, int threads) throws IOException {
        return new ExperimentRunner(new RunStore(place, warnings::add), 12, 5, 4, threads);
    }

    private static List<ExperimentCondition> conditions() throws IOException {
        TableTarget target = TableTarget.read(ProxyDataset.FASHION.target(), DataFolder.find());
        return List.of(
                new ExperimentCondition(MethodVariant.of("random"), target, 20),
                new ExperimentCondition(MethodVariant.parse("evolution population=4"), target, 0),
                new ExperimentCondition(MethodVariant.of("random"), target, 20));
    }

    private static List<Path> files(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.sorted().toList();
        }
    }

    private static List<List<Trial>> trials(ExperimentRuns runs) {
        return runs.all().stream().map(SearchRun::trials).toList();
    }

    @Test
    void side_by_side_or_one_after_the_other_the_seeds_find_the_same() throws IOException {
        Counting counting = new Counting();
        ExperimentRuns one = runs(folder.resolve("one"), 1).run(conditions(), counting);
        ExperimentRuns two = runs(folder.resolve("two"), 2).run(conditions(), new Counting());
        assertThat(one.conditions()).hasSize(2);
        assertThat(counting.run).isEqualTo(8);
        assertThat(counting.evaluated).isEqualTo(8 * 12);
        assertThat(trials(two)).isEqualTo(trials(one));
        assertThat(one.all()).extracting(SearchRun::method).contains("random", "evolution population=4");
        assertThat(one.all()).extracting(SearchRun::seed).containsExactly(5L, 6L, 7L, 8L, 5L, 6L, 7L, 8L);
        assertThat(two.conditions().get(0).stored()).allMatch(s -> s.sideBySide() == 2);
    }

    @Test
    void what_is_there_is_found_and_what_is_damaged_is_reported_and_run_again() throws IOException {
        ExperimentRuns first = runs(folder, 2).run(conditions(), new Counting());
        List<Path> files = files(folder);
        assertThat(files).hasSize(8);
        Files.delete(files.get(0));
        Files.writeString(files.get(1), Files.readString(files.get(1)).replaceFirst("\\d,", "9,"));
        Files.writeString(files.get(2), "something else\n");
        byte[] torn = Files.readAllBytes(files.get(3));
        Files.write(files.get(3), Arrays.copyOf(torn, torn.length / 2));
        Files.copy(files.get(4), files.get(5), StandardCopyOption.REPLACE_EXISTING);
        Counting counting = new Counting();
        ExperimentRuns again = runs(folder, 2).run(conditions(), counting);
        assertThat(counting.found).isEqualTo(3);
        assertThat(counting.run).isEqualTo(5);
        assertThat(warnings).hasSize(4).allMatch(w -> w.contains("is damaged") && w.contains("run again"));
        assertThat(String.join("\n", warnings))
                .contains("does not fit its checksum", "no finished search", "another key");
        assertThat(trials(again)).isEqualTo(trials(first));
        assertThat(files(folder)).isEqualTo(files);
        Counting third = new Counting();
        runs(folder, 1).run(conditions(), third);
        assertThat(third.found).isEqualTo(8);
    }

    @Test
    void a_key_tells_apart_everything_that_decides_a_search() throws IOException {
        TableTarget fashion = TableTarget.read(ProxyDataset.FASHION.target(), DataFolder.find());
        RunKey key = new PlannedSearch(new ExperimentCondition(MethodVariant.of("random"), fashion, 0), 1, 30, 1).key();
        assertThat(key.checksums())
                .containsKeys("proxy/proxy-fashion.csv", "meta/proxy-0.safetensors", "features/proxy.safetensors");
        ExperimentCondition random = new ExperimentCondition(MethodVariant.of("random"), fashion, 0);
        ExperimentCondition pruned = new ExperimentCondition(MethodVariant.of("random"), fashion, 10);
        ExperimentCondition set = new ExperimentCondition(MethodVariant.parse("evolution population=7"), fashion, 0);
        assertThat(Stream.of(
                                key,
                                new PlannedSearch(random, 2, 30, 1).key(),
                                new PlannedSearch(random, 1, 31, 1).key(),
                                new PlannedSearch(random, 1, 30, 4).key(),
                                new PlannedSearch(pruned, 1, 30, 1).key(),
                                new PlannedSearch(set, 1, 30, 1).key(),
                                new RunKey(
                                        key.variant(),
                                        key.target(),
                                        key.measuredBy(),
                                        0,
                                        1,
                                        30,
                                        key.library(),
                                        Map.of("file", "0")))
                        .map(RunKey::fileName)
                        .distinct())
                .hasSize(7);
        assertThat(key.fileName())
                .startsWith("random-proxy-fashion-top0-budget30-seed1-")
                .endsWith(".csv");
    }

    private RunKey keyOnDigitsOfMnist(String variant, int pruned) throws IOException {
        TableTarget target = TableTarget.read(ProxyDataset.MNIST.target(), DataFolder.at(folder));
        return new PlannedSearch(new ExperimentCondition(MethodVariant.parse(variant), target, pruned), 0, 30, 1).key();
    }

    @Test
    void a_search_that_trains_a_supernet_is_another_one_on_other_images() throws IOException {
        String images = "images of proxy-mnist";
        assertThat(keyOnDigitsOfMnist("gdas recorded=false", 0).checksums())
                .as("without images")
                .doesNotContainKey(images);
        Path file = Files.createDirectories(folder.resolve("images/mnist")).resolve("train");
        Files.writeString(file, "some");
        List<RunKey> some = List.of(keyOnDigitsOfMnist("gdas recorded=false", 0), keyOnDigitsOfMnist("gdas", 10));
        List<RunKey> regardless = List.of(keyOnDigitsOfMnist("gdas", 0), keyOnDigitsOfMnist("random", 0));
        Files.writeString(file, "others");
        List<RunKey> others = List.of(keyOnDigitsOfMnist("gdas recorded=false", 0), keyOnDigitsOfMnist("gdas", 10));
        assertThat(Stream.of(some, others).flatMap(List::stream))
                .allMatch(key -> key.checksums().containsKey(images))
                .extracting(RunKey::fileName)
                .doesNotHaveDuplicates();
        assertThat(regardless)
                .as("a recorded run, and a method that trains nothing")
                .noneMatch(key -> key.checksums().containsKey(images))
                .containsExactly(keyOnDigitsOfMnist("gdas", 0), keyOnDigitsOfMnist("random", 0));
    }

    @Test
    void a_methods_name_with_settings_can_be_read_back() {
        MethodVariant variant =
                MethodVariant.of("bo-onehot").with("kernel", "rbf").with("acquisition", "pi");
        assertThat(variant.name()).isEqualTo("bo-onehot acquisition=pi kernel=rbf");
        assertThat(MethodVariant.parse(variant.name())).isEqualTo(variant);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MethodVariant.parse("bo-onehot meta"))
                .withMessageContaining("'meta' is no setting");
    }
}
