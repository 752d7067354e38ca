"""NAS-Bench-201's supernet in PyTorch, in double precision, against which SupernetTest holds ours.

    python3 tests/golden/supernet.py > tests/src/test/resources/golden/supernet.json

Weights, images and labels are those of networks.py's formulas; the mixture's weights are 0.2 + 0.15 sin(edge + 2 k).
For each case: loss, gradient of every weight tensor (its dot product with cos(i), and its norm), gradient of the
mixture's weights and of the edges' factors, and the loss after one clipped step of SGD. "unrolled" is the gradient of
second order by the finite difference of DARTS's authors (their architect.py), with momenta of 0.01 cos(i)."""
import json
import os
import sys

import numpy as np
import torch
from torch import nn
from torch.nn import functional

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "reference"))
from nas_bench_201 import Residual  # noqa: E402

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
EDGES = [(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3)]
CASES = [
    # name, path or None, image channels, size, classes, C, N, partial, batch
    ("weighted", None, 1, 8, 5, 4, 2, 1, 32),
    ("path", [3, 1, 4, 2, 0, 3], 3, 8, 10, 4, 1, 1, 16),
    ("nothing arrives at a node", [2, 0, 0, 1, 3, 3], 1, 8, 3, 4, 1, 1, 16),
    ("partial", None, 2, 4, 4, 8, 1, 4, 32),
]


def norm(x):
    return functional.batch_norm(x, None, None, training=True, eps=1e-5)


