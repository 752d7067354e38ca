/**
 * The dataset encoder (sec. 3.2, app. A): attention within sets that knows no order.
 *
 * <p>{@link io.github.grabnas.nn.settransformer.MultiHeadAttention} is the building block,
 * {@link io.github.grabnas.nn.settransformer.SetAttentionBlock} and
 * {@link io.github.grabnas.nn.settransformer.PoolingByMultiHeadAttention} are made of it, two
 * {@link io.github.grabnas.nn.settransformer.SetTransformer}s one upon the other are the
 * {@link io.github.grabnas.nn.settransformer.DatasetEncoder}.
 */
package io.github.grabnas.nn.settransformer;
