package io.github.grabnas.report;

import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * Shows things in a Jupyter notebook, in any Java kernel of the IJava family. In a plain Java program, tables and text
 * are printed and pictures named by their size.
 *
 * <pre>{@code
 * Notebook.show(table);
 * Notebook.show(chart);
 * Notebook.progress("searching", 3, 10);
 * Notebook.check("the best cell was found", best == optimum);
 * }</pre>
 */
public final class Notebook {

    private static final int BAR = 30;

    private Notebook() {}

    /** Shows a table as HTML. */
    public static void show(Table table) {
        Optional<KernelDisplay> kernel = KernelDisplay.running();
        if (kernel.isPresent()) {
            kernel.get().showHtml(HtmlTable.of(table));
        } else {
            System.out.println(table.printAll());
        }
    }

    /** Shows a picture as PNG. */
    public static void show(BufferedImage image) {
        Optional<KernelDisplay> kernel = KernelDisplay.running();
        if (kernel.isPresent()) {
            kernel.get().show(image);
        } else {
            System.out.println("[picture, " + image.getWidth() + " x " + image.getHeight() + "]");
        }
    }

    /** Shows a chart as PNG. */
    public static void show(Chart<?, ?> chart) {
        show(BitmapEncoder.getBufferedImage(chart));
    }

    /** Shows a line of text with HTML marks. */
    public static void html(String text) {
        Optional<KernelDisplay> kernel = KernelDisplay.running();
        if (kernel.isPresent()) {
            kernel.get().showHtml(text);
        } else {
            System.out.println(text);
        }
    }

    /**
     * Shows how far a long cell is, on one line that the next call overwrites.
     *
     * @param what is being done
     * @param done how much of it is done, 0 to {@code all}
     * @param all how much there is to do
     */
    public static void progress(String what, int done, int all) {
        if (all < 1 || done < 0 || done > all) {
            throw new IllegalArgumentException("progress " + done + " of " + all + ": expected 0 to a positive total");
        }
        int filled = (int) ((long) BAR * done / all);
        System.out.print("\r" + what + " " + "█".repeat(filled) + "░".repeat(BAR - filled) + " " + done + "/" + all
                + (done == all ? "\n" : ""));
        System.out.flush();
    }

    /**
     * Closes a notebook with a claim that must hold; prints it with a tick.
     *
     * @throws AssertionError if it does not hold, which stops the notebook
     */
    public static void check(String claim, boolean holds) {
        if (!holds) {
            throw new AssertionError("check failed: " + claim);
        }
        System.out.println("✓ " + claim);
    }

    /**
     * Tells whether the answer to an exercise is right. An open or wrong answer is no fault of the notebook, so that it
     * goes on.
     *
     * @param claim what holds of a right answer
     * @param holds whether it holds of this one
     */
    public static void exercise(String claim, boolean holds) {
        System.out.println((holds ? "✓ right: " : "✗ not yet: ") + claim);
    }
}
