package io.github.grabnas.search;

import io.github.grabnas.data.DecimalNumber;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One named setting of a search method: its name, default, range, and what it does, in one place. The command line, the
 * error messages and the documentation are made from it.
 *
 * <pre>{@code
 * static final Setting<Integer> STEPS = Setting.integer("steps", 40, 1, "gradient steps of one ascent");
 * }</pre>
 *
 * @param <T> the type of its values
 */
public final class Setting<T> {

    /** Whole numbers below this one are written without an exponent. */
    private static final double LARGEST_WHOLE = 1e15;

    private final String name;
    private final String defaultText;
    private final String range;
    private final String help;
    private final Function<String, T> parser;
    private final List<Condition<?>> conditions;

    /**
     * That another setting has a certain value, without which this one has no effect.
     *
     * @param expected what values these are, in words
     */
    private record Condition<U>(Setting<U> other, Predicate<U> holds, String expected) {

        Optional<String> violated(List<Setting<?>> settings, SettingValues values) {
            // A method may have the setting with another default, or not at all.
            return settings.stream()
                    .filter(s -> s.name.equals(other.name))
                    .map(s -> values.text(s))
                    .filter(text -> !holds.test(other.parse(text)))
                    .findFirst()
                    .map(text -> "has no effect with " + other.name + "=" + text + "; leave it out, or set "
                            + other.name + " to " + expected);
        }
    }

    private Setting(String name, String defaultText, String range, String help, Function<String, T> parser) {
        this(name, defaultText, range, help, parser, List.of());
    }

    private Setting(
            String name,
            String defaultText,
            String range,
            String help,
            Function<String, T> parser,
            List<Condition<?>> conditions) {
        this.name = name;
        this.defaultText = defaultText;
        this.range = range;
        this.help = help;
        this.parser = parser;
        this.conditions = conditions;
    }

    /** A whole number of at least {@code least}. */
    public static Setting<Integer> integer(String name, int usual, int least, String help) {
        String range = "a whole number, at least " + least;
        return new Setting<>(name, Integer.toString(usual), range, help, text -> {
            int value = DecimalNumber.parseInt(text);
            require(value >= least);
            return value;
        });
    }

    /**
     * Anything that can be read from a text.
     *
     * @param usual the default as text
     * @param range which texts are allowed, in words
     * @param parser throws an {@link IllegalArgumentException} for any other text
     */
    public static <T> Setting<T> of(String name, String usual, String range, String help, Function<String, T> parser) {
        return new Setting<>(name, usual, range, help, parser);
    }

    /** A finite number above {@code above}. */
    public static Setting<Double> number(String name, double usual, double above, String help) {
        String range = "a number above " + plain(above);
        return new Setting<>(name, plain(usual), range, help, text -> {
            double value = DecimalNumber.parse(text);
            require(value > above);
            return value;
        });
    }

    /**
     * A finite number above {@code above}, or {@code none}.
     *
     * @param usual the default as text
     */
    public static Setting<OptionalDouble> numberOrNone(String name, String usual, double above, String help) {
        String range = "a number above " + plain(above) + ", or none";
        return new Setting<>(name, usual, range, help, text -> {
            if (text.equals("none")) {
                return OptionalDouble.empty();
            }
            double value = DecimalNumber.parse(text);
            require(value > above);
            return OptionalDouble.of(value);
        });
    }

    /** One of several named things, in the order of the map. */
    public static <T> Setting<T> choice(String name, String usual, Map<String, T> choices, String help) {
        if (!choices.containsKey(usual)) {
            throw new IllegalArgumentException(
                    "setting " + name + ": the default '" + usual + "' is none of " + choices.keySet());
        }
        return new Setting<>(name, usual, "one of " + String.join(", ", choices.keySet()), help, text -> {
            require(choices.containsKey(text));
            return choices.get(text);
        });
    }

    /** One of the constants of an enum, by their names in lower case with hyphens. */
    public static <T extends Enum<T>> Setting<T> choice(String name, T usual, String help) {
        Map<String, T> choices = new java.util.LinkedHashMap<>();
        for (T constant : usual.getDeclaringClass().getEnumConstants()) {
            choices.put(text(constant), constant);
        }
        return choice(name, text(usual), choices, help);
    }

    /** Yes or no. */
    public static Setting<Boolean> flag(String name, boolean usual, String help) {
        return choice(name, Boolean.toString(usual), new TreeMap<>(Map.of("true", true, "false", false)), help);
    }

    private static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static void require(boolean inRange) {
        if (!inRange) {
            throw new IllegalArgumentException();
        }
    }

    /** The name on the command line, such as {@code steps}. */
    public String name() {
        return name;
    }

    /** The default as text. */
    public String defaultText() {
        return defaultText;
    }

    /** Which values are allowed, in words. */
    public String range() {
        return range;
    }

    /** What it does, in one line. */
    public String help() {
        return help;
    }

    /** The default. */
    public T defaultValue() {
        return parser.apply(defaultText);
    }

    /**
     * The value that a text means.
     *
     * @throws IllegalArgumentException if it is none; the message names setting, text and range
     */
    public T parse(String text) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("setting " + name + "=" + text + ": expected " + range, e);
        }
    }

    /** The one text of the value that a text means: of a number, without needless digits and signs. */
    String canonical(String text) {
        T value = parse(text);
        if (value instanceof Integer) {
            return value.toString();
        }
        if (value instanceof Double number) {
            return plain(number);
        }
        return value instanceof OptionalDouble number && number.isPresent() ? plain(number.getAsDouble()) : text;
    }

    /** The same setting with another default, which must be in its range. */
    public Setting<T> withDefault(String other) {
        Setting<T> changed = new Setting<>(name, other, range, help, parser, conditions);
        changed.parse(other);
        return changed;
    }

    /**
     * The same setting, which has an effect only with certain values of another one; {@link SettingValues} refuses it
     * by name where it is given beside any other value.
     *
     * @param holds whether a value of the other setting is one of these
     * @param expected what values these are, in words
     */
    public <U> Setting<T> with(Setting<U> other, Predicate<U> holds, String expected) {
        List<Condition<?>> all = new ArrayList<>(conditions);
        all.add(new Condition<>(other, holds, expected));
        return new Setting<>(name, defaultText, range, help, parser, List.copyOf(all));
    }

    /**
     * Refuses this setting where it would do nothing.
     *
     * @param settings of the method
     * @throws IllegalArgumentException with the setting, what it needs, and what to do
     */
    void requireEffect(List<Setting<?>> settings, SettingValues values) {
        for (Condition<?> condition : conditions) {
            condition.violated(settings, values).ifPresent(why -> {
                throw new IllegalArgumentException("setting " + name + "=" + values.text(this) + " " + why);
            });
        }
    }

    /** A table of settings as text, one line each: name, default, range, help. */
    public static String table(List<Setting<?>> settings) {
        StringBuilder table =
                new StringBuilder(String.format(Locale.ROOT, "%-20s %-14s %s%n", "setting", "default", "what it does"));
        settings.forEach(s -> table.append(
                String.format(Locale.ROOT, "%-20s %-14s %s (%s)%n", s.name, s.defaultText, s.help, s.range)));
        return table.toString();
    }

    @Override
    public String toString() {
        return name + "=" + defaultText;
    }
}
