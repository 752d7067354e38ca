package io.github.grabnas.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.FiniteDifferences;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {

    /** Along the axes the variances are as 9 to 4 to 1. */
    @Test
    void the_plane_is_that_of_the_two_largest_variances_the_larger_one_first() {
        Matrix points =
                Matrix.ofRows(new double[][] {{0, 3, 0}, {0, -3, 0}, {0, 0, 2}, {0, 0, -2}, {1, 0, 0}, {-1, 0, 0}});
        PrincipalComponents plane = PrincipalComponents.of(points);
        assertThat(plane.share()).isCloseTo(13 / 14.0, within(1e-9));
        double[] expected = {3, 0, -3, 0, 0, 2, 0, -2, 0, 0, 0, 0};
        assertThat(plane.project(points).toArray()).containsExactly(expected, within(1e-9));
    }

    @Test
    void the_largest_number_of_an_axis_is_positive_so_that_pictures_do_not_flip() {
        Matrix corners =
                Matrix.ofRows(new double[][] {{0, 0, 0, 0}, {1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}});
        for (int seed = 0; seed < 20; seed++) {
            Matrix projected = PrincipalComponents.of(FiniteDifferences.random(30, 4, seed))
                    .project(corners);
            for (int axis = 0; axis < 2; axis++) {
                double largest = 0;
                for (int j = 1; j <= 4; j++) {
                    double number = projected.get(j, axis) - projected.get(0, axis);
                    largest = Math.abs(number) > Math.abs(largest) ? number : largest;
                }
                assertThat(largest).as("seed %d, axis %d", seed, axis).isPositive();
            }
        }
    }
}
