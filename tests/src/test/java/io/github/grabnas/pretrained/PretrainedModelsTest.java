package io.github.grabnas.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.graph.GraphBatch;
import io.github.grabnas.space.Cell;
import io.github.grabnas.surrogate.MetaCheckpoint;
import io.github.grabnas.surrogate.MetaD2aCheckpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which checkpoint and which instances a seed gets. */
class PretrainedModelsTest {

    private final PretrainedModels models = PretrainedModels.of(ProxyDataset.FASHION.target());

    @Test
    void seed_k_takes_training_k_mod_3_and_reads_it_once() throws IOException {
        assertThat(List.of(0L, 1L, 2L, 3L, 4L, -1L).stream().map(PretrainedModels::training))
                .containsExactly(0, 1, 2, 0, 1, 2);
        assertThat(models.surrogate(4))
                .isEqualTo(MetaCheckpoint.find("proxy", 1))
                .isSameAs(models.surrogate(1))
                .isNotEqualTo(models.surrogate(0));
        assertThat(models.generator(5))
                .isEqualTo(MetaD2aCheckpoint.find("proxy", 2))
                .isSameAs(models.generator(2));
        assertThat(models.autoencoder(3)).isSameAs(models.autoencoder(0));
    }

    @Test
    void a_decoder_comes_with_the_very_encoder_of_the_surrogate() {
        List<Cell> cells = List.of(Cell.ofIndex(0), Cell.ofIndex(1_462), Cell.ofIndex(15_000));
        for (int seed = 0; seed < PretrainedModels.TRAININGS; seed++) {
            Matrix ofDecoder = models.autoencoder(seed).encode(cells);
            MetaCheckpoint checkpoint = models.surrogate(seed);
            Parameters weights = checkpoint.parameters();
            assertThat(checkpoint.model().graphs().embed(weights, GraphBatch.of(cells)))
                    .as("training %d", seed)
                    .isEqualTo(ofDecoder);
        }
    }

    @Test
    void every_seed_draws_its_own_instances_and_the_same_seed_the_same() throws IOException {
        assertThat(models.dataset(0)).isNotEqualTo(models.dataset(3)).isNotEqualTo(models.dataset(1));
        assertThat(PretrainedModels.of(ProxyDataset.FASHION.target()).dataset(3))
                .isEqualTo(models.dataset(3));
        assertThat(digits().dataset(3)).isNotEqualTo(models.dataset(3));
    }

    @Test
    void a_copy_of_the_checkouts_folder_and_a_file_of_it_are_what_the_checkout_has(@TempDir Path folder)
            throws IOException {
        for (String kind : List.of("", "-tuple-mean")) {
            String name = "proxy-1" + kind + ".safetensors";
            Files.copy(DataFolder.embedded("meta/" + name), folder.resolve(name));
        }
        assertThat(models.in(folder).surrogate(1)).isEqualTo(models.surrogate(1));
        Files.delete(folder.resolve("proxy-1-tuple-mean.safetensors"));
        assertThat(models.withCheckpoint(MetaCheckpoint.read(folder.resolve("proxy-1.safetensors"))))
                .hasToString("a checkpoint of your own without a tuple mean, so that the prior mean is the one pooled "
                        + "over the tasks alone, the dataset embedding of the target's images");
    }

    @Test
    void a_decoder_for_another_encoder_is_refused_with_both_files_the_seed_and_what_makes_the_right_one()
            throws IOException {
        Path zero = DataFolder.embedded("meta/proxy-0-decoder.safetensors");
        PretrainedModels one = models.withDecoder(zero);
        assertThat(one.autoencoder(3)).isEqualTo(models.autoencoder(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.autoencoder(4))
                .withMessageStartingWith("seed 4: the decoder " + zero)
                .withMessageContaining("another graph encoder than that of the checkpoint ")
                .withMessageContaining("proxy-1.safetensors, whose embeddings it cannot decode")
                .withMessageContaining("train-decoder");
        PretrainedModels own = models.withCheckpoint(DataFolder.embedded("meta/proxy-0.safetensors"));
        assertThat(own.withDecoder(zero).autoencoder(4)).isEqualTo(models.autoencoder(0));
    }

    private static PretrainedModels digits() throws IOException {
        return PretrainedModels.of(
                BenchmarkSuite.PROXY,
                ProxyDataset.DIGITS.read(DataFolder.find()).training());
    }

    @Test
    void any_datasets_images_get_what_was_learnt_for_the_suite() throws IOException {
        PretrainedModels given = digits();
        assertThat(given.dataset(2).orElseThrow().classes()).hasSize(10);
        assertThat(given.dataset(2)).isNotEqualTo(given.dataset(1));
        assertThat(given.surrogate(2)).isEqualTo(models.surrogate(2));
    }
}
