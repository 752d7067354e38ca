"""Training steps of NAS-Bench-201 networks in PyTorch: images a second, batch 64.

    python3 tests/reference/training_speed.py THREADS [OPERATION [CHANNELS,CELLS,SIZE]]

The Java side is io.github.grabnas.speed.TrainingSpeed, which starts this script too."""
import sys
import time

import torch

from nas_bench_201 import Network, cell

threads = int(sys.argv[1])
operation = sys.argv[2] if len(sys.argv) > 2 else "nor_conv_3x3"
only = sys.argv[3] if len(sys.argv) > 3 else ""
torch.set_num_threads(threads)
for channels, cells, size in ((16, 5, 32), (8, 1, 16), (4, 3, 8), (4, 1, 8)):
    if only not in ("", f"{channels},{cells},{size}"):
        continue
    torch.manual_seed(0)
    net = Network(cell([operation] * 6), 3, 10, channels, cells)
    optimiser = torch.optim.SGD(net.parameters(), 0.01, 0.9, weight_decay=5e-4, nesterov=True)
    x = torch.randn(64, 3, size, size)
    y = torch.arange(64) % 10
    loss_of = torch.nn.CrossEntropyLoss()
    best = float("inf")
    steps = {16: 3, 8: 60, 4: 100}[channels]
    for _ in range(6):
        begin = time.perf_counter()
        for _ in range(steps):
            optimiser.zero_grad()
            loss_of(net(x), y).backward()
            optimiser.step()
        best = min(best, (time.perf_counter() - begin) / steps)
    print(f"C={channels} N={cells} {size}x{size} {64 / best:.0f} images/s", flush=True)
