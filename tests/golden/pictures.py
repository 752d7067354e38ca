"""Golden pictures of every kind, and the samples that Pillow reads from them.

    apt-get install python3-pil python3-numpy
    /usr/bin/python3 tests/golden/pictures.py

Writes golden/pictures/*.png, *.jpg and *.gif and golden/pictures.json under tests/src/test/resources.
The expected samples are Image.convert("RGB"): transparency and colour profiles are left out. Of 16-bit grey,
which Pillow cuts off at 255, the high byte is expected, as Pillow gives for 16-bit colour. A picture with an
EXIF orientation is expected upright, as ImageOps.exif_transpose makes it.

Kinds of PNG and JPEG that Pillow reads but does not write are written chunk by chunk, or patched."""
import io
import json
import os
import struct
import zlib

import numpy as np
from PIL import Image, ImageOps

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "src", "test", "resources", "golden")
PICTURES = os.path.join(OUT, "pictures")
ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))

y, x = np.mgrid[0:5, 0:7]
GREY = ((37 * y * y + 11 * x * y + 90 * (x % 3)) % 256).astype(np.uint8)
RGB = np.stack([GREY, (200 + 13 * x - 29 * y) % 256, (x * 35 + y) % 256], -1).astype(np.uint8)
ALPHA = ((x * 60 + y * 50) % 256).astype(np.uint8)
WIDE = (GREY.astype(np.uint16) * 251 + 7 * x).astype(np.uint16)
y, x = np.mgrid[0:12, 0:16]
SMOOTH = np.stack([40 + 10 * x, 220 - 12 * y, 60 + 5 * x + 6 * y], -1).astype(np.uint8)

cases = []


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(samples, colour, depth=8, before=b"", interlaced=False):
    """A PNG file from samples of any depth up to 16 (rows, columns, bands)."""
    samples = samples.reshape(samples.shape[0], samples.shape[1], -1)

    def rows(part):
        lines = b""
        for row in part:
            flat = row.reshape(-1)
            if depth == 16:
                line = flat.astype(">u2").tobytes()
            else:
                bits = "".join(format(int(v), "0%db" % depth) for v in flat)
                line = int(bits.ljust((len(bits) + 7) // 8 * 8, "0"), 2).to_bytes((len(bits) + 7) // 8, "big")
            lines += b"\0" + line
        return lines

    data = b""
    for left, top, across, down in ADAM7 if interlaced else ((0, 0, 1, 1),):
        part = samples[top::down, left::across]
        data += rows(part) if part.size else b""
    header = struct.pack(">IIBBBBB", samples.shape[1], samples.shape[0], depth, colour, 0, 0, int(interlaced))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + before + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b""))


def profile(space, bands):
    """An ICC profile of a linear curve and exchanged primaries: whoever applies it gets other colours."""
    curve = b"curv" + struct.pack(">II", 0, 0)

    def xyz(*values):
        return b"XYZ " + bytes(4) + b"".join(struct.pack(">i", round(v * 65536)) for v in values)

    tags = {b"desc": b"desc" + bytes(4) + struct.pack(">I", 5) + b"test\0" + bytes(78), b"cprt": b"text" + bytes(4) + b"none\0",
            b"wtpt": xyz(0.9642, 1.0, 0.8249)}
    if bands == 1:
        tags[b"kTRC"] = curve
    else:
        for band, values in ((b"g", (0.4361, 0.2225, 0.0139)), (b"r", (0.3851, 0.7169, 0.0971)), (b"b", (0.1431, 0.0606, 0.7141))):
            tags[band + b"XYZ"] = xyz(*values)
            tags[band + b"TRC"] = curve
    table, body, at = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        value += bytes(-len(value) % 4)
        table += name + struct.pack(">II", at, len(value))
        body, at = body + value, at + len(value)
    head = struct.pack(">I4sI4s4s4s", at, bytes(4), 0x02400000, b"mntr", space, b"XYZ ") + bytes(12) + b"acsp" + bytes(28)
    head += struct.pack(">iii", round(0.9642 * 65536), 65536, round(0.8249 * 65536))
    return head + bytes(128 - len(head)) + table + body


def jpeg(picture, **options):
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=95, **options)
    return out.getvalue()


def adobe(transform):
    return b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00" + bytes([transform])


def without(data, marker):
    """The JPEG without its segments of a marker."""
    at, kept = 2, data[:2]
    while data[at + 1] != 0xda:
        end = at + 2 + int.from_bytes(data[at + 2:at + 4], "big")
        kept += b"" if data[at + 1] == marker else data[at:end]
        at = end
    return kept + data[at:]


def named(data, ids):
    """The JPEG with other component identifiers, in its frame and its scan."""
    data = bytearray(data)
    frame, scan = data.index(b"\xff\xc0"), data.index(b"\xff\xda")
    for i, name in enumerate(ids):
        data[frame + 10 + 3 * i] = name
        data[scan + 5 + 2 * i] = name
    return bytes(data)


def add(name, data, within=0, expected=None):
    with open(os.path.join(PICTURES, name), "wb") as file:
        file.write(data)
    if expected is None:
        expected = np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB"))
    cases.append({"file": name, "within": within, "height": expected.shape[0], "width": expected.shape[1],
                  "rgb": expected.transpose(2, 0, 1).astype(int).flatten().tolist()})


def saved(picture, form, **options):
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


os.makedirs(PICTURES, exist_ok=True)
high = np.repeat((WIDE >> 8)[:, :, None], 3, 2)

