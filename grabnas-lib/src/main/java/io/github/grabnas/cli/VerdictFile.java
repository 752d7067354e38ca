package io.github.grabnas.cli;

import io.github.grabnas.data.WholeFile;
import io.github.grabnas.experiment.run.DataChecksums;
import io.github.grabnas.experiment.run.Provenance;
import io.github.grabnas.experiment.run.SearchResult;
import io.github.grabnas.experiment.run.SearchResultFile;
import io.github.grabnas.experiment.verdict.Evidence;
import io.github.grabnas.experiment.verdict.PaperClaims;
import io.github.grabnas.report.VerdictPage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The page {@code verdict.md} of a folder of experiments, made from the result files in it. */
final class VerdictFile {

    private static final String NAME = "verdict.md";
    private static final int DIGITS = 12;

    private VerdictFile() {}

    /**
     * Writes the page; nothing is searched.
     *
     * @return the page
     */
    static Path write(Path folder) throws IOException {
        Evidence evidence = Evidence.read(folder);
        List<String> sources = new ArrayList<>();
        for (Path file : evidence.files()) {
            sources.add(source(folder, file));
        }
        if (sources.isEmpty()) {
            sources.add("no file: no experiment in the folder has results");
        }
        String text = VerdictPage.of(PaperClaims.all(), evidence, sources);
        Path page = folder.resolve(NAME);
        WholeFile.write(page, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        return page;
    }

    private static String source(Path folder, Path file) throws IOException {
        String name = folder.relativize(file).toString().replace('\\', '/');
        String line = "`" + name + "`, SHA-256 " + DataChecksums.sha256(file).substring(0, DIGITS) + "…";
        long several = SearchResultFile.read(file).stream()
                .filter(SearchResult::isSeveralAtATime)
                .count();
        if (several > 0) {
            line += ", of which " + several
                    + " searches that evaluated several architectures at a time take no part in the claims";
        }
        Path provenance = file.resolveSibling("provenance.json");
        if (!Files.isRegularFile(provenance)) {
            return line;
        }
        Provenance from = Provenance.read(provenance);
        return line + ": seeds " + from.firstSeed() + " to " + (from.firstSeed() + from.seeds() - 1) + ", "
                + from.budget() + " evaluations, begun " + from.started()
                + (from.commit().isEmpty() ? "" : ", commit " + from.commit());
    }
}
