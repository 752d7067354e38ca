package io.github.grabnas.space;

/** By what a decoded graph is matched with the architectures that are known. */
public enum GraphMatching {

    /** By the function that it computes ({@link GraphClassifier#classify}). */
    EXACT {
        @Override
        public GraphClassification classify(GraphClassifier classifier, ArchitectureGraph graph) {
            return classifier.classify(graph);
        }
    },

    /**
     * By the sequence of its node types alone, as MetaD2A's public code does
     * ({@link GraphClassifier#classifyTypeSequence}).
     */
    TYPE_SEQUENCE {
        @Override
        public GraphClassification classify(GraphClassifier classifier, ArchitectureGraph graph) {
            return classifier.classifyTypeSequence(graph);
        }
    };

    /** What the graph is by this matching. */
    public abstract GraphClassification classify(GraphClassifier classifier, ArchitectureGraph graph);
}
