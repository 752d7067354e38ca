package io.github.grabnas.data.image;

import java.io.IOException;

/** What becomes of a picture's proportions when it is read as a square. */
@FunctionalInterface
interface PictureShape {

    /**
     * Reads a picture at {@code size x size} pixels.
     *
     * @return red, green and blue plane, row by row
     * @throws io.github.grabnas.data.DataFormatException if the file is no picture, is damaged or is too large
     */
    byte[] read(PictureFile file, int size) throws IOException;

    /** The whole picture but for some rows at its bottom, whatever its proportions, as published recipes take it. */
    static PictureShape whole(int cutOffBottom) {
        return (file, size) -> file.read(size, cutOffBottom);
    }

    /** The square in its middle, as of anybody's pictures. */
    static PictureShape middleSquare() {
        return (file, size) -> file.decode().centreSquare().resized(size);
    }
}
