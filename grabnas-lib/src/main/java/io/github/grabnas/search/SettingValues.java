package io.github.grabnas.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a caller chose for the settings of a search method; what was not chosen has its default. */
public final class SettingValues {

    private final Map<String, String> chosen;

    private SettingValues(Map<String, String> chosen) {
        this.chosen = chosen;
    }

    /** Nothing chosen. */
    public static SettingValues defaults() {
        return new SettingValues(Map.of());
    }

    /** What a preset chooses. */
    public static SettingValues of(Preset preset) {
        return new SettingValues(preset.settings());
    }

    /**
     * Values by name for the settings of a method. Where one is a {@link Preset}, it gives the values of those that are
     * not named themselves.
     *
     * @throws IllegalArgumentException if the method has no setting of a name (the message lists those it has), a value
     *     is out of its range, or one has no effect beside the others
     */
    public static SettingValues of(String method, List<Setting<?>> settings, Map<String, String> values) {
        Map<String, Setting<?>> byName =
                settings.stream().collect(Collectors.toMap(Setting::name, s -> s, (a, b) -> a, LinkedHashMap::new));
        values.forEach((name, value) -> {
            Setting<?> setting = byName.get(name);
            if (setting == null) {
                throw new IllegalArgumentException("method '" + method + "' has no setting '" + name + "'; "
                        + (byName.isEmpty()
                                ? "it has none"
                                : "expected one of "
                                        + byName.keySet().stream().sorted().collect(Collectors.joining(", "))));
            }
            setting.parse(value);
        });
        Map<String, String> chosen = new LinkedHashMap<>();
        if (settings.contains(Preset.PRESET) && values.containsKey(Preset.PRESET.name())) {
            chosen.putAll(Preset.PRESET.parse(values.get(Preset.PRESET.name())).of(settings));
        }
        chosen.putAll(values);
        SettingValues all = new SettingValues(Map.copyOf(chosen));
        // A preset may set what has no effect in a method; what somebody gives by name is meant to have one.
        values.keySet().forEach(name -> byName.get(name).requireEffect(settings, all));
        return all;
    }

    /** The chosen values that are not the defaults, by name, each as the one text of its value. */
    public Map<String, String> changed(List<Setting<?>> settings) {
        return settings.stream()
                .filter(s -> chosen.containsKey(s.name()) && !get(s).equals(s.defaultValue()))
                .collect(Collectors.toMap(
                        Setting::name, s -> s.canonical(chosen.get(s.name())), (a, b) -> a, TreeMap::new));
    }

    /** The value of a setting. */
    public <T> T get(Setting<T> setting) {
        return setting.parse(text(setting));
    }

    /** The value of a setting as text. */
    String text(Setting<?> setting) {
        return chosen.getOrDefault(setting.name(), setting.defaultText());
    }
}
