/**
 * The paper's tables and figures. A {@link io.github.grabnas.experiment.paper.PaperExperiment} names the conditions that are to be
 * searched and makes tables of what was found, beside the
 * {@link io.github.grabnas.experiment.paper.PublishedResults}; an {@link io.github.grabnas.experiment.paper.AblationStudy} takes the
 * method apart.
 */
package io.github.grabnas.experiment.paper;
