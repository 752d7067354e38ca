package io.github.grabnas.report;

import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Operation;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import java.util.List;

/** Cells with their accuracies and how often they use each operation, one row a cell. */
public final class CellTable {

    private CellTable() {}

    /** The table; accuracies in percent. */
    public static Table of(List<Cell> cells, BenchmarkTable benchmark) {
        Table table = Table.create(
                "cells",
                StringColumn.create("cell", cells.stream().map(Cell::text).toList()));
        for (Target target : benchmark.targets()) {
            table.addColumns(DoubleColumn.create(
                    target.title(),
                    cells.stream()
                            .mapToDouble(cell -> benchmark.accuracy(cell, target))
                            .toArray()));
        }
        for (Operation operation : Operation.all()) {
            table.addColumns(IntColumn.create(
                    operation.label(),
                    cells.stream().mapToInt(cell -> cell.count(operation)).toArray()));
        }
        return table;
    }
}
