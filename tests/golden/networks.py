"""Numbers of NAS-Bench-201 networks from PyTorch, against which CandidateNetworkTest holds ours.

    python3 tests/golden/networks.py > tests/src/test/resources/golden/networks.json

Weights, images and labels are given by formulas that both sides compute, so that the file stays
small: weight i of tensor t is 0.5 sin(0.7 i + t) / sqrt(fan-in) for convolutions and the linear
layer, 1 + 0.2 sin(i + t) for batch normalisation's scale, 0.1 cos(i + t) for biases; pixel i of
image n is round(127.5 + 127.5 sin(0.37 i + 1.3 n (1 + i mod 3)))."""
import json
import os
import sys

import numpy as np
import torch

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "reference"))
from nas_bench_201 import Network, cell  # noqa: E402

torch.set_num_threads(1)
CASES = [
    # graph, image channels, size, classes, C, N, batch
    (cell(["nor_conv_3x3", "skip_connect", "avg_pool_3x3", "nor_conv_1x1", "nor_conv_3x3", "nor_conv_1x1"]),
     3, 8, 10, 4, 1, 32),
    (cell(["nor_conv_3x3"] * 6), 1, 12, 5, 8, 2, 16),
    (cell(["avg_pool_3x3", "avg_pool_3x3", "skip_connect", "nor_conv_1x1", "skip_connect", "avg_pool_3x3"]),
     2, 4, 3, 6, 1, 16),
    ("input nor_conv_3x3 avg_pool_3x3 nor_conv_1x1 skip_connect nor_conv_3x3 output; "
     "0>1 0>2 1>2 1>3 2>3 0>4 3>4 2>5 4>5 1>6 4>6 5>6", 3, 16, 10, 5, 1, 16),
    ("input nor_conv_1x1 nor_conv_3x3 nor_conv_1x1 output; 0>1 1>2 2>3 3>4", 1, 8, 4, 4, 2, 48),
]


def images(channels, size, batch):
    i = np.arange(channels * size * size, dtype=np.float64)
    return np.stack([np.floor(128 + 127.5 * np.sin(0.37 * i + 1.3 * n * (1 + i % 3))) for n in range(batch)])


def set_weights(net):
    with torch.no_grad():
        for t, p in enumerate(net.parameters()):
            i = np.arange(p.numel(), dtype=np.float64)
            if p.dim() > 1:
                w = 0.5 * np.sin(0.7 * i + t) / np.sqrt(p[0].numel())
            elif is_scale(net, p):
                w = 1 + 0.2 * np.sin(i + t)
            else:
                w = 0.1 * np.cos(i + t)
            p.copy_(torch.tensor(w.astype(np.float32)).view_as(p))


def is_scale(net, p):
    return any(isinstance(m, torch.nn.BatchNorm2d) and m.weight is p for m in net.modules())


out = []
for graph, image_channels, size, classes, channels, cells, batch in CASES:
    net = Network(graph, image_channels, classes, channels, cells)
    set_weights(net)
    x = images(image_channels, size, batch).reshape(batch, image_channels, size, size)
    mean, std = x.mean((0, 2, 3)), x.std((0, 2, 3))
    x = torch.tensor(((x - mean[:, None, None]) / std[:, None, None]).astype(np.float32))
    y = torch.arange(batch) * 7 % classes
    optimiser = torch.optim.SGD(net.parameters(), 0.05, 0.9, weight_decay=5e-4, nesterov=True)
    losses, gradients = [], None
    for step in range(3):
        optimiser.zero_grad()
        logits = net(x)
        loss = torch.nn.functional.cross_entropy(logits, y)
        loss.backward()
        losses.append(loss.item())
        if step == 0:
            first = logits.detach()[:3].flatten().tolist()
            gradients = [[p.grad.double().flatten().dot(
                torch.cos(torch.arange(p.numel(), dtype=torch.float64))).item(),
                p.grad.double().norm().item()] for p in net.parameters()]
        optimiser.step()
    net.eval()
    with torch.no_grad():
        last = net(x)[:3].flatten().tolist()
    out.append({"graph": graph, "imageChannels": image_channels, "size": size, "classes": classes,
                "channels": channels, "cells": cells, "batch": batch,
                "parameters": sum(p.numel() for p in net.parameters()), "losses": losses,
                "logits": first, "gradients": gradients, "inferenceLogits": last})
print(json.dumps({"torch": torch.__version__, "cases": out}, indent=1))
