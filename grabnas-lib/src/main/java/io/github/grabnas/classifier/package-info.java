/**
 * From a chosen architecture to a network that somebody uses. A {@link io.github.grabnas.classifier.ClassifierTraining}
 * trains one architecture on pictures and gives an {@link io.github.grabnas.classifier.ImageClassifier}, which holds
 * all that turns pictures into {@link io.github.grabnas.classifier.Predictions};
 * {@link io.github.grabnas.classifier.ClassificationQuality} says how good these are. Where a training diverges,
 * {@link io.github.grabnas.classifier.RetriedTraining} repeats it at a lower learning rate.
 */
package io.github.grabnas.classifier;
