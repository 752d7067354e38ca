package io.github.grabnas.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.MissingDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import javax.imageio.ImageIO;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Class folders as people, archives and systems lay them out. */
class ClassFolderLayoutsTest {

    private static final List<String> FILES = List.of(
            "train/apple/1.png", "train/apple/2.png", "train/pear/1.png", "test/apple/1.png", "test/pear/1.png");

    @TempDir
    private Path folder;

    private static byte[] picture(int grey) {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
        byte[] samples = new byte[16];
        Arrays.fill(samples, (byte) grey);
        image.getRaster().setDataElements(0, 0, 4, 4, samples);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private Path put(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    @Test
    void parts_may_begin_with_a_capital_letter() throws IOException {
        for (String file : FILES) {
            put("mine/" + file.replace("train/", "Train/").replace("test/", "TEST/"), picture(7));
        }
        ImageTask task = new ClassFolderReader(4).readTask("mine", folder.resolve("mine"));
        assertThat(task.training().count()).isEqualTo(3);
        assertThat(task.test().count()).isEqualTo(2);
        assertThat(new ClassFolderReader(4).hasPart(folder.resolve("mine"), "train"))
                .isTrue();
        put("mine/TRAIN/apple/1.png", picture(7));
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> new ClassFolderReader(4).read(folder.resolve("mine"), "train"))
                .withMessageContaining("'TRAIN' and 'Train' are both named 'train' but for capital letters; rename");
    }

    private Path zip(Charset names, UnaryOperator<String> renamed) throws IOException {
        Path zip = folder.resolve("pictures.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip), names)) {
            for (int i = 0; i < FILES.size(); i++) {
                out.putNextEntry(new ZipEntry(renamed.apply(FILES.get(i))));
                out.write(picture(40 * i + 10));
            }
        }
        return zip;
    }

    private static void assertFruit(ImageTask task, String apple, String pear) {
        assertThat(task.training().classNames())
                .containsExactlyInAnyOrder(apple, pear)
                .isSorted();
        assertThat(task.training().count()).isEqualTo(3);
        int apples = task.training().classNames().indexOf(apple);
        assertThat(task.training().pixel(task.training().ofClass(apples).get(1), 2, 3, 3))
                .isEqualTo(50);
        assertThat(task.test().pixel(task.test().ofClass(1 - apples).get(0), 0, 0, 0))
                .isEqualTo(170);
    }

    private void assertRefused(Path source, String... reasons) {
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> new ClassFolderReader(4).readTask("fruit", source))
                .withMessageStartingWith(source.toString())
                .withMessageContainingAll(reasons);
    }

    @Test
    void a_single_folder_around_all_others_is_looked_into() throws IOException {
        assertFruit(
                new ClassFolderReader(4).readTask("fruit", zip(StandardCharsets.UTF_8, n -> "my photos/2024/" + n)),
                "apple",
                "pear");
        for (String file : FILES) {
            put("unpacked/my photos/" + file, picture(40 * FILES.indexOf(file) + 10));
        }
        put("unpacked/README.txt", "fruit".getBytes(StandardCharsets.UTF_8));
        assertFruit(new ClassFolderReader(4).readTask("fruit", folder.resolve("unpacked")), "apple", "pear");
        LabelledImages train = new ClassFolderReader(4).read(folder.resolve("unpacked/my photos/train"), "");
        assertThat(train.classNames()).containsExactly("apple", "pear");
    }

    @Test
    void a_single_class_is_a_class_and_a_single_folder_of_class_folders_is_not() throws IOException {
        put("one/apple/1.png", picture(1));
        assertThat(new ClassFolderReader(4).read(folder.resolve("one"), "").classNames())
                .containsExactly("apple");
        put("around/all/apple/1.png", picture(1));
        put("around/all/pear/1.png", picture(1));
        assertThat(new ClassFolderReader(4).read(folder.resolve("around"), "").classNames())
                .containsExactly("apple", "pear");
    }

    @Test
    void names_of_Windows_archives_are_read() throws IOException {
        assertFruit(
                new ClassFolderReader(4).readTask("fruit", zip(StandardCharsets.UTF_8, n -> n.replace('/', '\\'))),
                "apple",
                "pear");
        Charset windows = Charset.forName("IBM437");
        assertFruit(
                new ClassFolderReader(4)
                        .readTask(
                                "fruit",
                                zip(windows, n -> n.replace("apple", "Äpfel").replace("pear", "Birne"))),
                "Äpfel",
                "Birne");
        assertFruit(
                new ClassFolderReader(4)
                        .readTask(
                                "fruit",
                                zip(
                                        StandardCharsets.UTF_8,
                                        n -> n.replace("apple", "りんご").replace("pear", "なし"))),
                "りんご",
                "なし");
    }

    @Test
    void UTF_8_names_that_are_not_marked_as_such_are_read() throws IOException {
        Path zip = zip(StandardCharsets.UTF_8, n -> n.replace("apple", "äpple").replace("pear", "päron"));
        byte[] bytes = Files.readAllBytes(zip);
        patchFlags(bytes, 0x0800, 0);
        Files.write(zip, bytes);
        assertFruit(new ClassFolderReader(4).readTask("fruit", zip), "äpple", "päron");
    }

