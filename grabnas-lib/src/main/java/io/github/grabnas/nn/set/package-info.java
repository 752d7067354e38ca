/**
 * The dataset encoder (sec. 3.2, app. A): attention within sets that knows no order.
 *
 * <p>{@link io.github.grabnas.nn.set.MultiHeadAttention} is the building block,
 * {@link io.github.grabnas.nn.set.SetAttentionBlock} and
 * {@link io.github.grabnas.nn.set.PoolingByMultiHeadAttention} are made of it, two
 * {@link io.github.grabnas.nn.set.SetTransformer}s one upon the other are the
 * {@link io.github.grabnas.nn.set.DatasetEncoder}.
 */
package io.github.grabnas.nn.set;
