"""The graph encoder (width 56, vertex ids, both directions) over all 15,625 cells in PyTorch, vectorised over the cells: seconds.

    python3 tests/reference/encoding_speed.py THREADS [ROUNDS]

The Java side is io.github.grabnas.speed.EncodingSpeed, which starts this script too."""
import itertools
import sys
import time

import torch

threads = int(sys.argv[1])
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 10
torch.set_num_threads(threads)
torch.manual_seed(0)
WIDTH, NODES = 56, 8
EDGES = [(0, 1), (0, 2), (1, 3), (0, 4), (1, 5), (2, 6), (3, 6), (4, 7), (5, 7), (6, 7)]


class Direction(torch.nn.Module):
    def __init__(self, edges, order):
        super().__init__()
        self.edges, self.order = edges, order
        self.gru = torch.nn.GRUCell(7, WIDTH)
        self.gate = torch.nn.Linear(WIDTH + NODES, WIDTH)
        self.mapper = torch.nn.Linear(WIDTH + NODES, WIDTH, bias=False)

    def forward(self, types, ids):
        messages = {}
        for v in self.order:
            before = [messages[a] for a, b in self.edges if b == v]
            incoming = sum(before) if before else types.new_zeros(len(types), WIDTH)
            h = self.gru(types[:, v], incoming)
            x = torch.cat([h, ids[v].expand(len(h), NODES)], 1)
            messages[v] = torch.sigmoid(self.gate(x)) * self.mapper(x)
        return h


forward = Direction(EDGES, range(NODES))
backward = Direction([(b, a) for a, b in EDGES], range(NODES - 1, -1, -1))
unify, latent = torch.nn.Linear(2 * WIDTH, WIDTH), torch.nn.Linear(WIDTH, WIDTH)
cells = torch.tensor([[0, *(2 + o for o in c), 1] for c in itertools.product(range(5), repeat=6)])
types = torch.nn.functional.one_hot(cells, 7).float()
ids = torch.eye(NODES)
best = float("inf")
with torch.no_grad():
    for _ in range(rounds):
        begin = time.perf_counter()
        z = latent(unify(torch.cat([forward(types, ids), backward(types, ids)], 1)))
        best = min(best, time.perf_counter() - begin)
assert z.shape == (15625, WIDTH)
print(f"{best:.3f}", flush=True)
