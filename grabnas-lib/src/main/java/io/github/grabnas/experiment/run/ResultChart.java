package io.github.grabnas.experiment.run;

import io.github.grabnas.search.Trial;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a chart shows, as data. An experiment describes its charts; a {@link Visitor}, such as the one of the package
 * {@code report}, draws any of them without regard to the experiment.
 */
public sealed interface ResultChart {

    /** The name of its file, without the ending. */
    String name();

    /** The title, in prose. */
    String title();

    /** Calls the visitor's method for this kind of chart. */
    <R> R accept(Visitor<R> visitor);

    /**
     * One method for each kind of chart.
     *
     * @param <R> what is made of a chart
     */
    interface Visitor<R> {

        /** For the best accuracy so far. */
        R curves(Curves chart);

        /** For accuracies in the order of evaluation. */
        R sequences(Sequences chart);

        /** For means with standard deviations. */
        R means(Means chart);

        /** For bars. */
        R bars(Bars chart);

        /** For average ranks with a critical difference. */
        R criticalDifference(CriticalDifference chart);

        /** For accuracy against cost. */
        R costs(Costs chart);
    }

    /**
     * The best accuracy so far against the number of evaluations.
     *
     * @param from the first number of evaluations shown, from 1; early accuracies are often so low that they flatten
     *     the rest
     * @param curves one for each method
     * @param spread what lines and bands are
     * @param references what the curves are compared with, such as the best of the space
     */
    record Curves(
            String name,
            String title,
            int from,
            List<AnytimeCurve> curves,
            Spread spread,
            List<ReferenceLine> references)
            implements ResultChart {

        /** Makes the lists immutable. */
        public Curves {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(spread, "spread");
            curves = List.copyOf(curves);
            references = List.copyOf(references);
        }

        /** Means with standard deviations, compared with nothing. */
        public Curves(String name, String title, int from, List<AnytimeCurve> curves) {
            this(name, title, from, curves, Spread.STANDARD_DEVIATION, List.of());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.curves(this);
        }
    }

    /**
     * The accuracy of each evaluated architecture against the number of its evaluation.
     *
     * @param sequences one for each method
     */
    record Sequences(String name, String title, List<Sequence> sequences) implements ResultChart {

        /** Makes the list immutable. */
        public Sequences {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(title, "title");
            sequences = List.copyOf(sequences);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sequences(this);
        }
    }

    /**
     * What one method evaluated.
     *
     * @param method the method's label
     * @param trials of all its searches
     */
    record Sequence(String method, List<Trial> trials) {

        /** Makes the list immutable. */
        public Sequence {
            Objects.requireNonNull(method, "method");
            trials = List.copyOf(trials);
        }

        /** The trials of a method's searches, at least one. */
        public static Sequence of(List<SearchRun> runs) {
            return new Sequence(
                    runs.get(0).method(),
                    runs.stream().flatMap(run -> run.trials().stream()).toList());
        }
    }

    /**
     * Means with standard deviations: a row for each category, in it a point of each series that has one there.
     *
     * @param axis what the numbers are, with their unit
     * @param categories each once, from the top
     * @param points the first one of a series decides its position in the legend
     */
    record Means(String name, String title, String axis, List<String> categories, List<Point> points)
            implements ResultChart {

        /** Makes the lists immutable and checks the categories. */
        public Means {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(axis, "axis");
            categories = List.copyOf(categories);
            points = List.copyOf(points);
            if (Set.copyOf(categories).size() < categories.size()) {
                throw new IllegalArgumentException(title + ": categories " + categories + "; expected each once");
            }
            for (Point point : points) {
                if (!categories.contains(point.category())) {
                    throw new IllegalArgumentException(
                            title + ": a point of '" + point.category() + "'; expected one of " + categories);
                }
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.means(this);
        }
    }

    /**
     * A mean.
     *
     * @param series its name in the legend
     * @param category whose mean it is
     * @param mean in the unit of the axis
     * @param standardDeviation in the same unit
     */
    record Point(String series, String category, double mean, double standardDeviation) {

        /** Checks that nothing is missing. */
        public Point {
            Objects.requireNonNull(series, "series");
            Objects.requireNonNull(category, "category");
        }
    }

    /**
     * A bar from zero for each of some numbers.
     *
     * @param axis what the numbers are, with their unit
     * @param bars from the left
     */
    record Bars(String name, String title, String axis, List<Bar> bars) implements ResultChart {

        /** Makes the list immutable. */
        public Bars {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(axis, "axis");
            bars = List.copyOf(bars);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.bars(this);
        }
    }

    /**
     * A bar.
     *
     * @param category below it
     * @param height in the unit of the axis
     */
    record Bar(String category, double height) {

        /** Checks that nothing is missing. */
        public Bar {
            Objects.requireNonNull(category, "category");
        }
    }

    /**
     * Average ranks on a line, with thick lines joining what does not differ (J. Demsar, 2006, section 3.2.3).
     *
     * @param ranks the average rank of each method, in any order
     * @param difference by how much two ranks must differ
     * @param groups names of methods of which no two differ, the best first
     */
    record CriticalDifference(String name, String title, List<Bar> ranks, double difference, List<List<String>> groups)
            implements ResultChart {

        /** Makes the lists immutable. */
        public CriticalDifference {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(title, "title");
            ranks = List.copyOf(ranks);
            groups = groups.stream().map(List::copyOf).toList();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.criticalDifference(this);
        }
    }

    /**
     * The best accuracy so far against what it cost, on a logarithmic axis.
     *
     * @param curves one for each method, measured or published
     * @param references what the curves are compared with, such as the best of the space
     */
    record Costs(String name, String title, List<CostCurve> curves, List<ReferenceLine> references)
            implements ResultChart {

        /** Makes the lists immutable. */
        public Costs {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(title, "title");
            curves = List.copyOf(curves);
            references = List.copyOf(references);
        }

        /** Compared with nothing. */
        public Costs(String name, String title, List<CostCurve> curves) {
            this(name, title, curves, List.of());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.costs(this);
        }
    }
}
