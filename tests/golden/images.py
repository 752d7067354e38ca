"""Golden files for reading and resizing images: Pillow's bilinear resampling, a MATLAB file by SciPy.

    apt-get install python3-pil python3-scipy
    /usr/bin/python3 tests/golden/images.py

Writes golden/resized.json and golden/svhn.mat under tests/src/test/resources."""
import json
import os

import numpy as np
from PIL import Image
from scipy.io import savemat

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "src", "test", "resources", "golden")

height, width = 12, 10
picture = np.array([[(37 * y * y + 11 * x * y + 90 * (x % 3)) % 256 for x in range(width)] for y in range(height)], np.uint8)
cases = []
for h, w in ((6, 5), (5, 7), (16, 16), (12, 4), (1, 1)):
    small = Image.fromarray(picture).resize((w, h), Image.BILINEAR)
    cases.append({"height": h, "width": w, "pixels": np.asarray(small).astype(int).flatten().tolist()})
with open(os.path.join(OUT, "resized.json"), "w") as file:
    json.dump({"height": height, "width": width, "pixels": picture.astype(int).flatten().tolist(), "cases": cases}, file)
    file.write("\n")

# Ten images, one of each label 1..10; pixel (row y, column x, channel c) of image i is a formula.
y, x, c, i = np.meshgrid(np.arange(32), np.arange(32), np.arange(3), np.arange(10), indexing="ij")
X = ((5 * y + 3 * x + 60 * c + 17 * i) % 256).astype(np.uint8)
savemat(os.path.join(OUT, "svhn.mat"), {"X": X, "y": np.arange(1, 11).reshape(10, 1).astype(np.float64)}, do_compression=True)
