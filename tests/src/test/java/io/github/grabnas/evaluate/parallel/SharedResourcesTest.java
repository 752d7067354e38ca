package io.github.grabnas.evaluate.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class SharedResourcesTest {

    private final List<String> made = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private final SharedResources<Integer, String> resources = new SharedResources<>(1, closed::add);

    private String lease(int key) {
        return resources.lease(key, () -> {
            made.add("r" + key);
            return "r" + key;
        });
    }

    @Test
    void it_is_made_once_while_it_is_used_and_kept_in_case_it_is_used_again() {
        assertThat(lease(1)).isSameAs(lease(1));
        resources.release(1);
        resources.release(1);
        lease(1);
        assertThat(made).containsExactly("r1");
        assertThat(closed).isEmpty();
    }

    @Test
    void of_hundreds_only_those_in_use_and_the_last_idle_one_remain() {
        lease(1);
        for (int key = 2; key <= 400; key++) {
            lease(key);
            resources.release(key);
        }
        assertThat(resources.size()).isEqualTo(2);
        assertThat(closed).hasSize(398).startsWith("r2", "r3").endsWith("r399").doesNotContain("r1");
        resources.release(1);
        assertThat(closed).as("1 was used later than 400").endsWith("r400");
        lease(400);
        assertThat(made).as("it is made anew").hasSize(401);
    }

    @Test
    void more_is_not_released_than_leased() {
        lease(3);
        resources.release(3);
        assertThatIllegalStateException()
                .isThrownBy(() -> resources.release(3))
                .withMessage("3 is released, and nobody uses it; lease it first");
        assertThatIllegalStateException().isThrownBy(() -> resources.release(9));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SharedResources<Integer, String>(-1, closed::add))
                .withMessage("idle resources -1: expected at least 0");
    }
}
