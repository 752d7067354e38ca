package io.github.grabnas.search;

import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.GraphClassification;
import java.util.List;

/**
 * One gradient-based exploration (Algorithm 1, lines 11 to 18): from the best architecture so far up the
 * posterior mean, and back to an architecture.
 *
 * @param start the trial with the highest accuracy, G*
 * @param path of the ascent, its first place the embedding of G*
 * @param by how a place of the path became a graph
 * @param proposals what the places led to, one at the end of the path unless more were asked for; none if no cell
 *     was left
 * @param chosen the proposal that was evaluated; the last one if nothing new was among them, and where the ascent
 *     began if there was none
 * @param outcome what became of the chosen one
 * @param trials its evaluation; empty unless it was evaluated
 */
public record Refinement(Trial start, List<LatentGradientAscent.Iterate> path, By by, List<DecodedCandidate> proposals, DecodedCandidate chosen, Outcome outcome,
                         List<Trial> trials) {

    /** How a latent vector becomes an architecture. */
    public enum By {
        /** The graph decoder, which may leave the search space. */
        DECODER,
        /** The nearest cell of the space that is not in the support set (the paper's "w/ KNN"). */
        NEAREST_NEIGHBOUR
    }

    /** What became of it. */
    public enum Outcome {
        /** It was evaluated and joined the support set. */
        EVALUATED,
        /** It was asked for already, mostly because it is in the support set; line 15 leaves it out. */
        KNOWN,
        /** It is a valid architecture, but the evaluator has no answer for it, as a table has none for a novel one. */
        UNANSWERED,
        /** It is no architecture. */
        INVALID,
        /** There was no cell left that is not in the support set. */
        NONE_LEFT,
        /** The budget was at its end. */
        NO_BUDGET
    }

    /** Copies the lists. */
    public Refinement {
        path = List.copyOf(path);
        proposals = List.copyOf(proposals);
        trials = List.copyOf(trials);
    }

    /** The graph of the chosen proposal. */
    public ArchitectureGraph graph() {
        return chosen.graph();
    }

    /** What that graph is. */
    public GraphClassification classification() {
        return chosen.classification();
    }
}
