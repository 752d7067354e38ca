package io.github.grabnas.experiment.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.InputFile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Where the numbers of an experiment come from, enough to have them computed again and compared: kept as JSON beside
 * them.
 *
 * @param format of this file
 * @param experiment its name
 * @param command the arguments of {@code grabnas experiment} that run it again, but for the folder
 * @param methods what was compared, with settings
 * @param targets on which datasets
 * @param pruned how many best cells were removed from the spaces
 * @param firstSeed of the first search of each condition
 * @param seeds how many searches of each condition
 * @param budget evaluations of each search
 * @param library the library's version
 * @param commit of the checkout at the end; empty outside one
 * @param data the SHA-256 of each file that decides a number, by name
 * @param machine that the experiment ended on
 * @param started when the command was
 * @param seconds that the command took
 * @param searches where the single searches come from
 * @param trials the SHA-256 of {@code trials.csv}
 * @param tables the lines of every table's CSV file, by the table's name
 */
public record Provenance(
        String format,
        String experiment,
        List<String> command,
        List<String> methods,
        List<String> targets,
        List<Integer> pruned,
        long firstSeed,
        int seeds,
        int budget,
        String library,
        String commit,
        Map<String, String> data,
        Machine machine,
        String started,
        double seconds,
        Searches searches,
        String trials,
        Map<String, List<String>> tables) {

    private static final String FORMAT = "grabnas-provenance 1";

    /** The largest file that is read; those of the paper's experiments have 0.2 MB. */
    private static final long LONGEST = 1 << 26;

    /** Checks that nothing is missing. */
    public Provenance {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(experiment, "experiment");
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(methods, "methods");
        Objects.requireNonNull(targets, "targets");
        Objects.requireNonNull(pruned, "pruned");
        Objects.requireNonNull(library, "library");
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(machine, "machine");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(searches, "searches");
        Objects.requireNonNull(trials, "trials");
        Objects.requireNonNull(tables, "tables");
    }

    /**
     * Where searches come from: a command that goes on where another was killed takes over what that one had finished.
     *
     * @param all how many there are
     * @param run how many of them this command ran; the others were found in the folder
     * @param seconds all of them together, those found as long as they took when they were run
     * @param commits how many were run by which commit
     */
    public record Searches(int all, int run, double seconds, Map<String, Integer> commits) {

        /** Checks that nothing is missing. */
        public Searches {
            Objects.requireNonNull(commits, "commits");
        }
    }

    /**
     * Puts together what is known at the end of an experiment.
     *
     * @param experiment its name
     * @param command the arguments that run it again
     * @param started when the command was
     * @param run how many searches it ran
     */
    public static Provenance of(
            String experiment,
            ExperimentRuns runs,
            ExperimentRunner settings,
            List<ResultTable> tables,
            List<String> command,
            Instant started,
            int run) {
        Map<String, String> data = checksums(runs);
        List<StoredRun> stored =
                runs.conditions().stream().flatMap(c -> c.stored().stream()).toList();
        Map<String, Integer> commits = new TreeMap<>();
        stored.forEach(s -> commits.merge(s.commit(), 1, Integer::sum));
        Map<String, List<String>> lines = new LinkedHashMap<>();
        tables.forEach(table -> lines.put(table.name(), table.csv().lines().toList()));
        CommandOrigin origin = CommandOrigin.since(started);
        return new Provenance(
                FORMAT,
                experiment,
                List.copyOf(command),
                runs.conditions().stream()
                        .map(c -> c.condition().variant().name())
                        .distinct()
                        .toList(),
                runs.targets().stream().map(ExperimentTarget::label).toList(),
                runs.conditions().stream()
                        .map(c -> c.condition().pruned())
                        .distinct()
                        .toList(),
                settings.firstSeed(),
                settings.seeds(),
                settings.budget(),
                origin.library(),
                origin.commit(),
                data,
                origin.machine(),
                origin.started(),
                origin.seconds(),
                new Searches(
                        stored.size(),
                        run,
                        stored.stream().mapToDouble(s -> s.run().seconds()).sum(),
                        commits),
                DataChecksums.sha256(TrialFile.text(runs.all())),
                lines);
    }

    private static Map<String, String> checksums(ExperimentRuns runs) {
        Map<String, String> data = new TreeMap<>();
        runs.targets().forEach(target -> data.putAll(target.checksums()));
        for (ConditionRuns searches : runs.conditions()) {
            ExperimentCondition condition = searches.condition();
            if (condition.variant().usesOtherDatasets()) {
                data.putAll(condition.target().checksumsOfModels());
            }
            searches.runs().forEach(run -> data.putAll(RecordedSeeds.checksums(condition, run.seed())));
        }
        return data;
    }

    /** Writes the file. */
    public void write(Path file) throws IOException {
        ProvenanceJson.write(file, this);
    }

    /**
     * Reads a file that {@link #write} made.
     *
     * @throws DataFormatException if it is something else
     */
    public static Provenance read(Path file) throws IOException {
        Provenance read;
        try {
            String text = InputFile.of(file, "the provenance of an experiment").text(LONGEST);
            read = ProvenanceJson.JSON.readValue(text, Provenance.class);
        } catch (JsonProcessingException e) {
            throw new DataFormatException(
                    file,
                    "it is no provenance of an experiment: "
                            + e.getOriginalMessage().replaceAll("\\s+", " "));
        }
        if (read == null || !FORMAT.equals(read.format())) {
            throw new DataFormatException(
                    file,
                    "it is no provenance of an experiment: its format is " + (read == null ? "missing" : read.format())
                            + "; expected " + FORMAT);
        }
        return read;
    }

    /**
     * What is not the same in another run of the experiment: data, trials, and the first line of each table that
     * differs. Empty if the numbers are equal. Versions, machines and times may differ.
     */
    public List<String> differences(Provenance other) {
        List<String> differences = new ArrayList<>();
        Map<String, String> all = new TreeMap<>(data);
        all.putAll(other.data);
        all.keySet().stream()
                .filter(name -> !data.getOrDefault(name, "").equals(other.data.getOrDefault(name, "")))
                .forEach(name -> differences.add("the data file " + name + " is another one"));
        if (!trials.equals(other.trials)) {
            differences.add("the trials differ");
        }
        tables.forEach((name, lines) -> {
            List<String> others = other.tables.getOrDefault(name, List.of());
            for (int i = 0; i < Math.max(lines.size(), others.size()); i++) {
                String here = i < lines.size() ? lines.get(i) : "nothing";
                String there = i < others.size() ? others.get(i) : "nothing";
                if (!here.equals(there)) {
                    differences.add(name + ", line " + (i + 1) + ": '" + here + "' and now '" + there + "'");
                    break;
                }
            }
        });
        return differences;
    }
}
