package io.github.grabnas.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.notebook.Shell.Run;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/** The kernel that {@code kernel-setup/start.sh} sets up, as plain jupyter_client finds it. */
class KernelTest {

    private static Jupyter jupyter;

    @BeforeAll
    static void find_jupyter() throws IOException, InterruptedException {
        jupyter = Jupyter.required();
    }

    @Tag("long")
    @Test
    void five_starts_of_five_are_answered() throws IOException, InterruptedException {
        Run run = Shell.bash(
                "exec \"$1\" tests/kernel/starts.py --specs \"$2\" --starts 5 --timeout 300",
                jupyter.python(),
                jupyter.specs());
        assertThat(run.output()).contains("0 of 5 starts unanswered");
        assertThat(run.status()).isZero();
    }

    /**
     * Two seconds; what takes longer is tried once more, because the machine may be busy with something else. Work that
     * does not stop would go on for minutes.
     */
    @Tag("long")
    @Test
    void an_interrupted_cell_stops_and_the_kernel_goes_on() throws IOException, InterruptedException {
        Run run = Shell.bash("""
                exec "$1" tests/kernel/interruption.py --specs "$2" --cells tests/kernel/long-cells.json \\
                    --limit 2 --retries 1
                """, jupyter.python(), jupyter.specs());
        assertThat(run.output()).contains("0 of 9 cells failed");
        assertThat(run.status()).isZero();
    }

    @Tag("long")
    @Test
    void code_that_does_not_heed_an_interrupt_is_given_up_and_the_kernel_goes_on(@TempDir Path folder)
            throws IOException, InterruptedException {
        Run run = Shell.bash("""
                printf '%s' '{"imports": [], "cells": {"deaf": ' \\
                    '["System.out.println(\\"begun\\");", "while (true) { }"]}}' > "$3/cells.json"
                exec "$1" tests/kernel/interruption.py --specs "$2" --cells "$3/cells.json" --limit 10
                """, jupyter.python(), jupyter.specs(), folder);
        assertThat(run.output())
                .contains("EvaluationInterruptedException")
                .doesNotContain("left a kernel", "not answered");
    }

    @Tag("long")
    @Test
    void a_cell_that_waits_behind_an_interrupted_one_is_run_to_its_end() throws IOException, InterruptedException {
        Run run = Shell.bash("exec \"$1\" tests/kernel/queued.py --specs \"$2\"", jupyter.python(), jupyter.specs());
        assertThat(run.output()).contains("the interrupted cell: error; the waiting one printed: whole");
        assertThat(run.status()).isZero();
    }

    @Test
    void a_value_that_cannot_be_made_into_text_does_not_end_the_kernel() throws IOException, InterruptedException {
        Run run = Shell.bash(
                "exec \"$1\" tests/kernel/broken_value.py --specs \"$2\"", jupyter.python(), jupyter.specs());
        assertThat(run.output()).contains("the next cell: ok");
        assertThat(run.status()).isZero();
    }

    @Test
    void a_notebook_outside_the_checkout_runs_in_any_folder_and_locale(@TempDir Path folder)
            throws IOException, InterruptedException {
        Run run = Shell.bash(Shell.CLONE + """
                outside=$1/$(printf '\\303\\244u\\303\\237ere Arbeit')
                trap 'rm -rf "$clone" "$outside"' EXIT
                mkdir "$outside"
                cp tests/src/test/resources/notebooks/anywhere.ipynb "$outside"
                cd /
                export LC_ALL=C GRABNAS_DATA=
                "$clone/kernel-setup/start.sh" --kernelspec "$clone/jupyter"
                JUPYTER_PATH=$clone/jupyter JUPYTER_DATA_DIR=$clone/jupyter \\
                    "$2" -m nbconvert --log-level=ERROR --to notebook --execute \\
                    --ExecutePreprocessor.kernel_name=java --ExecutePreprocessor.startup_timeout=300 \\
                    --output-dir "$1" "$outside/anywhere.ipynb"
                """, folder, jupyter.python());
        assertThat(run.status()).as(run.output()).isZero();
        assertThat(ExecutedNotebook.read(folder.resolve("anywhere.ipynb"))
                        .root()
                        .toString())
                .contains(
                        "90.9 \u00b1 0.3, f\u00fcr \u00dcbungen, \u6f22\u5b57",
                        "\u2713 the embedded data are found from \u00e4u\u00dfere Arbeit");
    }
}
