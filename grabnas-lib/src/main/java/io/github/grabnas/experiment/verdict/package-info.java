/**
 * What an experiment's results say about the paper's claims. {@link io.github.grabnas.experiment.verdict.PaperClaims}
 * lists the claims of sections 4.2 and 4.3, each with the statistical rule that decides it;
 * {@link io.github.grabnas.experiment.verdict.Evidence} holds the searches of result files; a
 * {@link io.github.grabnas.experiment.verdict.Finding} is a verdict with its numbers. No verdict is written down
 * anywhere: without data a claim is not testable, and the finding says what is missing.
 */
package io.github.grabnas.experiment.verdict;
