"""Makes the images that come with the checkout: the UCI digits from scikit-learn, and a part of Fashion-MNIST.

    apt-get install python3-sklearn dataset-fashion-mnist
    /usr/bin/python3 data/proxy/images/make_images.py

All are written as gzipped IDX files beside this script. Digits: all 1,797 images, 8x8, grey levels
0..16 scaled to 0..255. Fashion-MNIST: of each class the first 1,000 of the training images and the
first 500 of the test images, padded from 28x28 to 32x32 and averaged down to 8x8, class by class."""
import gzip
import os
import struct

import numpy as np
from sklearn.datasets import load_digits

HERE = os.path.dirname(os.path.abspath(__file__))
FASHION = "/usr/share/datasets/fashion-mnist"


def write(name, array):
    header = struct.pack(">BBBB", 0, 0, 8, array.ndim) + struct.pack(f">{array.ndim}I", *array.shape)
    with open(os.path.join(HERE, name), "wb") as file, \
            gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0, compresslevel=9) as zipped:
        zipped.write(header + array.astype(np.uint8).tobytes())


def read(path):
    with gzip.open(path) as file:
        raw = file.read()
    dimensions = raw[3]
    shape = struct.unpack(f">{dimensions}I", raw[4:4 + 4 * dimensions])
    return np.frombuffer(raw, np.uint8, offset=4 + 4 * dimensions).reshape(shape)


def fashion(part, name, per_class):
    images = read(os.path.join(FASHION, part + "-images-idx3-ubyte.gz"))
    labels = read(os.path.join(FASHION, part + "-labels-idx1-ubyte.gz"))
    chosen = np.concatenate([np.flatnonzero(labels == c)[:per_class] for c in range(10)])
    padded = np.pad(images[chosen].astype(np.float64), ((0, 0), (2, 2), (2, 2)))
    small = padded.reshape(len(chosen), 8, 4, 8, 4).mean((2, 4))
    write(name + "-images-idx3-ubyte.gz", np.round(small))
    write(name + "-labels-idx1-ubyte.gz", labels[chosen])


digits = load_digits()
write("digits-images-idx3-ubyte.gz", np.round(digits.images * 255 / 16))
write("digits-labels-idx1-ubyte.gz", digits.target)
fashion("train", "fashion-train", 1000)
fashion("t10k", "fashion-test", 500)
