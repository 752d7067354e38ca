package io.github.grabnas.data.image;

/**
 * What a collection keeps of a picture.
 *
 * @param square the square in its middle at the collection's size: red, green and blue plane
 * @param fingerprint by which copies are found
 * @param grey whether all three planes are equal
 * @param transparent whether its transparent parts hide something
 */
record PreparedPicture(byte[] square, ImageFingerprint fingerprint, boolean grey, boolean transparent) {

    static PreparedPicture of(RgbPlanes picture, int size) {
        return new PreparedPicture(
                picture.centreSquare().resized(size),
                ImageFingerprint.of(picture),
                picture.isGrey(),
                picture.transparent());
    }
}
