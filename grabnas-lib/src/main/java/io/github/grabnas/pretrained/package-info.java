/**
 * What comes ready-made with the checkout, found by name: {@link io.github.grabnas.pretrained.PretrainedModels} gives a
 * search the meta-trained networks for its target.
 */
package io.github.grabnas.pretrained;
