/**
 * Where data comes from: {@link io.github.grabnas.data.DataFolder} finds files,
 * {@link io.github.grabnas.data.InputFile} opens them, packed or not, {@link io.github.grabnas.data.CsvTable} reads
 * tables of {@link io.github.grabnas.data.DecimalNumber}s and {@link io.github.grabnas.data.PercentColumn}s,
 * {@link io.github.grabnas.data.WholeFile} replaces a file as a whole. {@code data.image} reads labelled image sets,
 * {@code data.tensor} the tensors of PyTorch and safetensors.
 *
 * <p>Every reader refuses what is not complete and unaltered, by a {@link io.github.grabnas.data.DataFormatException}
 * or a {@link io.github.grabnas.data.MissingDataException} with file, place and reason. It takes no more memory than it
 * states, and checks sizes that a file announces before memory is taken for them. Nothing that a file holds is
 * executed, with one exception: a network in an ONNX file is a program.
 */
package io.github.grabnas.data;
