package io.github.grabnas.experiment.run;

import java.util.Map;
import java.util.TreeMap;

/** Names of checksums with their target's name before them: two targets of one's own may have the same columns. */
final class OwnNames {

    private OwnNames() {}

    static Map<String, String> of(String target, Map<String, String> checksums) {
        Map<String, String> named = new TreeMap<>();
        checksums.forEach((name, checksum) -> named.put(target + "/" + name, checksum));
        return named;
    }
}
