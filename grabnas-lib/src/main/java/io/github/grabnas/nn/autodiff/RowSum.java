package io.github.grabnas.nn.autodiff;

import java.util.List;

/**
 * Rows of several matrices added up: row i of the result is the sum over its terms of a row of one of the sources.
 * Gathering rows, stacking matrices and passing messages along the edges of graphs are all of this form.
 */
public final class RowSum {

    private RowSum() {}

    /** Which rows of which sources are added up, for every row of a result. */
    public static final class Terms {

        private final int[] offsets;
        private final int[] sources;
        private final int[] rows;

        private Terms(int[] offsets, int[] sources, int[] rows) {
            this.offsets = offsets;
            this.sources = sources;
            this.rows = rows;
        }

        /**
         * Any terms; copied.
         *
         * @param offsets where each row's terms begin, and at the end their number
         * @param sources of each term which matrix
         * @param rows of each term which row of it
         */
        public static Terms of(int[] offsets, int[] sources, int[] rows) {
            if (offsets.length == 0 || sources.length != rows.length || offsets[offsets.length - 1] != rows.length) {
                throw new IllegalArgumentException(offsets.length + " offsets, " + sources.length + " sources, "
                        + rows.length + " rows do not fit");
            }
            return new Terms(offsets.clone(), sources.clone(), rows.clone());
        }

        /** One term for every row. */
        public static Terms single(int[] sources, int[] rows) {
            int[] offsets = new int[rows.length + 1];
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] = i;
            }
            return of(offsets, sources, rows);
        }

        /** The number of rows of the result. */
        public int count() {
            return offsets.length - 1;
        }
    }

    /**
     * Adds up.
     *
     * @param columns of every source; needed where there is none
     * @throws IllegalArgumentException if a source has another number of columns
     */
    public static Variable of(Tape tape, List<Variable> sources, int columns, Terms terms) {
        for (Variable source : sources) {
            if (source.columns() != columns) {
                throw new IllegalArgumentException(
                        "row sum: a " + source.value() + "; expected " + columns + " columns");
            }
        }
        double[][] from = sources.stream().map(Variable::values).toArray(double[][]::new);
        double[] sums = new double[terms.count() * columns];
        for (int i = 0; i < terms.count(); i++) {
            for (int t = terms.offsets[i]; t < terms.offsets[i + 1]; t++) {
                add(from[terms.sources[t]], terms.rows[t] * columns, sums, i * columns, columns);
            }
        }
        return tape.record(
                Values.matrix(terms.count(), columns, sums),
                upstream -> {
                    for (int i = 0; i < terms.count(); i++) {
                        for (int t = terms.offsets[i]; t < terms.offsets[i + 1]; t++) {
                            Variable source = sources.get(terms.sources[t]);
                            if (source.requiresGradient()) {
                                add(upstream, i * columns, source.gradient(), terms.rows[t] * columns, columns);
                            }
                        }
                    }
                },
                sources.toArray(Variable[]::new));
    }

    /** The matrices one below the other. */
    public static Variable stack(List<Variable> sources) {
        int count = sources.stream().mapToInt(Variable::rows).sum();
        int[] which = new int[count];
        int[] rows = new int[count];
        int at = 0;
        for (int s = 0; s < sources.size(); s++) {
            for (int r = 0; r < sources.get(s).rows(); r++, at++) {
                which[at] = s;
                rows[at] = r;
            }
        }
        return of(sources.get(0).tape(), sources, sources.get(0).columns(), Terms.single(which, rows));
    }

    static Variable rows(Variable source, int[] which) {
        return of(source.tape(), List.of(source), source.columns(), Terms.single(new int[which.length], which));
    }

    private static void add(double[] from, int at, double[] to, int start, int length) {
        for (int j = 0; j < length; j++) {
            to[start + j] += from[at + j];
        }
    }
}
