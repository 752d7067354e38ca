package io.github.grabnas.experiment.verdict;

import io.github.grabnas.benchmark.TableReliability;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.experiment.paper.PaperExperiment;
import io.github.grabnas.experiment.run.SearchResult;
import io.github.grabnas.experiment.run.SearchResultFile;
import io.github.grabnas.experiment.run.TableTarget;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The searches that verdicts are made from.
 *
 * @param files where they come from
 * @param results each search once
 * @param noisy the targets whose tables are too noisy for ranks
 */
public record Evidence(List<Path> files, List<SearchResult> results, Set<String> noisy) {

    private record Key(String method, String target, int pruned, long seed) {}

    /** Makes the collections immutable. */
    public Evidence {
        files = List.copyOf(files);
        results = List.copyOf(results);
        noisy = Set.copyOf(noisy);
    }

    /**
     * Reads the {@code searches.csv} of the paper's tables and figures in a folder, as {@code experiment all} leaves
     * them; those that are missing are left out, and so are searches that were not on a table, or that evaluated
     * several architectures at a time.
     *
     * @throws DataFormatException if two files have other results for the same search, or searches have several budgets
     */
    public static Evidence read(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Map<Key, SearchResult> results = new LinkedHashMap<>();
        for (String name : PaperExperiment.ofThePaper()) {
            Path file = folder.resolve(name).resolve(SearchResultFile.NAME);
            if (!Files.isRegularFile(file)) {
                continue;
            }
            files.add(file);
            for (SearchResult result : SearchResultFile.read(file)) {
                // Trainings on a dataset are no results of the table that has its name.
                if (result.measuredBy().equals(TableTarget.MEASURED_BY)) {
                    add(file, results, result);
                }
            }
        }
        Set<String> noisy = new TreeSet<>();
        for (Target target : Target.proxy()) {
            if (!TableReliability.isEnough(target)) {
                noisy.add(target.label());
            }
        }
        return new Evidence(files, List.copyOf(results.values()), noisy);
    }

    private static void add(Path file, Map<Key, SearchResult> results, SearchResult result) throws DataFormatException {
        SearchResult before =
                results.putIfAbsent(new Key(result.method(), result.target(), result.pruned(), result.seed()), result);
        if (before != null && !before.equals(result)) {
            throw new DataFormatException(
                    file,
                    result.method() + " on " + result.target() + ", top " + result.pruned() + " removed, seed "
                            + result.seed() + " has another result than in another experiment of the folder; run all "
                            + "experiments with the same version and data");
        }
        int budget = results.values().iterator().next().budget();
        if (result.budget() != budget) {
            throw new DataFormatException(
                    file,
                    "searches of " + result.budget() + " evaluations beside searches of " + budget
                            + "; run all experiments with one budget");
        }
    }

    /** The searches of a method by their seeds; empty if there are none. */
    SortedMap<Long, SearchResult> searches(String method, String target, int pruned) {
        SortedMap<Long, SearchResult> bySeed = new TreeMap<>();
        results.stream()
                .filter(r -> r.method().equals(method) && r.target().equals(target) && r.pruned() == pruned)
                .forEach(r -> bySeed.put(r.seed(), r));
        return bySeed;
    }

    /** The mean of what a method reports on a target's whole space; NaN without searches. */
    double mean(String method, String target) {
        return searches(method, target, 0).values().stream()
                .mapToDouble(SearchResult::reported)
                .average()
                .orElse(Double.NaN);
    }
}
