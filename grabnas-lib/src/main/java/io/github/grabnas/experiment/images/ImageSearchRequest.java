package io.github.grabnas.experiment.images;

import io.github.grabnas.data.image.ImageCollection;
import io.github.grabnas.data.image.ImageCollectionReader;
import io.github.grabnas.evaluate.training.EngineChoice;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.Setting;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody asks of a search on images.
 *
 * @param images a folder, zip or IDX file, or the name of a dataset, as
 *     {@link io.github.grabnas.data.image.ImageCollectionReader} reads them
 * @param method of the search
 * @param budget evaluations, minutes or both
 * @param limits what the final network may cost
 * @param seed of the split, the search and the trainings
 * @param engine what computes the training
 * @param settings by name, of the search on images ({@link ImageSearchSettings#table()}) and of the method
 */
public record ImageSearchRequest(
        Path images,
        SearchMethod method,
        SearchBudget budget,
        CostLimits limits,
        long seed,
        EngineChoice engine,
        Map<String, String> settings) {

    /**
     * Checks that all settings are known, and that the method trains candidates.
     *
     * @throws IllegalArgumentException if a setting is not, a value is out of its range, or the method trains a
     *     supernet
     */
    public ImageSearchRequest {
        settings = Map.copyOf(settings);
        if (method.needsImages()) {
            throw new IllegalArgumentException("method '" + method.label()
                    + "' trains a supernet, whose time no budget limits; a search on images trains candidates one by "
                    + "one; take another method, such as grabnas");
        }
        requireKnown(settings.keySet(), method);
        ImageSearchSettings.of(ImageSearchSettings.among(settings));
        method.values(methodSettings(settings));
    }

    /** Refuses a setting that neither the search on images nor the method has, and names those of both. */
    private static void requireKnown(Set<String> names, SearchMethod method) {
        List<String> own =
                ImageSearchSettings.table().stream().map(Setting::name).toList();
        List<String> methods = method.settings().stream().map(Setting::name).toList();
        for (String name : new TreeSet<>(names)) {
            if (!own.contains(name) && !methods.contains(name)) {
                throw new IllegalArgumentException("neither a search on images nor method '" + method.label()
                        + "' has a setting '" + name + "'; expected one of " + sorted(own)
                        + (methods.isEmpty() ? "" : ", or of the method's " + sorted(methods)));
            }
        }
    }

    private static String sorted(List<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }

    /** By GraB-NAS, without limits, with seed 0 and default settings. */
    public static ImageSearchRequest of(Path images, SearchBudget budget) {
        return new ImageSearchRequest(
                images, SearchMethod.GRABNAS, budget, CostLimits.none(), 0, EngineChoice.AUTO, Map.of());
    }

    /** The same on other images. */
    public ImageSearchRequest withImages(Path others) {
        return new ImageSearchRequest(others, method, budget, limits, seed, engine, settings);
    }

    /** The same by another method. */
    public ImageSearchRequest withMethod(SearchMethod other) {
        return new ImageSearchRequest(images, other, budget, limits, seed, engine, settings);
    }

    /** The same with other limits. */
    public ImageSearchRequest withLimits(CostLimits other) {
        return new ImageSearchRequest(images, method, budget, other, seed, engine, settings);
    }

    /** The same with another seed. */
    public ImageSearchRequest withSeed(long other) {
        return new ImageSearchRequest(images, method, budget, limits, other, engine, settings);
    }

    /** The same with other settings. */
    public ImageSearchRequest withSettings(Map<String, String> others) {
        return new ImageSearchRequest(images, method, budget, limits, seed, engine, others);
    }

    ImageSearchSettings imageSettings() {
        return ImageSearchSettings.of(ImageSearchSettings.among(settings));
    }

    /** The images, at no more pixels than the search can use. */
    ImageCollection read() throws IOException {
        return reader().read(images);
    }

    /** The same but for those in a folder, which may lie among them. */
    ImageCollection readWithout(SearchFolder folder, ImageCollectionReader.Progress progress) throws IOException {
        return reader().without(folder.path()).telling(progress).read(images);
    }

    private ImageCollectionReader reader() {
        ImageSearchSettings own = imageSettings();
        return new ImageCollectionReader(
                (count, side) -> ProxyRule.readingSize(budget, own, count, side), own.unreadableShare());
    }

    Map<String, String> methodSettings() {
        return methodSettings(settings);
    }

    private static Map<String, String> methodSettings(Map<String, String> settings) {
        Map<String, String> others = new TreeMap<>(settings);
        others.keySet().removeAll(ImageSearchSettings.among(settings).keySet());
        return others;
    }

    /** What decides the result, by name; with the images' checksum in place of where they lie. */
    Map<String, String> described(String imagesSha256) {
        Map<String, String> names = new TreeMap<>();
        names.put("images", imagesSha256);
        names.put("method", method.label());
        names.put("evaluations", text(budget.evaluations().stream().boxed()));
        names.put("minutes", text(budget.minutes().stream().boxed()));
        names.put("max-parameters", text(limits.parameters().stream().boxed()));
        names.put("max-flops", text(limits.flops().stream().boxed()));
        names.put("max-milliseconds", text(limits.milliseconds().stream().boxed()));
        names.put("seed", Long.toString(seed));
        names.put("engine", engine.label());
        names.put("settings", new TreeMap<>(settings).toString());
        return names;
    }

    private static String text(Stream<? extends Number> number) {
        return number.map(String::valueOf).findFirst().orElse("none");
    }
}
