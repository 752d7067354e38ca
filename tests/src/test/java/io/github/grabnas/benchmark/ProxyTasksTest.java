package io.github.grabnas.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.benchmark.ProxyTask.Domain;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.PublicData;
import io.github.grabnas.data.image.ImageTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tasks of meta-training at proxy scale: different from each other, and apart from targets and held-out tasks. */
class ProxyTasksTest {

    private static ProxyTasks tasks;

    @BeforeAll
    static void read() throws IOException {
        PublicData.file(TinyImageNet.PLACE);
        tasks = ProxyTasks.read(DataFolder.find());
    }

    private static Set<String> classes(List<ProxyTask> some, Domain domain) {
        return some.stream()
                .filter(t -> t.domain() == domain)
                .flatMap(t -> t.classes().stream())
                .collect(Collectors.toSet());
    }

    @Test
    void no_class_of_a_target_is_in_any_task() throws IOException {
        Set<String> excluded;
        try (Stream<String> lines = Files.lines(DataFolder.embedded("proxy/excluded-classes.csv"))) {
            excluded = lines.skip(1).map(line -> line.split(",")[0]).collect(Collectors.toSet());
        }
        assertThat(excluded).hasSize(81);
        assertThat(classes(tasks.training(), Domain.TINY_IMAGENET)).doesNotContainAnyElementsOf(excluded);
        assertThat(classes(tasks.heldOut(), Domain.TINY_IMAGENET)).doesNotContainAnyElementsOf(excluded);
        assertThat(classes(tasks.training(), Domain.STREET_LETTERS)).allMatch(name -> name.matches("(lower|upper)_."));
        assertThat(TinyImageNet.read(DataFolder.find(), 8).development().classNames())
                .hasSize(20)
                .allMatch(excluded::contains);
    }

    @Test
    void held_out_tasks_have_classes_that_no_training_task_has() {
        Set<String> heldOut = classes(tasks.heldOut(), Domain.TINY_IMAGENET);
        assertThat(heldOut).hasSizeBetween(38, TinyImageNet.HELD_OUT);
        assertThat(classes(tasks.training(), Domain.TINY_IMAGENET)).hasSize(79).doesNotContainAnyElementsOf(heldOut);
        assertThat(tasks.trainingImages().classNames()).doesNotContainAnyElementsOf(heldOut);
        assertThat(tasks.heldOut()).hasSize(ProxyTasks.HELD_OUT);
        assertThat(tasks.training()).hasSize(ProxyTasks.TRAINING);
    }

    @Test
    void tasks_differ_in_what_may_decide_which_cells_are_good() {
        assertThat(tasks.training().stream().map(ProxyTask::domain))
                .contains(Domain.TINY_IMAGENET, Domain.NOTMNIST, Domain.STREET_LETTERS);
        assertThat(tasks.training().stream().map(ProxyTask::size)).contains(8, 16);
        assertThat(tasks.training().stream().map(ProxyTask::shownImages)).contains(5_000, 10_000, 20_000, 30_000);
        assertThat(tasks.training().stream().map(t -> t.classes().size())).contains(4, 10, 20);
        assertThat(tasks.training().stream().map(ProxyTask::grey)).contains(true, false);
        assertThat(tasks.training().stream().map(ProxyTask::perClass).distinct().count())
                .isGreaterThan(5);
        assertThat(tasks.training().stream().map(ProxyTask::name).distinct()).hasSize(ProxyTasks.TRAINING);
    }

    @Test
    void the_images_of_a_task_are_as_it_says() {
        for (ProxyTask task : tasks.training().subList(0, 25)) {
            ImageTask images = tasks.images(task);
            assertThat(images.training().classNames()).isEqualTo(task.classes());
            assertThat(images.training().height()).isEqualTo(task.size());
            assertThat(images.training().channels()).isEqualTo(task.grey() ? 1 : 3);
            int all = images.training().count() + images.test().count();
            assertThat(all).isLessThanOrEqualTo(task.perClass() * task.classes().size());
            assertThat(new HashSet<>(images.test().classNames())).hasSameSizeAs(task.classes());
        }
    }

    @Test
    void classes_that_are_several_together_have_hundreds_of_images_of_the_same_classes() {
        List<ProxyTask> all = tasks.groups();
        assertThat(all).hasSize(ProxyTasks.GROUPS);
        assertThat(all.stream().map(ProxyTask::number).distinct())
                .hasSameSizeAs(all)
                .allMatch(number -> number >= ProxyTasks.TRAINING + ProxyTasks.HELD_OUT);
        assertThat(all.stream().map(ProxyTask::perClass)).contains(200, 400, 600);
        assertThat(members(all)).isSubsetOf(classes(tasks.training(), Domain.TINY_IMAGENET));
        for (ProxyTask task : all.subList(0, 2)) {
            ImageTask images = tasks.images(task);
            assertThat(images.training().classNames()).isEqualTo(task.classes());
            for (int c = 0; c < task.classes().size(); c++) {
                assertThat(images.training().ofClass(c)).hasSize(task.perClass() / 2);
            }
        }
    }

    private static Set<String> members(List<ProxyTask> groups) {
        return groups.stream()
                .flatMap(task -> task.classes().stream())
                .flatMap(group -> Stream.of(group.split("\\+")))
                .collect(Collectors.toSet());
    }

    @Test
    void the_letters_on_which_settings_are_chosen_are_no_images_of_meta_training() throws IOException {
        NotMnist letters = NotMnist.read(DataFolder.find(), 28);
        assertThat(letters.training().count() + letters.development().count()).isEqualTo(10_000);
        assertThat(letters.training().count()).isBetween(4_990, 5_010);
    }
}
