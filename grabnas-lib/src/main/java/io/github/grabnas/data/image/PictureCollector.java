package io.github.grabnas.data.image;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.MissingDataException;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Collects the pictures of class folders, also where those lie in folders for training, validation and test. */
final class PictureCollector {

    private static final int DEEPEST = 16;
    private static final int SAMPLE = 25;

    private final Path source;
    private final ImageCollectionReader reader;
    private final List<Found> pictures = new ArrayList<>();
    private final List<String> passedOver = new ArrayList<>();
    private List<String> classes = List.of();
    private Optional<String> layout = Optional.empty();

    private record Found(CollectedImage entry, PictureFile file) {}

    PictureCollector(Path source, ImageCollectionReader reader) {
        this.source = source;
        this.reader = reader;
    }

    ImageCollection read(PictureFolder top) throws IOException {
        TreeSet<String> results = new TreeSet<>();
        PictureFolder around = aroundClasses(new WithoutResults(top, results));
        Map<DataPart, PictureFolder> parts = parts(around);
        if (parts.isEmpty()) {
            PartFolders.requireClasses(around);
            find(around, Optional.empty());
            layout = doubt(around.folders()).or(() -> PartFolders.doubt(classes));
        } else {
            TreeSet<String> names = new TreeSet<>();
            for (PictureFolder part : parts.values()) {
                part.folders().forEach(f -> names.add(f.name()));
            }
            classes = List.copyOf(names);
            for (Map.Entry<DataPart, PictureFolder> part : parts.entrySet()) {
                find(part.getValue(), Optional.of(part.getKey()));
            }
            around.folders().stream()
                    .map(PictureFolder::name)
                    .filter(name ->
                            parts.values().stream().noneMatch(p -> p.name().equals(name)))
                    .forEach(passedOver::add);
            passOverLoose(around);
        }
        passedOver.addAll(results);
        int side = medianSide();
        int size = reader.size(pictures.size(), side);
        ImageCollectionBuilder builder = new ImageCollectionBuilder(source, size, pictures.size());
        layout.ifPresent(builder::addWarning);
        addPictures(builder, size);
        return builder.build(String.valueOf(source.getFileName()), classes, passedOver, side, reader.mostUnreadable());
    }

    private void addPictures(ImageCollectionBuilder builder, int size) throws IOException {
        try (PictureReading reading = new PictureReading(size)) {
            for (int from = 0; from < pictures.size(); from += reading.atATime()) {
                reader.progress().read(from, pictures.size());
                List<Found> some = pictures.subList(from, Math.min(pictures.size(), from + reading.atATime()));
                List<PictureReading.Outcome> outcomes =
                        reading.read(some.stream().map(Found::file).toList());
                for (int i = 0; i < some.size(); i++) {
                    CollectedImage entry = some.get(i).entry();
                    if (outcomes.get(i) instanceof PictureReading.Read read) {
                        builder.add(entry, read.picture());
                    } else if (outcomes.get(i) instanceof PictureReading.Unreadable unreadable) {
                        builder.addUnreadable(entry.file(), unreadable.reason());
                    }
                }
            }
        }
    }

    /** Goes down through single folders, as archives often have one around all others. */
    private PictureFolder aroundClasses(PictureFolder top) throws IOException {
        PictureFolder around = top;
        for (int depth = 0; depth < DEEPEST; depth++) {
            List<PictureFolder> inner = around.folders();
            boolean single = inner.size() == 1
                    && DataPart.ofFolder(inner.get(0).name()).isEmpty()
                    && !inner.get(0).folders().isEmpty();
            if (!single) {
                break;
            }
            passOverLoose(around);
            around = inner.get(0);
        }
        return around;
    }

    private static Map<DataPart, PictureFolder> parts(PictureFolder around) throws IOException {
        Map<DataPart, PictureFolder> parts = PartFolders.of(around);
        if (!parts.isEmpty() && !parts.containsKey(DataPart.TRAINING)) {
            throw around.fault("it has folders for "
                    + parts.keySet().stream().map(DataPart::label).toList()
                    + " and none for training; expected one of the name 'train'");
        }
        return parts;
    }

