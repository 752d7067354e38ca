/**
 * Classifiers as ONNX files, which many systems run. {@link io.github.grabnas.classifier.onnx.OnnxModel} writes an
 * {@link io.github.grabnas.classifier.ImageClassifier}, preprocessing included, with Tribuo's ONNX package;
 * {@link io.github.grabnas.classifier.onnx.OnnxClassifier} reads such a file and classifies pictures in ONNX Runtime.
 * Class names and image size stand in the file as {@link io.github.grabnas.classifier.onnx.OnnxMetadata}.
 */
package io.github.grabnas.classifier.onnx;
