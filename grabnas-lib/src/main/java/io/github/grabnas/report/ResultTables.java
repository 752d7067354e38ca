package io.github.grabnas.report;

import io.github.grabnas.experiment.run.ResultTable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import java.util.List;

/** An experiment's table as a Tablesaw table: columns that hold numbers alone are numbers, all others text. */
public final class ResultTables {

    private ResultTables() {
    }

    /** The table; names of columns with spaces for underscores. */
    public static Table of(ResultTable result) {
        Table table = Table.create(result.title());
        for (int c = 0; c < result.columns().size(); c++) {
            int column = c;
            String name = result.columns().get(c).replace('_', ' ');
            List<String> fields = result.rows().stream().map(row -> row.get(column)).toList();
            if (fields.stream().allMatch(f -> f.isEmpty() || isNumber(f)) && fields.stream().anyMatch(f -> !f.isEmpty())) {
                DoubleColumn numbers = DoubleColumn.create(name);
                fields.forEach(f -> {
                    if (f.isEmpty()) {
                        numbers.appendMissing();
                    } else {
                        numbers.append(Double.parseDouble(f));
                    }
                });
                table.addColumns(numbers);
            } else {
                table.addColumns(StringColumn.create(name, fields));
            }
        }
        return table;
    }

    private static boolean isNumber(String field) {
        return field.matches("-?\\d+(\\.\\d+)?");
    }
}
