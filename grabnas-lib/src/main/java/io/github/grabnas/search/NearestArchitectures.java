package io.github.grabnas.search;

import com.oracle.labs.mlrg.olcut.util.Pair;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.surrogate.Candidates;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.la.SGDVector;
import org.tribuo.math.neighbour.NeighboursQuery;
import org.tribuo.math.neighbour.bruteforce.NeighboursBruteForceFactory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The architecture of the space that is nearest to a vector in latent space and not known yet (the paper's "w/ KNN" in
 * Table 2), by Tribuo's nearest neighbours.
 */
public final class NearestArchitectures implements CandidateDecoder {

    private final List<Architecture> architectures;
    private final NeighboursQuery query;

    /**
     * An index of candidates.
     *
     * @throws IllegalArgumentException if they have no embeddings, since their surrogate has no latent space
     */
    public NearestArchitectures(Candidates candidates) {
        this.architectures = candidates.architectures();
        this.query = new NeighboursBruteForceFactory(new L2Distance(), 1)
                .createNeighboursQuery(IntStream.range(0, candidates.count())
                        .mapToObj(i -> DenseVector.createDenseVector(candidates
                                .embedding(i)
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "the candidates have no embeddings; encode them with a surrogate that "
                                                + "has a latent space"))
                                .row(0)))
                        .toArray(SGDVector[]::new));
    }

    @Override
    public String name() {
        return "nearest neighbour";
    }

    @Override
    public List<Optional<ArchitectureGraph>> decode(Matrix embeddings, SupportSet support, int iteration) {
        List<Optional<ArchitectureGraph>> graphs = new ArrayList<>();
        for (int row = 0; row < embeddings.rows(); row++) {
            // More draws than iterates: rows of one iterate follow each other, and have the same neighbour.
            boolean again = row > 0 && Arrays.equals(embeddings.row(row), embeddings.row(row - 1));
            graphs.add(
                    again
                            ? graphs.get(row - 1)
                            : nearest(embeddings.row(row), support).map(Architecture::graph));
        }
        return List.copyOf(graphs);
    }

    /** Looked for among as many as were observed and one, then among twice as many, and so on. */
    private Optional<Architecture> nearest(double[] embedding, SupportSet support) {
        SGDVector point = DenseVector.createDenseVector(embedding);
        for (int k = Math.min(support.size() + 1, architectures.size()); ; k = Math.min(2 * k, architectures.size())) {
            Optional<Architecture> found = query.query(point, k).stream()
                    .map(Pair::getA)
                    .map(architectures::get)
                    .filter(a -> !support.isKnown(a))
                    .findFirst();
            if (found.isPresent() || k == architectures.size()) {
                return found;
            }
        }
    }
}
