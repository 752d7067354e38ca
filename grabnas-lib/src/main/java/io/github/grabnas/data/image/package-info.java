/**
 * Labelled image sets and their readers: {@link io.github.grabnas.data.image.ImageDataset} reads the paper's datasets,
 * {@link io.github.grabnas.data.image.ClassFolderReader} any folder of class folders, into
 * {@link io.github.grabnas.data.image.LabelledImages}. A {@link io.github.grabnas.data.image.FeatureExtractor} turns
 * images into vectors. An {@link io.github.grabnas.data.image.ImageCollection} is what somebody has of images, in any
 * of these forms; an {@link io.github.grabnas.data.image.ImageSplit} divides it.
 */
package io.github.grabnas.data.image;
