package io.github.grabnas.data.image;

import javax.imageio.ImageIO;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Pictures of three classes that tests draw: rings, bars and crosses of any colour, place and size. */
public final class DrawnPictures {

    private DrawnPictures() {}

    /** One picture; the number decides all but the class. */
    static BufferedImage picture(String kind, int number, int width, int height, boolean grey) {
        Random random = new Random(kind.hashCode() * 31L + number);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int noise = 60 + random.nextInt(60);
                image.setRGB(x, y, noise << 16 | noise << 8 | noise);
            }
        }
        Graphics2D pen = image.createGraphics();
        int light = 180 + random.nextInt(70);
        pen.setColor(
                grey ? new Color(light, light, light) : new Color(light, random.nextInt(120), random.nextInt(256)));
        int side = Math.min(width, height);
        int size = side / 2 + random.nextInt(side / 4);
        int left = (width - side) / 2 + random.nextInt(side - size);
        int top = (height - side) / 2 + random.nextInt(side - size);
        int line = Math.max(1, size / 4);
        switch (kind) {
            case "ring" -> {
                pen.fillOval(left, top, size, size);
                pen.setColor(Color.DARK_GRAY);
                pen.fillOval(left + line, top + line, size - 2 * line, size - 2 * line);
            }
            case "bar" -> pen.fillRect(left, top + size / 2, size, line);
            default -> {
                pen.fillRect(left, top + size / 2 - line / 2, size, line);
                pen.fillRect(left + size / 2 - line / 2, top, line, size);
            }
        }
        pen.dispose();
        return image;
    }

    /** Writes a picture as PNG. */
    static void write(Path file, BufferedImage image) throws IOException {
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    /** Class folders with pictures of mixed sizes. */
    public static Path classFolders(Path folder, int perClass, boolean grey) throws IOException {
        for (String kind : new String[] {"bar", "cross", "ring"}) {
            for (int i = 0; i < perClass; i++) {
                write(folder.resolve(kind).resolve(i + ".png"), picture(kind, i, 16 + i % 5, 16 + i % 3, grey));
            }
        }
        return folder;
    }

    /** A task of ten classes, to train on and to test, with three small pictures of next to nothing in each. */
    public static Path tenClasses(Path folder) throws IOException {
        Random random = new Random(3);
        for (String part : new String[] {"train", "test"}) {
            for (int digit = 0; digit < 10; digit++) {
                for (int i = 0; i < 3; i++) {
                    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
                    image.setRGB(digit, i, random.nextInt());
                    write(folder.resolve(part).resolve("" + digit).resolve(i + ".png"), image);
                }
            }
        }
        return folder;
    }
}
