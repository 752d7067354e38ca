"""NAS-Bench-201's networks in PyTorch, written for comparison with GraB-NAS for Java: the same
skeleton, any graph of operations as its cell. Used by training_speed.py and by the golden scripts."""
import torch
from torch import nn


def parse(text):
    """'input nor_conv_3x3 output; 0>1 1>2' as types and, for every node, its predecessors."""
    types, edges = text.split(";")
    types = types.split()
    before = [[] for _ in types]
    for edge in edges.split():
        a, b = map(int, edge.split(">"))
        before[b].append(a)
    return types, before


def cell(operations):
    """The graph of a cell, from its six operations in the benchmark's order."""
    return "input " + " ".join(operations) + " output; 0>1 0>2 1>3 0>4 1>5 2>6 3>6 4>7 5>7 6>7"


class ReluConvBn(nn.Sequential):
    def __init__(self, cin, cout, kernel, stride=1):
        super().__init__(nn.ReLU(), nn.Conv2d(cin, cout, kernel, stride, kernel // 2, bias=False),
                         nn.BatchNorm2d(cout))


class Cell(nn.Module):
    """Nodes must be numbered in topological order; `none` nodes give nothing."""

    def __init__(self, text, channels):
        super().__init__()
        self.types, self.before = parse(text)
        self.nodes = nn.ModuleList()
        for t in self.types:
            self.nodes.append(ReluConvBn(channels, channels, 3) if t == "nor_conv_3x3"
                              else ReluConvBn(channels, channels, 1) if t == "nor_conv_1x1"
                              else nn.AvgPool2d(3, 1, 1, count_include_pad=False) if t == "avg_pool_3x3"
                              else nn.Identity())

    def forward(self, x):
        results = []
        for t, before, node in zip(self.types, self.before, self.nodes):
            if t == "input":
                results.append(x)
                continue
            arriving = [results[b] for b in before if results[b] is not None]
            results.append(None if t == "none" or not arriving else node(sum(arriving[1:], arriving[0])))
        return results[-1] if results[-1] is not None else torch.zeros_like(x)


class Residual(nn.Module):
    def __init__(self, cin, cout):
        super().__init__()
        self.first = ReluConvBn(cin, cout, 3, 2)
        self.second = ReluConvBn(cout, cout, 3)
        self.shortcut = nn.Sequential(nn.AvgPool2d(2), nn.Conv2d(cin, cout, 1, bias=False))

    def forward(self, x):
        return self.second(self.first(x)) + self.shortcut(x)


class Network(nn.Module):
    def __init__(self, text, image_channels=3, classes=10, channels=16, cells=5):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(image_channels, channels, 3, padding=1, bias=False),
                                  nn.BatchNorm2d(channels))
        body = []
        for stage in range(3):
            if stage > 0:
                body.append(Residual(channels, 2 * channels))
                channels *= 2
            body += [Cell(text, channels) for _ in range(cells)]
        self.body = nn.Sequential(*body)
        self.last = nn.Sequential(nn.BatchNorm2d(channels), nn.ReLU())
        self.linear = nn.Linear(channels, classes)

    def forward(self, x):
        return self.linear(self.last(self.body(self.stem(x))).mean((2, 3)))
