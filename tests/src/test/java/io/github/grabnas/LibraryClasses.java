package io.github.grabnas;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** The library's compiled classes, read once for all tests that hold rules about them. */
public final class LibraryClasses {

    private LibraryClasses() {}

    private static final class Read {
        static final JavaClasses CLASSES = new ClassFileImporter()
                .withImportOption(place -> place.contains("grabnas-lib"))
                .importPackages("io.github.grabnas");
    }

    /** All of them. */
    public static JavaClasses all() {
        return Read.CLASSES;
    }
}
