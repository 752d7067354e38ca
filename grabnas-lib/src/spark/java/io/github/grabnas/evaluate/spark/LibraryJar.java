package io.github.grabnas.evaluate.spark;

import io.github.grabnas.evaluate.training.CandidateTrainer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The library's classes as a jar, as executors fetch them. Networks are trained with nothing but them. */
final class LibraryJar {

    private LibraryJar() {}

    /**
     * The jar from which this class comes; where it comes from a folder, that folder packed, until the process ends.
     */
    static Path find() throws IOException {
        Path place;
        try {
            place = Path.of(CandidateTrainer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException("the library's classes are in no file or folder; start it from a jar", e);
        }
        return Files.isDirectory(place) ? packed(place) : place;
    }

    private static Path packed(Path folder) throws IOException {
        Path jar = Files.createTempFile("grabnas-", ".jar");
        jar.toFile().deleteOnExit();
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Path one : files) {
                zip.putNextEntry(new ZipEntry(folder.relativize(one).toString().replace('\\', '/')));
                Files.copy(one, zip);
                zip.closeEntry();
            }
        }
        return jar;
    }
}
