package io.github.grabnas.nn.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The arrays that a network's blocks share. */
class ScratchTest {

    @BeforeAll
    static void start() {
        Nd4jBackend.start();
    }

    private static INDArray get(Scratch scratch, int batchSize) {
        return scratch.get("dz", DataType.FLOAT, batchSize, 2, 4, 4);
    }

    @Test
    void blocks_of_one_batch_size_share_an_array_and_those_of_an_earlier_size_are_forgotten() {
        Scratch scratch = Scratch.collected();
        scratch.useBatchSize(32);
        INDArray first = get(scratch, 32);
        scratch.useBatchSize(32);
        assertThat(get(scratch, 32)).isSameAs(first);
        scratch.useBatchSize(16);
        get(scratch, 16);
        scratch.useBatchSize(32);
        assertThat(get(scratch, 32)).isNotSameAs(first);
    }
}
