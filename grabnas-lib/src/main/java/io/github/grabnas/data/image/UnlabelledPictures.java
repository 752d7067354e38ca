package io.github.grabnas.data.image;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.InputFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Reads pictures (PNG, JPEG, GIF) to be classified, whatever their size: the square in the middle is cut out and
 * resized. A file that is named is taken for a picture; in a folder or zip file, and in the folders in it, those whose
 * names end as pictures' do. Only one batch of pictures is in memory at a time.
 *
 * <pre>{@code
 * List<UnreadablePicture> bad = new UnlabelledPictures(32, 64).read(List.of(Path.of("new-pictures")), batch -> ...);
 * }</pre>
 */
public final class UnlabelledPictures {

    private static final int DEEPEST = 16;

    private final int size;
    private final int batchSize;

    /**
     * A reader.
     *
     * @param size height and width to which the pictures are resized, in pixels
     * @param batchSize how many pictures are handed over at a time, at most
     */
    public UnlabelledPictures(int size, int batchSize) {
        if (size < 1 || batchSize < 1) {
            throw new IllegalArgumentException(
                    "size " + size + ", batch size " + batchSize + ": expected at least 1 of each");
        }
        this.size = size;
        this.batchSize = batchSize;
    }

    /**
     * Reads all pictures, in the order of the sources and, within each, of the names.
     *
     * @param sources pictures, folders and zip files
     * @param consumer is given each batch
     * @return the files that could not be read, with the reason
     * @throws io.github.grabnas.data.MissingDataException if a source does not exist
     * @throws DataFormatException if a folder or zip file cannot be listed, or has no picture
     */
    public List<UnreadablePicture> read(List<Path> sources, Consumer<PictureBatch> consumer) throws IOException {
        for (Path source : sources) {
            if (!Files.isDirectory(source)) {
                InputFile.of(source, "a picture, a folder or a zip file").requireFile();
            }
        }
        Batches batches = new Batches(consumer);
        for (Path source : sources) {
            if (Files.isDirectory(source)) {
                addAll(source, new PictureFolder.OnDisk(source), batches);
            } else if (source.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
                try (PictureArchive archive = PictureArchive.open(source)) {
                    addAll(source, archive.top(), batches);
                }
            } else {
                batches.add(source.toString(), PictureFile.of(source));
            }
        }
        batches.handOver();
        return List.copyOf(batches.unreadable);
    }

    private static void addAll(Path source, PictureFolder folder, Batches batches) throws IOException {
        int before = batches.seen;
        add(source, folder, batches, 0);
        if (batches.seen == before) {
            folder.requireNoArchive();
            throw new DataFormatException(
                    source, "it has no picture; expected files whose names end in .png, .jpg, .jpeg or .gif");
        }
    }

    private static void add(Path source, PictureFolder folder, Batches batches, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw folder.fault("folders more than " + DEEPEST + " deep; is there a link that leads back?");
        }
        for (PictureFile file : folder.files()) {
            if (FileKind.of(file.name()) == FileKind.PICTURE) {
                String name = file.entry().isEmpty() ? file.file().toString() : source + "/" + file.entry();
                batches.add(name, file);
            }
        }
        for (PictureFolder inner : folder.folders()) {
            add(source, inner, batches, depth + 1);
        }
    }

    private final class Batches {

        private final Consumer<PictureBatch> consumer;
        private final List<String> files = new ArrayList<>();
        private final List<String> transparent = new ArrayList<>();
        private final List<byte[]> pictures = new ArrayList<>();
        private final List<UnreadablePicture> unreadable = new ArrayList<>();
        private int seen;

        Batches(Consumer<PictureBatch> consumer) {
            this.consumer = consumer;
        }

        void add(String name, PictureFile file) throws IOException {
            seen++;
            try {
                RgbPlanes picture = file.decode();
                pictures.add(picture.centreSquare().resized(size));
                files.add(name);
                if (picture.transparent()) {
                    transparent.add(name);
                }
            } catch (DataFormatException e) {
                unreadable.add(new UnreadablePicture(name, e.getMessage()));
            }
            if (pictures.size() == batchSize) {
                handOver();
            }
        }

        void handOver() {
            if (pictures.isEmpty()) {
                return;
            }
            int bytes = 3 * size * size;
            byte[] all = new byte[pictures.size() * bytes];
            for (int i = 0; i < pictures.size(); i++) {
                System.arraycopy(pictures.get(i), 0, all, i * bytes, bytes);
            }
            consumer.accept(new PictureBatch(
                    files,
                    new LabelledImages("pictures", 3, size, size, List.of("unknown"), all, new int[pictures.size()]),
                    transparent));
            files.clear();
            transparent.clear();
            pictures.clear();
        }
    }
}
