"""Candidates at proxy scale trained in PyTorch, two processes with one thread each: candidates an hour.

    python3 tests/reference/candidates_per_hour.py GRAPHS TRAINING TEST

GRAPHS is a file with one graph a line; TRAINING and TEST are the numbers of 8x8 images (of noise: the
time does not depend on what they show). The recipe is the one of TrainingRecipe.proxy for 30,000 images shown. Started by
io.github.grabnas.speed.TrainingSpeed."""
import sys
import time
from multiprocessing import Pool

import torch

from nas_bench_201 import Network

TRAINING, TEST = int(sys.argv[2]), int(sys.argv[3])


def train(graph):
    torch.set_num_threads(1)
    torch.manual_seed(0)
    x, y = torch.randn(TRAINING, 1, 8, 8), torch.arange(TRAINING) % 10
    net = Network(graph, 1, 10, 4, 2)
    parameters = [p for p in net.parameters()]
    optimiser = torch.optim.SGD(parameters, 0.2, 0.9, weight_decay=5e-4, nesterov=True)
    epochs, batch = max(1, round(30_000 / TRAINING)), 32
    steps = epochs * (TRAINING // batch)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    loss_of = torch.nn.CrossEntropyLoss()
    for _ in range(epochs):
        order = torch.randperm(TRAINING)
        for b in range(TRAINING // batch):
            chosen = order[b * batch:(b + 1) * batch]
            optimiser.zero_grad()
            loss_of(net(x[chosen]), y[chosen]).backward()
            optimiser.step()
            schedule.step()
    net.eval()
    with torch.no_grad():
        return [net(part).argmax(1) for part in torch.randn(TEST, 1, 8, 8).split(256)]


if __name__ == "__main__":
    graphs = [line.strip() for line in open(sys.argv[1])]
    with Pool(2) as pool:
        pool.map(train, graphs[:2])
        begin = time.perf_counter()
        pool.map(train, graphs, chunksize=1)
        print(f"PyTorch {len(graphs) * 3600 / (time.perf_counter() - begin):.0f} candidates/hour", flush=True)
