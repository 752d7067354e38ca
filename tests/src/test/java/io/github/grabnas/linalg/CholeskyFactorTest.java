package io.github.grabnas.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

class CholeskyFactorTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 499, 500, 513, 640})
    void the_factor_times_its_transpose_is_the_matrix_in_one_piece_or_in_blocks(int size) {
        Random random = new Random(size);
        double[] place = random.doubles(size, 0, 50).toArray();
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix[i * size + j] = Math.exp(-Math.abs(place[i] - place[j])) + (i == j ? 0.1 : 0);
            }
        }
        CholeskyDecomposition factor = CholeskyDecomposition.of(matrix, size);
        assertThat(factor.jitter()).isZero();
        for (int i = 0; i < size; i += 7) {
            for (int j = 0; j <= i; j++) {
                double product = 0;
                for (int k = 0; k <= j; k++) {
                    product += factor.get(i, k) * factor.get(j, k);
                }
                assertThat(product).as("row %d, column %d", i, j).isCloseTo(matrix[i * size + j], within(1e-12));
            }
        }
    }
}
