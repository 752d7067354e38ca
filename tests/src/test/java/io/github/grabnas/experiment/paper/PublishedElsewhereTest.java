package io.github.grabnas.experiment.paper;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.search.oneshot.OneShotMethods;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Against figures taken from the sources by hand. */
class PublishedElsewhereTest {

    private final PublishedElsewhere elsewhere = PublishedElsewhere.read();
    private final PublishedResults paper = PublishedResults.read();

    private String note(String method, String target) {
        return elsewhere.note(paper.find(3, method, target, 0).orElseThrow()).orElse("");
    }

    @Test
    void where_sources_disagree_a_note_says_so() {
        assertThat(note("gdas", "cifar100"))
                .isEqualTo("gdas on cifar100: 70.70 in the paper, elsewhere 24.20, 67.56 by a user who ran the code");
        assertThat(note("setn", "cifar100")).isEqualTo("setn on cifar100: 59.09 in the paper, elsewhere 59.05");
        assertThat(note("pc-darts", "cifar10")).isEqualTo("pc-darts on cifar10: 93.66 in the paper, elsewhere 93.41");
        assertThat(note("drnas", "cifar100"))
                .startsWith("drnas on cifar100: 73.51 in the paper, elsewhere 70.47 by a user who ran the code, 70.01 ")
                .contains("70.88");
        assertThat(note("gdas", "cifar10")).isEmpty();
        assertThat(note("drnas", "cifar10")).as("users did reproduce it").isEmpty();
    }

    @Test
    void every_one_shot_method_of_the_library_has_its_figures_on_the_benchmarks_targets() {
        for (var method : OneShotMethods.all()) {
            for (String target : List.of("cifar10", "cifar100", "imagenet16-120")) {
                assertThat(elsewhere.find(method.label(), target))
                        .as(method.label() + " on " + target)
                        .isNotEmpty();
            }
        }
        assertThat(elsewhere.find("darts order=2", "cifar100"))
                .extracting(PublishedElsewhere.Figure::mean)
                .containsExactly(15.61, 38.97);
    }

    @Test
    void table_3_has_them_as_a_table_of_its_own_and_in_a_note() throws IOException {
        assertThat(elsewhere.notes(paper.ofTable(3)))
                .singleElement()
                .asString()
                .contains("table3-elsewhere.csv", "gdas on cifar100: 70.70", "drnas on cifar100: 73.51");
        assertThat(elsewhere.notes(paper.ofTable(1))).isEmpty();
        String csv = elsewhere.table("table3-elsewhere", paper.ofTable(3)).csv();
        assertThat(csv)
                .contains("cifar100,gdas,70.70,24.20,,publication,other papers that quote the same table")
                .contains("cifar100,rsps,,52.31,5.77,publication");
        assertThat(Files.readString(DataFolder.embedded("experiments/table3/table3-elsewhere.csv")))
                .isEqualTo(csv);
    }
}
