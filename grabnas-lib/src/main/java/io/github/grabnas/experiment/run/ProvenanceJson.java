package io.github.grabnas.experiment.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.grabnas.data.WholeFile;

import java.io.IOException;
import java.nio.file.Path;

/** Records of where numbers come from, as JSON with a line for each component. */
public final class ProvenanceJson {

    static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ProvenanceJson() {}

    /** Writes a record in place of an older file, or not at all. */
    public static void write(Path file, Record provenance) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(provenance);
        WholeFile.write(file, out -> {
            out.write(bytes);
            out.write('\n');
        });
    }
}
