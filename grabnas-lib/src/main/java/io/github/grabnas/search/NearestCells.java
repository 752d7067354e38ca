package io.github.grabnas.search;

import com.oracle.labs.mlrg.olcut.util.Pair;
import io.github.grabnas.linalg.Matrix;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.la.SGDVector;
import org.tribuo.math.neighbour.NeighboursQuery;
import org.tribuo.math.neighbour.bruteforce.NeighboursBruteForceFactory;

/** The cells of a space by their distance from a latent vector, by Tribuo's nearest neighbours. */
final class NearestCells {

    private final NeighboursQuery query;
    private final int count;

    NearestCells(Matrix latents) {
        this.count = latents.rows();
        this.query = new NeighboursBruteForceFactory(new L2Distance(), 1).createNeighboursQuery(
                IntStream.range(0, count).mapToObj(i -> DenseVector.createDenseVector(latents.row(i))).toArray(SGDVector[]::new));
    }

    /** The nearest one that passes, looked for among the so many nearest, then among twice as many, and so on. */
    Optional<Integer> first(Matrix latent, int among, IntPredicate passes) {
        SGDVector point = DenseVector.createDenseVector(latent.row(0));
        for (int k = Math.min(among, count);; k = Math.min(2 * k, count)) {
            List<Pair<Integer, Double>> near = query.query(point, k);
            Optional<Integer> found = near.stream().map(Pair::getA).filter(passes::test).findFirst();
            if (found.isPresent() || k == count) {
                return found;
            }
        }
    }
}
