package io.github.grabnas.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Where things are kept between runs: a place of the user's own. */
class CacheFolderTest {

    @TempDir
    private Path folder;

    @Test
    void the_users_own_cache_is_taken_before_one_in_the_home_folder() {
        Path other = folder.resolve("other");
        Path named = folder.resolve("caches");
        String home = folder.toString();
        assertThat(CacheFolder.of("features", Optional.of(named.toString()), home, other))
                .isEqualTo(named.resolve("grabnas/features"));
        for (Optional<String> unset :
                java.util.List.of(Optional.<String>empty(), Optional.of(""), Optional.of("relative/caches"))) {
            assertThat(CacheFolder.of("features", unset, home, other))
                    .isEqualTo(folder.resolve(".cache/grabnas/features"));
        }
    }

    @Test
    void without_a_home_folder_there_is_one_for_each_user() {
        Path other = folder.resolve("grabnas-me");
        for (String home : new String[] {"", "?", folder.resolve("nonexistent").toString()}) {
            assertThat(CacheFolder.of("features", Optional.empty(), home, other))
                    .isEqualTo(other.resolve("features"));
        }
    }

    @Test
    void a_folder_that_is_made_is_for_its_user_alone() throws IOException {
        Assumptions.assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        CacheFolder.create(folder.resolve("grabnas/features"));
        for (String made : new String[] {"grabnas", "grabnas/features"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(made))))
                    .isEqualTo("rwx------");
        }
        CacheFolder.create(folder.resolve("grabnas/features"));
    }
}
