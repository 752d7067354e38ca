package io.github.grabnas.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixTest {

    private static final Matrix TWO_BY_THREE = Matrix.ofRows(new double[] {1, 2, 3}, new double[] {4, 5, 6});

    @ParameterizedTest
    @ValueSource(ints = {-1, 2, 3})
    void a_row_that_there_is_not_is_refused(int row) {
        assertThatThrownBy(() -> TWO_BY_THREE.row(row))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining(Integer.toString(row));
        assertThatThrownBy(() -> TWO_BY_THREE.with(row, 0, 7)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3})
    void a_value_beyond_a_row_is_not_set_in_the_next(int column) {
        assertThatThrownBy(() -> TWO_BY_THREE.with(0, column, 7)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(TWO_BY_THREE.with(1, 2, 7).row(1)).containsExactly(4, 5, 7);
    }
}