    /**
     * A warning if classes hold no pictures themselves but folders of the same names, as {@code seg_train/cats} and
     * {@code seg_test/cats}: then those in them may be the classes. A single folder in each, such as {@code images}, is
     * no sign of that.
     */
    private static Optional<String> doubt(List<PictureFolder> classFolders) throws IOException {
        List<String> outer = new ArrayList<>();
        Map<String, Integer> inner = new TreeMap<>();
        for (PictureFolder each : classFolders) {
            List<PictureFolder> folders = each.folders();
            boolean own = each.files().stream().anyMatch(f -> FileKind.of(f.name()) == FileKind.PICTURE);
            if (!own && folders.size() > 1) {
                outer.add(each.name());
                folders.forEach(f -> inner.merge(f.name(), 1, Integer::sum));
            }
        }
        List<String> shared = inner.entrySet().stream()
                .filter(name -> name.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
        return shared.size() < 2
                ? Optional.empty()
                : Optional.of(outer.size() + " folders are taken for classes, " + ImageCollection.some(outer)
                        + ", but hold no pictures themselves, only folders of the same names: "
                        + ImageCollection.some(shared) + "; if those are the classes, put the pictures into one folder "
                        + "for each, or name the folders around them 'train', 'validation' and 'test'");
    }

    private void find(PictureFolder folder, Optional<DataPart> part) throws IOException {
        List<PictureFolder> folders = folder.folders();
        if (classes.isEmpty()) {
            classes = folders.stream().map(PictureFolder::name).toList();
        }
        if (classes.isEmpty()) {
            folder.requireNoArchive();
            throw folder.fault("it has no folders; expected one for each class, with pictures"
                    + LooseFiles.of(folder).told());
        }
        passOverLoose(folder);
        for (PictureFolder each : folders) {
            ClassPictures found = ClassPictures.of(each);
            List<PictureFile> files = new ArrayList<>(found.pictures());
            files.removeIf(f -> FileKind.of(f.name()) == FileKind.TEXT);
            Stream.concat(
                            found.pictures().stream().filter(f -> FileKind.of(f.name()) == FileKind.TEXT),
                            found.others().stream())
                    .map(this::name)
                    .forEach(passedOver::add);
            if (files.isEmpty()) {
                throw each.fault("the class has no picture" + DetectionLabels.told(each.name(), folders, found)
                        + "; add some, or remove the folder");
            }
            int label = classes.indexOf(each.name());
            for (PictureFile file : files) {
                pictures.add(new Found(new CollectedImage(name(file), label, part), file));
            }
        }
    }

    /** Pictures and archives beside class folders belong to no class; texts there are no loss. */
    private void passOverLoose(PictureFolder folder) throws IOException {
        folder.files().stream()
                .filter(f -> FileKind.of(f.name()) == FileKind.PICTURE || FileKind.of(f.name()) == FileKind.ARCHIVE)
                .map(this::name)
                .forEach(passedOver::add);
    }

    private String name(PictureFile file) {
        return file.entry().isEmpty()
                ? source.relativize(file.file()).toString().replace(File.separatorChar, '/')
                : file.entry();
    }

    /** The median of the shorter sides of pictures that are spread over all. */
    private int medianSide() throws IOException {
        int[] sides = new int[Math.min(SAMPLE, pictures.size())];
        int read = 0;
        for (int i = 0; i < sides.length; i++) {
            try {
                RgbPlanes picture = pictures.get((int) ((long) i * pictures.size() / sides.length))
                        .file()
                        .decode();
                sides[read++] = Math.min(picture.height(), picture.width());
            } catch (DataFormatException | MissingDataException e) {
                // It is passed over and named when all pictures are read.
            }
        }
        Arrays.sort(sides, 0, read);
        return read == 0 ? 1 : sides[read / 2];
    }
}
