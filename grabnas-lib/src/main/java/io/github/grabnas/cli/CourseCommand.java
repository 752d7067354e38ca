package io.github.grabnas.cli;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.report.Course;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code grabnas course}: the notebooks to hand out, without the solutions of their exercises. */
@Command(
        name = "course",
        mixinStandardHelpOptions = true,
        footer = "%nMemory: a heap of 2 GiB is enough.",
        description = "Write a zip of the notebooks for students: without solutions and answers, and without what was "
                + "printed and drawn. Unpacked in a checkout, it is a folder " + Course.FOLDER + ".")
final class CourseCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE.zip",
            description = "Where to write it; a file that is there is replaced.")
    private Path out;

    @Option(
            names = "--notebooks",
            converter = FileName.Folder.class,
            paramLabel = "DIR",
            description = "The folder of the notebooks (default: the checkout's).")
    private Optional<Path> notebooks = Optional.empty();

    @Override
    public Integer call() throws IOException {
        OutputFile.check(spec, "--out", out);
        Path folder = notebooks
                .or(() -> DataFolder.checkout().map(top -> top.resolve("notebooks")))
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(),
                        "there is no checkout here; name the folder of the notebooks: --notebooks"));
        Course course = Course.in(folder);
        course.writeStudentsCopy(out);
        PrintWriter console = spec.commandLine().getOut();
        console.println(out + ": " + course.notebooks().size() + " notebooks without solutions");
        console.flush();
        return CommandLine.ExitCode.OK;
    }
}
