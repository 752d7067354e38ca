/**
 * The paper's tables and figures. A {@link io.github.grabnas.experiment.paper.PaperExperiment} names the conditions
 * that are to be searched, and makes tables and charts of the results beside the
 * {@link io.github.grabnas.experiment.paper.PublishedResults}. An
 * {@link io.github.grabnas.experiment.paper.AblationStudy} varies the method's parts and settings one at a time.
 */
package io.github.grabnas.experiment.paper;
