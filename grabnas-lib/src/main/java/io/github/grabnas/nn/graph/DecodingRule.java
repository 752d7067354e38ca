package io.github.grabnas.nn.graph;

/** How the decoder chooses where its probabilities leave several ways. */
public sealed interface DecodingRule {

    /** Always the likeliest type; an edge where its probability is above one half. */
    record Argmax() implements DecodingRule {}

    /**
     * By chance, with the decoder's probabilities.
     *
     * @param seed decides the draws; each latent has its own by its place, whatever is decoded beside it
     */
    record Sampled(long seed) implements DecodingRule {}
}
