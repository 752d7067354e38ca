package io.github.grabnas.search;

import io.github.grabnas.space.Cell;
import io.github.grabnas.surrogate.InitialCells;
import io.github.grabnas.surrogate.MetaCheckpoint;

import java.util.List;

/**
 * By what the initial cells of a meta-trained search are the best ones of the meta-training tasks (Algorithm 1, line
 * 4).
 */
public enum InitialDesign {

    /** By their shrunk average accuracy without the tasks' effects ({@link InitialCells#byCellEffect}). */
    EFFECT {
        @Override
        public List<Cell> cells(MetaCheckpoint checkpoint) {
            return checkpoint.initialCells();
        }
    },

    /** By their plain average accuracy ({@link InitialCells#byRawAverage}). */
    RAW {
        @Override
        public List<Cell> cells(MetaCheckpoint checkpoint) {
            return checkpoint.rawInitialCells();
        }
    };

    static final Setting<InitialDesign> INITIAL_BY =
            Setting.choice("initial-by", EFFECT, "by what initial cells are the best ones");

    /** The cells, the best first. */
    public abstract List<Cell> cells(MetaCheckpoint checkpoint);
}