def shuffle(x, groups):
    b, c, h, w = x.shape
    return x.view(b, groups, c // groups, h, w).transpose(1, 2).reshape(b, c, h, w)


class MixedCell(nn.Module):
    def __init__(self, channels, partial):
        super().__init__()
        self.partial, self.mixed = partial, channels // partial
        self.convolutions = nn.ModuleDict()
        for i in range(3):
            for j in range(i + 1, 4):
                for kernel in (1, 3):
                    self.convolutions[f"{i}{j}{kernel}"] = nn.Conv2d(
                        self.mixed, self.mixed, kernel, 1, kernel // 2, bias=False)

    def operation(self, i, j, k, x):
        if k == 0:
            return 0 * x
        if k == 1:
            return x
        if k == 4:
            return functional.avg_pool2d(x, 3, 1, 1, count_include_pad=False)
        return norm(self.convolutions[f"{i}{j}{1 if k == 2 else 3}"](functional.relu(x)))

    def forward(self, x, weights, factors, path):
        nodes = [x]
        for j in range(1, 4):
            total = 0
            for i in range(j):
                e = EDGES.index((i, j))
                part, rest = nodes[i][:, :self.mixed], nodes[i][:, self.mixed:]
                if path is None:
                    y = sum(weights[e, k] * self.operation(i, j, k, part) for k in range(5))
                else:  # GDAS: the others add their weight, 0, to every number
                    y = sum(weights[e, k] * self.operation(i, j, k, part) if k == path[e] else weights[e, k]
                            for k in range(5))
                total = total + factors[e] * torch.cat([y, rest], 1)
            nodes.append(shuffle(total, self.partial))
        return nodes[3]


class Supernet(nn.Module):
    def __init__(self, image_channels, classes, channels, cells, partial):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(image_channels, channels, 3, padding=1, bias=False),
                                  nn.BatchNorm2d(channels))
        self.body = nn.ModuleList()
        for stage in range(3):
            if stage > 0:
                self.body.append(Residual(channels, 2 * channels))
                channels *= 2
            self.body.extend(MixedCell(channels, partial) for _ in range(cells))
        self.last = nn.Sequential(nn.BatchNorm2d(channels), nn.ReLU())
        self.linear = nn.Linear(channels, classes)

    def forward(self, x, weights, factors, path):
        x = self.stem(x)
        for block in self.body:
            x = block(x, weights, factors, path) if isinstance(block, MixedCell) else block(x)
        return self.linear(self.last(x).mean((2, 3)))


def images(channels, size, batch):
    i = np.arange(channels * size * size, dtype=np.float64)
    x = np.stack([np.floor(128 + 127.5 * np.sin(0.37 * i + 1.3 * n * (1 + i % 3))) for n in range(batch)])
    x = x.reshape(batch, channels, size, size)
    return torch.tensor((x - x.mean((0, 2, 3))[:, None, None]) / x.std((0, 2, 3))[:, None, None])


def set_weights(net):
    scales = {id(m.weight) for m in net.modules() if isinstance(m, nn.BatchNorm2d)}
    with torch.no_grad():
        for t, p in enumerate(net.parameters()):
            i = np.arange(p.numel(), dtype=np.float64)
            if p.dim() > 1:
                w = 0.5 * np.sin(0.7 * i + t) / np.sqrt(p[0].numel())
            elif id(p) in scales:
                w = 1 + 0.2 * np.sin(i + t)
            else:
                w = 0.1 * np.cos(i + t)
            p.copy_(torch.tensor(w.astype(np.float32)).double().view_as(p))


def gradient(p):
    g = torch.zeros_like(p) if p.grad is None else p.grad
    return [g.flatten().dot(torch.cos(torch.arange(p.numel()).double())).item(), g.norm().item()]


out = []
for name, path, image_channels, size, classes, channels, cells, partial, batch in CASES:
    net = Supernet(image_channels, classes, channels, cells, partial)
    set_weights(net)
    x, y = images(image_channels, size, batch), torch.arange(batch) * 7 % classes
    k, e = torch.arange(5)[None], torch.arange(6)[:, None]
    weights = 0.2 + 0.15 * torch.sin((e + 2 * k).double()) if path is None \
        else functional.one_hot(torch.tensor(path), 5).double()
    factors = 1 + 0.1 * torch.arange(6).double() if partial > 1 else torch.ones(6)
    weights.requires_grad_(), factors.requires_grad_()
    optimiser = torch.optim.SGD(net.parameters(), 0.1, 0.9, weight_decay=5e-4, nesterov=True)
    loss = functional.cross_entropy(net(x, weights, factors, path), y)
    loss.backward()
    case = {"name": name, "path": path, "imageChannels": image_channels, "size": size, "classes": classes,
            "channels": channels, "cells": cells, "partial": partial, "batch": batch,
            "factors": factors.tolist(), "loss": loss.item(),
            "gradients": [gradient(p) for p in net.parameters()],
            "operationGradients": weights.grad.flatten().tolist(), "edgeGradients": factors.grad.tolist()}
    for p in net.parameters():
        p.grad = torch.zeros_like(p) if p.grad is None else p.grad
    case["norm"] = torch.nn.utils.clip_grad_norm_(net.parameters(), 0.5).item()
    optimiser.step()
    case["lossAfterStep"] = functional.cross_entropy(net(x, weights, factors, path), y).item()
    out.append(case)


def unrolled(rate=0.05, momentum=0.9, decay=5e-4, batch=32):
    net = Supernet(1, 5, 4, 1, 1)
    set_weights(net)
    x, y = images(1, 8, 2 * batch), torch.arange(2 * batch) * 7 % 5
    alpha = (0.2 + 0.15 * torch.sin((torch.arange(6)[:, None] + 2 * torch.arange(5)[None]).double())).requires_grad_()
    parameters = list(net.parameters())
    start = [p.detach().clone() for p in parameters]

    def gradients(half, values):
        with torch.no_grad():
            for p, v in zip(parameters, values):
                p.copy_(v)
        part = slice(half * batch, (half + 1) * batch)
        loss = functional.cross_entropy(net(x[part], alpha, torch.ones(6), None), y[part])
        return loss.item(), torch.autograd.grad(loss, [alpha] + parameters)

    momenta = [0.01 * torch.cos(torch.arange(p.numel()).double()).view_as(p) for p in parameters]
    _, (_, *g) = gradients(0, start)
    ahead = [w - rate * (momentum * v + d + decay * w) for w, v, d in zip(start, momenta, g)]
    loss, (d_alpha, *direction) = gradients(1, ahead)
    radius = 0.01 / torch.cat([d.flatten() for d in direction]).norm()
    _, (up, *_) = gradients(0, [w + radius * d for w, d in zip(start, direction)])
    _, (down, *_) = gradients(0, [w - radius * d for w, d in zip(start, direction)])
    return {"loss": loss, "first": d_alpha.flatten().tolist(), "radius": radius.item(),
            "gradient": (d_alpha - rate * (up - down) / (2 * radius)).flatten().tolist(),
            "fanIn": [p[0].numel() if p.dim() > 1 else 0 for p in parameters]}


print(json.dumps({"cases": out, "unrolled": unrolled()}, indent=1))
