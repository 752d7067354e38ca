"""A small network in an ONNX file, and what PyTorch computes with it for eight images.

Run with Debian's python3-torch, from the top of the checkout:
    /usr/bin/python3 tests/golden/onnx_features.py
"""
import json

import torch

torch.manual_seed(5)
net = torch.nn.Sequential(torch.nn.Conv2d(3, 4, 3, stride=2, padding=1), torch.nn.ReLU(), torch.nn.Conv2d(4, 6, 3, padding=1)).eval()
folder = "tests/src/test/resources/golden/"
torch.onnx.export(net, torch.zeros(1, 3, 8, 8), folder + "features.onnx", input_names=["images"], output_names=["maps"],
                  dynamic_axes={"images": {0: "n"}, "maps": {0: "n"}})
# Pixels from a formula, so that the test makes the same images.
pixels = torch.tensor([[[[(37 * i + 11 * c + 5 * y * y + 3 * x * (i + 1)) % 256 for x in range(8)] for y in range(8)]
                        for c in range(3)] for i in range(40)], dtype=torch.float32)
mean, deviation = torch.tensor([0.4, 0.5, 0.6]), torch.tensor([0.2, 0.25, 0.3])
with torch.no_grad():
    features = net((pixels / 255 - mean[:, None, None]) / deviation[:, None, None]).mean((2, 3))
json.dump([[round(v, 6) for v in row] for row in features.tolist()], open(folder + "onnx.json", "w"))
