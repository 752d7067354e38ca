package io.github.grabnas;

import io.github.grabnas.report.CourseNotebook;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the project has to read: Markdown files, and the texts of the notebooks. */
final class Pages {

    private static final Set<String> NOT_OURS =
            Set.of("target", ".git", ".venv", "external", "shared", "maven-repository", "grabnas-course");

    private Pages() {}

    /** The Markdown of every page, by its path from the top of the checkout. */
    static Map<Path, String> all() throws IOException {
        Map<Path, String> pages = new TreeMap<>();
        Files.walkFileTree(Path.of(""), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (file.toString().endsWith(".md")) {
                    pages.put(file, Files.readString(file));
                } else if (file.startsWith("notebooks") && file.toString().endsWith(".ipynb")) {
                    pages.put(file, texts(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return pages;
    }

    private static String texts(Path notebook) throws IOException {
        return CourseNotebook.read(notebook).cells().stream()
                .filter(cell -> !cell.code())
                .map(CourseNotebook.Cell::source)
                .collect(Collectors.joining("\n\n"));
    }

    /** A page without its code: no fenced or indented blocks, nothing between backticks. */
    static String withoutCode(String page) {
        return page.replaceAll("(?ms)^```.*?^```", "")
                .replaceAll("(?m)^( {4}|\\t).*$", "")
                .replaceAll("``.+?``|`[^`\\n]*(\\n[^`\\n]+)?`", "CODE");
    }
}
