package io.github.grabnas.experiment.run;

import io.github.grabnas.data.DataFolder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The git commit of the checkout that the process runs in. */
public final class SourceCommit {

    private SourceCommit() {}

    /**
     * The commit, followed by {@code -dirty} if tracked files differ from it; empty outside a checkout or without git.
     */
    public static String find() {
        try {
            Path top = DataFolder.embedded("proxy").getParent().getParent();
            Process git = new ProcessBuilder(
                            "git",
                            "-C",
                            top.toString(),
                            "describe",
                            "--always",
                            "--dirty",
                            "--abbrev=40",
                            "--exclude",
                            "*")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? commit : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
