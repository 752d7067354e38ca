/**
 * What a person sees: pictures of architectures, charts of searches, tables.
 *
 * <p>{@link io.github.grabnas.report.ArchitectureDrawing} draws a cell or a graph; the charts share one
 * {@link io.github.grabnas.report.ChartStyle}; {@link io.github.grabnas.report.Notebook} shows any of these in a
 * Jupyter notebook, whichever Java kernel runs it. {@link io.github.grabnas.report.ExperimentPage} puts an experiment's
 * tables and {@link io.github.grabnas.report.ExperimentCharts} on one HTML page,
 * {@link io.github.grabnas.report.ResultPage} what came of a search or training on somebody's pictures.
 */
package io.github.grabnas.report;
