package io.github.grabnas.report;

import io.github.grabnas.gp.Prediction;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.search.LatentGradientAscent;
import org.knowm.xchart.XYChart;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The surroundings of a gradient ascent in latent space: the cells nearest to its iterates, coloured by their posterior
 * mean, and the trajectory. The plane is the one in which these cells vary most.
 */
public final class AscentMap {

    private AscentMap() {}

    /**
     * The map.
     *
     * @param latents of all candidates, one row each
     * @param posterior of the candidates, in percent
     * @param path the iterates of the ascent, from its start; at least two
     * @param cells how many of the nearest candidates are shown, at least 3
     */
    public static XYChart of(
            String title, Matrix latents, Prediction posterior, List<LatentGradientAscent.Iterate> path, int cells) {
        if (posterior.count() != latents.rows()) {
            throw new IllegalArgumentException("a posterior of " + posterior.count() + " candidates for a " + latents);
        }
        Matrix places =
                Matrix.ofRows(path.stream().map(p -> p.embedding().row(0)).toArray(double[][]::new));
        double[] distances = IntStream.range(0, latents.rows())
                .mapToDouble(i -> distance(latents, i, places))
                .toArray();
        int[] near = IntStream.range(0, distances.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> distances[i]))
                .limit(cells)
                .mapToInt(Integer::intValue)
                .toArray();
        Matrix around = latents.selectRows(near);
        PrincipalComponents plane = PrincipalComponents.of(around);
        XYChart map = LatentMap.byValue(
                String.format(Locale.ROOT, "%s; the plane shows %.0f %% of the variance", title, 100 * plane.share()),
                plane.project(around),
                IntStream.of(near).mapToDouble(posterior::mean).toArray(),
                "%");
        Matrix way = plane.project(places);
        return LatentMap.withNames(
                LatentMap.withPath(map, "ascent", way), way, Map.of(0, "start", way.rows() - 1, "end"));
    }

    /** The squared distance from the nearest iterate. */
    private static double distance(Matrix latents, int row, Matrix places) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int p = 0; p < places.rows(); p++) {
            double sum = 0;
            for (int j = 0; j < latents.columns(); j++) {
                double d = latents.get(row, j) - places.get(p, j);
                sum += d * d;
            }
            nearest = Math.min(nearest, sum);
        }
        return nearest;
    }
}
