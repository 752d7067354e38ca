package io.github.grabnas.nn.autodiff;

import io.github.grabnas.data.DecimalNumber;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * How the sizes of a network are written to the notes of a {@link ParameterFile} and read back: one note for every
 * size, named by the network and the size, such as {@code graph-encoder.max-nodes=8}.
 *
 * <pre>{@code
 * NotesCodec<GraphEncoder> codec = NotesCodec.of("graph-encoder",
 *         e -> NotesCodec.Sizes.none().with("hidden", e.hidden()).with("max-nodes", e.maxNodes()),
 *         s -> new GraphEncoder(s.integer("hidden"), s.integer("max-nodes")));
 * }</pre>
 *
 * @param <T> what is described, usually a record
 */
public final class NotesCodec<T> {

    private final String prefix;
    private final Function<T, Sizes> writer;
    private final Function<Sizes, T> reader;

    private NotesCodec(String prefix, Function<T, Sizes> writer, Function<Sizes, T> reader) {
        this.prefix = prefix;
        this.writer = writer;
        this.reader = reader;
    }

    /**
     * A codec.
     *
     * @param name of the network, the beginning of the notes' names
     * @param writer gives the sizes of a network
     * @param reader makes a network of its sizes
     */
    public static <T> NotesCodec<T> of(String name, Function<T, Sizes> writer, Function<Sizes, T> reader) {
        return new NotesCodec<>(name + ".", writer, reader);
    }

    /** The notes that describe a network, in the order of its sizes. */
    public Map<String, String> notes(T network) {
        Map<String, String> notes = new LinkedHashMap<>();
        writer.apply(network).values.forEach((size, value) -> notes.put(prefix + size, value));
        return notes;
    }

    /**
     * The network that a file's notes describe.
     *
     * @throws IllegalArgumentException if a note is missing or has no value of its type; the message names it
     */
    public T read(ParameterFile file) {
        Map<String, String> own = new LinkedHashMap<>();
        file.notes().forEach((note, value) -> {
            if (describes(note)) {
                own.put(note.substring(prefix.length()), value);
            }
        });
        return reader.apply(new Sizes(prefix, own));
    }

    /** Whether a note of this name belongs to the description. */
    public boolean describes(String note) {
        return note.startsWith(prefix);
    }

    /** The sizes of a network by name. */
    public static final class Sizes {

        private final String prefix;
        private final Map<String, String> values;

        private Sizes(String prefix, Map<String, String> values) {
            this.prefix = prefix;
            this.values = values;
        }

        /** No sizes yet. */
        public static Sizes none() {
            return new Sizes("", Map.of());
        }

        /** These and a whole number. */
        public Sizes with(String size, int value) {
            return with(size, Integer.toString(value));
        }

        /** These and a real number, which is read back bit for bit. */
        public Sizes with(String size, double value) {
            return with(size, Double.toString(value));
        }

        /** These and a yes or no. */
        public Sizes with(String size, boolean value) {
            return with(size, Boolean.toString(value));
        }

        /**
         * These and a yes or no where it is not the usual one, so that files from before the size was there and files
         * of usual networks are alike.
         */
        public Sizes withUnlessUsual(String size, boolean value, boolean usual) {
            return value == usual ? this : with(size, value);
        }

        private Sizes with(String size, String value) {
            Map<String, String> more = new LinkedHashMap<>(values);
            more.put(size, value);
            return new Sizes(prefix, more);
        }

        /** A whole number. */
        public int integer(String size) {
            return parse(size, "a whole number", DecimalNumber::parseInt);
        }

        /** A real number. */
        public double real(String size) {
            return parse(size, "a number", DecimalNumber::parse);
        }

        /** A yes or no. */
        public boolean flag(String size) {
            return parse(size, "true or false", text -> switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException(text);
            });
        }

        /** A yes or no that is the usual one where there is no note. */
        public boolean flag(String size, boolean usual) {
            return values.containsKey(size) ? flag(size) : usual;
        }

        private <V> V parse(String size, String expected, Function<String, V> parser) {
            String text = values.get(size);
            if (text == null) {
                throw new IllegalArgumentException("no note '" + prefix + size + "'; expected " + expected);
            }
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "note '" + prefix + size + "' is '" + text + "'; expected " + expected);
            }
        }
    }
}
