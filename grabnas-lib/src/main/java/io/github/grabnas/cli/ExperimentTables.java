package io.github.grabnas.cli;

import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.experiment.run.TableTarget;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The targets with a table of all experiments of a command: each is read, and its files are summed up, once. */
final class ExperimentTables {

    private final DataFolder data;
    private final Map<Target, TableTarget> read = new HashMap<>();

    /** None is read yet. */
    ExperimentTables(DataFolder data) {
        this.data = data;
    }

    /** A target; read if it was not asked for before. */
    TableTarget of(Target target) throws IOException {
        if (!read.containsKey(target)) {
            read.put(target, TableTarget.read(target, data));
        }
        return read.get(target);
    }
}
