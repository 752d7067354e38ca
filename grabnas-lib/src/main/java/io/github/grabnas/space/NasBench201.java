package io.github.grabnas.space;

import java.util.List;

/**
 * All 15,625 cells of NAS-Bench-201 (X. Dong and Y. Yang, "NAS-Bench-201: Extending the Scope of Reproducible Neural
 * Architecture Search", ICLR 2020).
 */
public record NasBench201() implements SearchSpace {

    private static final List<Cell> CELLS = Cell.all();

    @Override
    public List<Cell> architectures() {
        return CELLS;
    }

    @Override
    public boolean contains(Architecture architecture) {
        return architecture.canonical() instanceof Cell;
    }

    @Override
    public String toString() {
        return "NAS-Bench-201";
    }
}
