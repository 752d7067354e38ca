/**
 * Tensors in files: {@link io.github.grabnas.data.tensor.PyTorchFile} reads PyTorch's, without executing anything that
 * they hold, {@link io.github.grabnas.data.tensor.TensorFile} reads and writes safetensors.
 */
package io.github.grabnas.data.tensor;
