package io.github.grabnas.experiment.run;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.benchmark.Target;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The two kinds of tables that searches are judged on. Their results are never mixed: CIFAR-10 and its proxy are not
 * two independent datasets.
 */
public enum Scale {
    /** Real datasets at 8x8 pixels, measured by this library. */
    PROXY("at proxy scale"),
    /** NAS-Bench-201's own tables, of CIFAR-10, CIFAR-100 and ImageNet16-120. */
    PUBLIC("on NAS-Bench-201's tables");

    private static final String AIRCRAFT = "aircraft";
    private final String title;

    Scale(String title) {
        this.title = title;
    }

    /** In prose. */
    public String title() {
        return title;
    }

    /** The name in files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scale of a target's table; empty where accuracies are not of one, such as those of trainings. */
    public static Optional<Scale> of(ExperimentTarget target) {
        return Stream.of(values())
                .filter(scale -> target.measuredBy().equals(TableTarget.MEASURED_BY)
                        && scale.targets().contains(target.label()))
                .findFirst();
    }

    /** All targets that can have a table, whether it is there or not. */
    public List<String> targets() {
        return switch (this) {
            case PROXY ->
                ProxyDataset.reported().stream().map(d -> d.target().label()).toList();
            case PUBLIC -> Target.nasBench201().stream().map(Target::label).toList();
        };
    }

    /** The target for one of the paper's datasets, such as {@code aircraft}; empty where none can have a table. */
    public Optional<String> target(String dataset) {
        String label = switch (this) {
            case PROXY -> "proxy-" + dataset + (dataset.equals(AIRCRAFT) ? "-edges" : "");
            case PUBLIC -> dataset;
        };
        return targets().contains(label) ? Optional.of(label) : Optional.empty();
    }
}