add("grey.png", saved(Image.fromarray(GREY), "PNG"))
add("grey-1-bit.png", saved(Image.fromarray(GREY > 100), "PNG"))
add("grey-2-bit.png", png(GREY >> 6, 0, 2))
add("grey-4-bit.png", png(GREY >> 4, 0, 4))
add("grey-16-bit.png", png(WIDE, 0, 16), expected=high)
add("grey-alpha.png", saved(Image.fromarray(np.stack([GREY, ALPHA], -1), "LA"), "PNG"))
add("grey-alpha-16-bit.png", png(np.stack([WIDE, ALPHA.astype(np.uint16) * 257], -1), 4, 16), expected=high)
add("grey-transparent-level.png", png(GREY, 0, 8, chunk(b"tRNS", struct.pack(">H", int(GREY[0, 1])))))
add("grey-interlaced.png", png(GREY, 0, interlaced=True))
add("grey-profile.png", png(GREY, 0, 8, chunk(b"iCCP", b"test\0\0" + zlib.compress(profile(b"GRAY", 1)))))
add("grey-gamma.png", png(GREY, 0, 8, chunk(b"gAMA", struct.pack(">I", 100000))))
add("palette.png", saved(Image.fromarray(RGB).quantize(16), "PNG"))
add("palette-2-bit.png", saved(Image.fromarray(RGB).quantize(4), "PNG", bits=2))
add("palette-transparent.png", saved(Image.fromarray(RGB).quantize(16), "PNG", transparency=3))
add("rgb.png", saved(Image.fromarray(RGB), "PNG"))
add("rgb-interlaced.png", png(RGB, 2, interlaced=True))
add("rgb-16-bit.png", png(RGB.astype(np.uint16) * 251 + 99, 2, 16))
add("rgb-transparent-colour.png", png(RGB, 2, 8, chunk(b"tRNS", struct.pack(">HHH", *(int(v) for v in RGB[1, 2])))))
add("rgb-profile.png", png(RGB, 2, 8, chunk(b"iCCP", b"test\0\0" + zlib.compress(profile(b"RGB ", 3)))))
add("rgba.png", saved(Image.fromarray(np.dstack([RGB, ALPHA]), "RGBA"), "PNG"))
add("rgba-16-bit.png", png(np.dstack([RGB, ALPHA]).astype(np.uint16) * 257, 6, 16))
add("rgb-turned.png", png(RGB, 2, 8, chunk(b"eXIf", b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0")))

colour, grey = Image.fromarray(SMOOTH), Image.fromarray(SMOOTH).convert("L")
cmyk = Image.merge("CMYK", [Image.fromarray(np.ascontiguousarray(SMOOTH[:, :, i % 3] // (i + 1))) for i in range(4)])
full = jpeg(colour, subsampling=0)
add("grey.jpg", jpeg(grey), 2)
add("grey-progressive.jpg", jpeg(grey, progressive=True), 2)
add("grey-profile.jpg", jpeg(grey, icc_profile=profile(b"GRAY", 1)), 2)
add("colour.jpg", full, 2)
add("colour-quarter-chroma.jpg", jpeg(colour, subsampling=2), 2)
add("colour-progressive.jpg", jpeg(colour, progressive=True), 2)
add("colour-profile.jpg", jpeg(colour, subsampling=0, icc_profile=profile(b"RGB ", 3)), 2)
add("colour-profile-for-grey.jpg", jpeg(colour, subsampling=0, icc_profile=profile(b"GRAY", 1)), 2)
add("rgb-by-adobe-marker.jpg", without(full, 0xe0)[:2] + adobe(0) + without(full, 0xe0)[2:], 2)
add("colour-adobe-marker-behind-jfif.jpg", full[:20] + adobe(0) + full[20:], 2)
add("colour-adobe-marker-before-jfif.jpg", full[:2] + adobe(0) + full[2:], 2)
add("colour-profile-lab.jpg", jpeg(colour, subsampling=0, icc_profile=profile(b"Lab ", 3)), 2)
add("rgb-by-component-names.jpg", named(without(full, 0xe0), b"RGB"), 2)
add("colour-odd-component-names.jpg", named(full, bytes([0, 1, 2])), 2)
add("cmyk.jpg", jpeg(cmyk), 2)
add("cmyk-profile.jpg", jpeg(cmyk, icc_profile=profile(b"CMYK", 3)), 2)
add("cmyk-without-marker.jpg", without(jpeg(cmyk), 0xee), 2)
add("ycck.jpg", without(jpeg(cmyk), 0xee)[:2] + adobe(2) + without(jpeg(cmyk), 0xee)[2:], 2)
whole = jpeg(colour, subsampling=0, icc_profile=profile(b"RGB ", 3))
add("colour-profile-cut.jpg", whole.replace(profile(b"RGB ", 3)[:4], b"\x7f\xff\xff\xff", 1), 2)
add("colour-without-marker.jpg", without(full, 0xe0), 2)
add("colour-photo-ycc-names.jpg", named(without(full, 0xe0), b"YCc"), 2)
add("colour-names-from-0.jpg", named(without(full, 0xe0), bytes([0, 1, 2])), 2)
add("colour-adobe-marker-of-inks.jpg", without(full, 0xe0)[:2] + adobe(2) + without(full, 0xe0)[2:], 2)
add("ycck-by-adobe-marker-of-colours.jpg", without(jpeg(cmyk), 0xee)[:2] + adobe(1) + without(jpeg(cmyk), 0xee)[2:], 2)
for orientation in range(1, 9):
    exif = Image.Exif()
    exif[0x0112] = orientation
    add("turned-%d.jpg" % orientation, jpeg(colour, subsampling=0, exif=exif), 2)

add("palette.gif", saved(Image.fromarray(RGB).quantize(16), "GIF"))

with open(os.path.join(OUT, "pictures.json"), "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]\n")
