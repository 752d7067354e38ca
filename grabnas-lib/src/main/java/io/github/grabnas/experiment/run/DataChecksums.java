package io.github.grabnas.experiment.run;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.benchmark.ProxyFeatures;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.data.image.ImageDataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The SHA-256 of the files that decide what a search on a target finds. */
public final class DataChecksums {

    private static final List<String> IMAGENET16 =
            List.of("metad2a/imagenet32_classes.csv", "images/imagenet1k-samples.zip");

    private DataChecksums() {}

    /**
     * The target's table, and its images as far as they are there; by name, sorted.
     *
     * @throws MissingDataException if the table is not there
     */
    public static Map<String, String> ofTable(Target target, DataFolder data) throws IOException {
        Map<String, String> checksums = new TreeMap<>();
        if (Target.proxy().contains(target)) {
            for (String name : List.of("proxy/" + target.label() + ".csv", ProxyFeatures.PLACE)) {
                checksums.put(name, sha256(DataFolder.embedded(name)));
            }
            return checksums;
        }
        checksums.put(DataFolder.NATS_BENCH, sha256(data.require(DataFolder.NATS_BENCH)));
        // The dataset's sample is drawn from images in the usual places, whatever folder holds the table.
        DataFolder images = DataFolder.find();
        List<String> places = Target.IMAGENET16_120.equals(target)
                ? IMAGENET16
                : ImageDataset.of(target.label()).places();
        for (String place : places) {
            if (images.file(place).isPresent()) {
                checksums.put(place, sha256(images.file(place).get()));
            }
        }
        return checksums;
    }

    /**
     * The images on which networks are trained for a target ({@link TargetTraining}), under one name.
     *
     * @return empty if there are none, or they are not there
     */
    static Map<String, String> ofImages(Target target, DataFolder data) throws IOException {
        Optional<Path> images = Optional.empty();
        if (Target.proxy().contains(target)) {
            try {
                images = Optional.of(ProxyDataset.of(target.label()).images(data));
            } catch (MissingDataException e) {
                // Who trains says so.
            }
        } else if (!Target.IMAGENET16_120.equals(target)) {
            images = ImageDataset.of(target.label()).places().stream()
                    .flatMap(place -> data.file(place).stream())
                    .findFirst();
        }
        return images.isEmpty() ? Map.of() : Map.of("images of " + target.label(), sha256(images.get()));
    }

    /** The checkpoints and the feature extractor of a suite, by name, sorted. */
    public static Map<String, String> ofWeights(BenchmarkSuite suite) throws IOException {
        Map<String, String> checksums = new TreeMap<>();
        for (Path file : files(DataFolder.embedded("meta"))) {
            String name = file.getFileName().toString();
            if (name.startsWith(suite.label()) && name.endsWith(".safetensors")) {
                checksums.put("meta/" + name, sha256(file));
            }
        }
        checksums.put(
                "features/" + suite.label() + ".safetensors",
                sha256(DataFolder.embedded("features/" + suite.label() + ".safetensors")));
        return checksums;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The SHA-256 of a file, or of all files in a folder with their names, as 64 hexadecimal digits. */
    public static String sha256(Path place) throws IOException {
        MessageDigest digest = digest();
        List<Path> files = Files.isDirectory(place) ? files(place) : new ArrayList<>(List.of(place));
        for (Path file : files) {
            if (Files.isDirectory(place)) {
                digest.update(place.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            }
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
    static String sha256(String text) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
