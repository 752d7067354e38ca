package io.github.grabnas.experiment.beyond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.search.MadeUpEvaluator;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.surrogate.MetaLearnedModels;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class SearchesSideBySideTest {

    private final List<String> told = new ArrayList<>();

    private static List<SearchesSideBySide.Planned> planned(int count) {
        List<SearchesSideBySide.Planned> planned = new ArrayList<>();
        for (int seed = 0; seed < count; seed++) {
            planned.add(new SearchesSideBySide.Planned(
                    "cells", new NasBench201(), new MadeUpEvaluator(), seed, MetaLearnedModels.none()));
        }
        return planned;
    }

    @Test
    void what_went_wrong_first_is_what_is_thrown_and_nothing_else_begins() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SearchesSideBySide(3, Map.of(), 1).run(planned(4), told::add));
        assertThat(told).isEmpty();
    }
}
