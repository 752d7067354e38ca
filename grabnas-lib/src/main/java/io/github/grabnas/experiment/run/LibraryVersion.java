package io.github.grabnas.experiment.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this library. */
public final class LibraryVersion {

    private LibraryVersion() {}

    /** Such as {@code 0.1.0}. */
    public static String text() {
        Properties properties = new Properties();
        try (InputStream stream = LibraryVersion.class.getResourceAsStream("library.properties")) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
