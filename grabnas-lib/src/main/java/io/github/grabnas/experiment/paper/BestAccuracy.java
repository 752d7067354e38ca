package io.github.grabnas.experiment.paper;

/** What experiments compare: the best accuracy of a search when its budget is spent. */
final class BestAccuracy {

    /** The axis of its charts. */
    static final String AXIS = "best accuracy (%)";

    private BestAccuracy() {}

    /** What the numbers of a table are; without the full stop. */
    static String note(int budget) {
        return "Accuracies in percent: best after " + budget + " evaluations, mean and standard deviation over seeds";
    }
}
