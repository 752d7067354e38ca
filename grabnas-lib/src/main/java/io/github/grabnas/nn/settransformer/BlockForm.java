package io.github.grabnas.nn.settransformer;

/** How the blocks of a {@link SetTransformer} are composed; the paper's equations and published code differ. */
public enum BlockForm {
    /**
     * Eq. 11 and 12 as printed: elements are mapped to the width before the first block, the result of the attention
     * goes through an output map and is added to what attended, and pooling attends to elements mapped by a layer of
     * their own.
     */
    PRINTED,
    /**
     * As in the code that Set Transformer and MetaD2A published ({@link MultiHeadAttentionBlock}): the query map of the
     * first block maps to the width, the result of the attention is added to the mapped queries without an output map,
     * and pooling attends to the elements as they are.
     */
    PUBLISHED_CODE
}
