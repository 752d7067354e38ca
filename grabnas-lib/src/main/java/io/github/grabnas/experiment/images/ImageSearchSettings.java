package io.github.grabnas.experiment.images;

import io.github.grabnas.data.image.ImageCollectionReader;
import io.github.grabnas.data.image.SplitSettings;
import io.github.grabnas.search.Setting;
import io.github.grabnas.search.SettingValues;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What of a search on images can be set by name, besides the settings of its method. Numbers that are 0 are chosen by
 * the {@link ProxyRule}.
 */
public final class ImageSearchSettings {

    /** Images in the smallest batch: no network is trained on fewer. */
    static final int BATCH = 16;

    private static final Setting<Integer> SEARCH_PIXELS = byRule("search-pixels", "image size while searching");
    private static final Setting<Integer> SEARCH_CHANNELS = byRule("search-channels", "C while searching");
    private static final Setting<Integer> SEARCH_CELLS = byRule("search-cells", "N while searching");
    private static final Setting<Integer> SEARCH_EPOCHS = byRule("search-epochs", "epochs while searching");
    private static final Setting<Integer> SEARCH_IMAGES = byRule("search-images", "training images while searching");
    private static final Setting<Integer> LARGER_PIXELS = byRule("final-pixels", "image size of the final training");
    private static final Setting<Integer> LARGER_CHANNELS = byRule("final-channels", "C of the final training");
    private static final Setting<Integer> LARGER_CELLS = byRule("final-cells", "N of the final training");
    private static final Setting<Integer> LARGER_EPOCHS = byRule("final-epochs", "epochs of the final training");
    private static final Setting<Integer> FINALISTS =
            Setting.integer("finalists", 3, 1, "how many of the best are trained at the larger scale");
    private static final Setting<Double> SEARCH_SHARE =
            Setting.number("search-share", 0.6, 0, "share of the minutes for the search, below 1");
    private static final Setting<Double> VALIDATION_SHARE =
            Setting.number("validation-share", 0.2, 0, "share of images for validation where none are given");
    private static final Setting<Double> TEST_SHARE =
            Setting.number("test-share", 0.2, 0, "share of images for the test where none are given");
    private static final Setting<Boolean> TOGETHER =
            Setting.flag("near-copies-together", true, "pictures that are alike go to the same part");
    private static final Setting<Boolean> MIRRORED =
            Setting.flag("mirrored", false, "also train on mirror images, right for photographs without writing");
    private static final Setting<Double> UNREADABLE = Setting.number(
            "unreadable-share",
            ImageCollectionReader.MOST_UNREADABLE,
            0,
            "share of files that may be unreadable, below 1");

    private static final List<Setting<?>> TABLE = List.of(
            SEARCH_PIXELS,
            SEARCH_CHANNELS,
            SEARCH_CELLS,
            SEARCH_EPOCHS,
            SEARCH_IMAGES,
            LARGER_PIXELS,
            LARGER_CHANNELS,
            LARGER_CELLS,
            LARGER_EPOCHS,
            FINALISTS,
            SEARCH_SHARE,
            VALIDATION_SHARE,
            TEST_SHARE,
            TOGETHER,
            MIRRORED,
            UNREADABLE);

    private final SettingValues values;

    private ImageSearchSettings(SettingValues values) {
        this.values = values;
        requireBelowOne(searchShare(), SEARCH_SHARE);
        requireBelowOne(unreadableShare(), UNREADABLE);
        for (Setting<Integer> pixels : List.of(SEARCH_PIXELS, LARGER_PIXELS)) {
            if (values.get(pixels) % 4 != 0) {
                throw new IllegalArgumentException("setting " + pixels.name() + "=" + values.get(pixels)
                        + ": expected a multiple of 4, as the size is halved twice");
            }
        }
        if (searchImages() > 0 && searchImages() < BATCH) {
            throw new IllegalArgumentException("setting " + SEARCH_IMAGES.name() + "=" + searchImages()
                    + ": expected 0 or at least " + BATCH + ", the smallest batch");
        }
        split(0);
    }

    private static Setting<Integer> byRule(String name, String help) {
        return Setting.integer(name, 0, 0, help + "; 0: by rule");
    }

    private static void requireBelowOne(double share, Setting<Double> setting) {
        if (share >= 1) {
            throw new IllegalArgumentException("setting " + setting.name() + "=" + share + ": expected below 1");
        }
    }

    /** Everything by the rule. */
    public static ImageSearchSettings defaults() {
        return of(Map.of());
    }

    /**
     * Settings by name.
     *
     * @throws IllegalArgumentException if there is none of a name, or a value is out of its range
     */
    public static ImageSearchSettings of(Map<String, String> values) {
        return new ImageSearchSettings(SettingValues.of("a search on images", TABLE, values));
    }

    /** All of them: names, defaults, ranges and what they do. */
    public static List<Setting<?>> table() {
        return TABLE;
    }

    /** Those of some settings by name that are of the search on images; the others are the method's. */
    public static Map<String, String> among(Map<String, String> settings) {
        List<String> names = TABLE.stream().map(Setting::name).toList();
        return settings.entrySet().stream()
                .filter(e -> names.contains(e.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }

    int searchPixels() {
        return values.get(SEARCH_PIXELS);
    }

    int searchChannels() {
        return values.get(SEARCH_CHANNELS);
    }

    int searchCells() {
        return values.get(SEARCH_CELLS);
    }

    int searchEpochs() {
        return values.get(SEARCH_EPOCHS);
    }

    int searchImages() {
        return values.get(SEARCH_IMAGES);
    }

    int largerPixels() {
        return values.get(LARGER_PIXELS);
    }

    int largerChannels() {
        return values.get(LARGER_CHANNELS);
    }

    int largerCells() {
        return values.get(LARGER_CELLS);
    }

    int largerEpochs() {
        return values.get(LARGER_EPOCHS);
    }

    int finalists() {
        return values.get(FINALISTS);
    }

    double searchShare() {
        return values.get(SEARCH_SHARE);
    }

    boolean mirrored() {
        return values.get(MIRRORED);
    }

    double unreadableShare() {
        return values.get(UNREADABLE);
    }

    /** How images are divided where nobody did. */
    SplitSettings split(long seed) {
        return new SplitSettings(values.get(VALIDATION_SHARE), values.get(TEST_SHARE), values.get(TOGETHER), seed);
    }
}
