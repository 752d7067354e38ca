package io.github.grabnas.experiment.beyond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.search.MadeUpEvaluator;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.surrogate.MetaLearnedModels;
import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

class SearchesSideBySideTest {

    private final List<String> told = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    /** Models that cannot be read, whatever is asked of them. */
    private MetaLearnedModels unreadable() {
        return (MetaLearnedModels) Proxy.newProxyInstance(
                MetaLearnedModels.class.getClassLoader(), new Class<?>[] {MetaLearnedModels.class}, (p, method, a) -> {
                    asked.incrementAndGet();
                    throw new IllegalStateException("unreadable");
                });
    }

    @Test
    void what_went_wrong_first_is_what_is_thrown_and_no_other_search_begins() {
        List<SearchesSideBySide.Planned> planned = LongStream.range(0, 4)
                .mapToObj(seed -> new SearchesSideBySide.Planned(
                        "cells", new NasBench201(), new MadeUpEvaluator(), seed, unreadable()))
                .toList();
        assertThatThrownBy(() -> new SearchesSideBySide(3, Map.of(), 1).run(planned, told::add))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("unreadable");
        assertThat(asked).hasValue(1);
        assertThat(told).isEmpty();
    }
}
