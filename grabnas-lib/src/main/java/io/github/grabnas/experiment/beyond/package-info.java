/**
 * Is a graph beyond the space of cells better than every cell? Searches with real training
 * ({@link io.github.grabnas.experiment.beyond.BeyondSearch}) propose novel graphs; the best of them by validation
 * ({@link io.github.grabnas.experiment.beyond.NovelSelection}) is trained many times, on training images drawn anew,
 * against the target's best cell and against that cell made as expensive as the winner
 * ({@link io.github.grabnas.experiment.beyond.WidenedCell}); {@link io.github.grabnas.experiment.beyond.BeyondTables}
 * says what came out.
 */
package io.github.grabnas.experiment.beyond;
