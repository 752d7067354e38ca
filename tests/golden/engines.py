"""One training step of small networks in PyTorch, in double precision and in single precision, against which
EngineParityTest holds every engine.

    python3 tests/golden/engines.py > tests/src/test/resources/golden/engines.json

Weights, images and labels are those of networks.py's formulas. For each tensor the file holds the gradient in
double precision (little-endian, base64), from which the step follows, and how far single precision is from gradient
and weights after the step: the largest norm of the difference in 16 orders of the batch."""
import base64
import copy
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
    (cell(["nor_conv_3x3", "skip_connect", "avg_pool_3x3", "nor_conv_1x1", "none", "nor_conv_3x3"]),
     3, 8, 10, 4, 1, 32),
    ("input nor_conv_3x3 avg_pool_3x3 nor_conv_1x1 skip_connect nor_conv_3x3 output; "
     "0>1 0>2 1>2 1>3 2>3 0>4 3>4 2>5 4>5 1>6 4>6 5>6", 1, 12, 5, 4, 1, 32),
]
RATE, MOMENTUM, DECAY = 0.05, 0.9, 5e-4


def images(channels, size, batch):
    i = np.arange(channels * size * size, dtype=np.float64)
    return np.stack([np.floor(128 + 127.5 * np.sin(0.37 * i + 1.3 * n * (1 + i % 3))) for n in range(batch)])


def set_weights(net):
    scales = {id(m.weight) for m in net.modules() if isinstance(m, torch.nn.BatchNorm2d)}
    with torch.no_grad():
        for t, p in enumerate(net.parameters()):
            i = np.arange(p.numel(), dtype=np.float64)
            if p.dim() > 1:
                w = 0.5 * np.sin(0.7 * i + t) / np.sqrt(p[0].numel())
            elif id(p) in scales:
                w = 1 + 0.2 * np.sin(i + t)
            else:
                w = 0.1 * np.cos(i + t)
            p.copy_(torch.tensor(w.astype(np.float32)).view_as(p))


def step(net, x, y):
    optimiser = torch.optim.SGD(net.parameters(), RATE, MOMENTUM, weight_decay=DECAY, nesterov=True)
    loss = torch.nn.functional.cross_entropy(net(x), y)
    loss.backward()
    gradients = [p.grad.double().numpy().copy() for p in net.parameters()]
    optimiser.step()
    return loss.item(), gradients, [p.detach().double().numpy().copy() for p in net.parameters()]


def text(values):
    return base64.b64encode(np.ascontiguousarray(values).astype("<f8").tobytes()).decode()


def errors(exact, runs):
    return [max(float(np.linalg.norm(e - run[t])) for run in runs) for t, e in enumerate(exact)]


out = []
for graph, image_channels, size, classes, channels, cells, batch in CASES:
    single = Network(graph, image_channels, classes, channels, cells)
    set_weights(single)
    double = copy.deepcopy(single).double()
    x = images(image_channels, size, batch).reshape(batch, image_channels, size, size)
    mean, std = x.mean((0, 2, 3)), x.std((0, 2, 3))
    x = torch.tensor(((x - mean[:, None, None]) / std[:, None, None]).astype(np.float32))
    y = torch.arange(batch) * 7 % classes
    exact = step(double, x.double(), y)
    # The same step with the images in other orders: equal but for rounding, so that no tensor is near by luck alone.
    orders = [torch.arange(batch)] + [torch.randperm(batch, generator=torch.manual_seed(k)) for k in range(15)]
    rounded = [step(copy.deepcopy(single), x[o], y[o]) for o in orders]
    out.append({
        "graph": graph, "imageChannels": image_channels, "size": size, "classes": classes, "channels": channels,
        "cells": cells, "batch": batch, "rate": RATE, "momentum": MOMENTUM, "decay": DECAY,
        "loss": exact[0], "lossError": max(abs(exact[0] - r[0]) for r in rounded),
        "gradients": [text(g) for g in exact[1]],
        "gradientErrors": errors(exact[1], [r[1] for r in rounded]),
        "weightErrors": errors(exact[2], [r[2] for r in rounded])})
print(json.dumps({"torch": torch.__version__, "cases": out}, indent=1))