    /** Clears and sets general purpose flags of all entries. */
    private static void patchFlags(byte[] zip, int clear, int set) {
        for (int i = 0; i + 10 < zip.length; i++) {
            boolean local = zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 3 && zip[i + 3] == 4;
            boolean central = zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2;
            if (local || central) {
                int at = i + (local ? 6 : 8);
                int flags = (zip[at] & 0xff | (zip[at + 1] & 0xff) << 8) & ~clear | set;
                zip[at] = (byte) flags;
                zip[at + 1] = (byte) (flags >> 8);
            }
        }
    }

    @Test
    void an_encrypted_archive_is_refused_by_its_cause() throws IOException {
        Path zip = zip(StandardCharsets.UTF_8, n -> n);
        byte[] bytes = Files.readAllBytes(zip);
        patchFlags(bytes, 0, 1);
        assertRefused(Files.write(zip, bytes), "is encrypted", "unpack it with its password");
    }

    @Test
    void an_entry_that_leads_out_of_the_archive_is_refused() throws IOException {
        for (String name :
                List.of("../train/apple/x.png", "train/../../etc/x.png", "/train/apple/x.png", "C:\\train\\x.png")) {
            assertRefused(
                    zip(StandardCharsets.UTF_8, n -> n.equals(FILES.get(0)) ? name : n), "leads out of the archive");
        }
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).toList()).containsExactly(folder.resolve("pictures.zip"));
        }
    }

    @Test
    void the_layout_of_Tiny_ImageNet_is_read_and_its_lists_are_passed_over() throws IOException {
        for (String part : List.of("train", "test")) {
            for (String name : List.of("n01", "n02")) {
                put(part + "/" + name + "/images/" + name + "_0.JPEG", picture(30));
                put(part + "/" + name + "/images/" + name + "_1.JPEG", picture(60));
                put(part + "/" + name + "/" + name + "_boxes.txt", "0 0 1 1".getBytes(StandardCharsets.UTF_8));
            }
        }
        ImageTask task = new ClassFolderReader(4).readTask("tiny", folder);
        assertThat(task.training().classNames()).containsExactly("n01", "n02");
        assertThat(task.training().count()).isEqualTo(4);
        assertThat(task.training().pixel(3, 0, 0, 0)).isEqualTo(60);
        put("train/n01/images/n01_boxes.txt", "0 0 1 1".getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> new ClassFolderReader(4).readTask("tiny", folder))
                .withMessageContaining("n01_boxes.txt: not a picture");
    }

    @Test
    void what_systems_leave_behind_is_passed_over() throws IOException {
        for (String file : FILES) {
            put(file, picture(40 * FILES.indexOf(file) + 10));
        }
        for (String other : List.of(
                "train/apple/.DS_Store",
                "train/pear/Thumbs.db",
                "test/desktop.ini",
                "train/__MACOSX/apple/._1.png",
                "train/.ipynb_checkpoints/1.png")) {
            put(other, new byte[] {0, 5, 22, 7});
        }
        assertFruit(new ClassFolderReader(4).readTask("fruit", folder), "apple", "pear");
    }

    @Test
    void a_class_that_one_half_lacks_is_named() throws IOException {
        for (String file : FILES) {
            put(file, picture(40));
        }
        put("train/plum/1.png", picture(3));
        assertRefused(folder, "test lacks the class 'plum', which train has");
        put("test/plum/1.png", picture(3));
        put("test/fig/1.png", picture(3));
        put("test/kiwi/1.png", picture(3));
        assertRefused(folder, "train lacks 2 classes, 'fig', 'kiwi', which test has");
    }

    @Test
    void a_missing_folder_is_told_with_those_that_are_there() throws IOException {
        put("train/apple/1.png", picture(1));
        put("val/apple/1.png", picture(1));
        assertRefused(folder, "no folder 'test'; its folders are 'train', 'val'");
        assertThatExceptionOfType(MissingDataException.class)
                .isThrownBy(() -> new ClassFolderReader(4).readTask("fruit", folder.resolve("no.zip")))
                .withMessageContainingAll("could not read the images", "no.zip: it does not exist; check the name");
    }

    @Test
    void other_archives_are_told_from_damaged_zip_files() throws IOException {
        assertRefused(
                put("a.tar.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0}),
                "neither a directory nor a zip file, but another archive; unpack it");
        assertRefused(put("a.rar", "Rar!".getBytes(StandardCharsets.UTF_8)), "another archive");
        assertRefused(put("empty.zip", new byte[0]), "neither a directory nor a zip file");
        byte[] whole = Files.readAllBytes(zip(StandardCharsets.UTF_8, n -> n));
        for (int length : new int[] {4, 100, whole.length / 2, whole.length - 30}) {
            assertRefused(put("cut.zip", Arrays.copyOf(whole, length)), "a zip file that is damaged or was cut short");
        }
    }

    @Test
    void a_picture_that_was_changed_in_its_archive_is_named() throws IOException {
        Path zip = zip(StandardCharsets.UTF_8, n -> n);
        byte[] bytes = Files.readAllBytes(zip);
        bytes[60] ^= 1;
        assertRefused(Files.write(zip, bytes), "train/apple/1.png: ", "the archive");
    }

    @Test
    void a_folder_whose_links_lead_in_a_circle_is_refused() throws IOException {
        put("train/apple/1.png", picture(1));
        Files.createSymbolicLink(folder.resolve("train/apple/again"), folder.resolve("train"));
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> new ClassFolderReader(4).read(folder, "train"))
                .withMessageContaining("is there a link that leads back?");
    }
}
