/**
 * Where data comes from: {@link io.github.grabnas.data.DataFolder} finds files, {@link
 * io.github.grabnas.data.WholeFile} replaces one
 * as a whole. {@code data.image} reads labelled image sets, {@code data.tensor} the tensors of PyTorch and safetensors.
 * Every reader
 * refuses what is not complete and unaltered, with place and reason.
 */
package io.github.grabnas.data;
