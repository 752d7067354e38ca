"""Golden numbers for the dataset encoder, graph encoder and decoder, and AdamW, from PyTorch in float64.

Run with Debian's python3-torch:
    /usr/bin/python3 tests/golden/autoencoder.py > tests/src/test/resources/golden/autoencoder.json
"""
import json
import os
import sys

import torch

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "reference"))
from grabnas_networks import dataset, decoder_log_likelihood, encode, multi_head_attention, pooling, set_attention_block

torch.manual_seed(7)
HIDDEN, LATENT, NODES, WIDTH, HEADS, FEATURES = 6, 5, 8, 8, 2, 5
w = {}


def draw(name, *shape):
    # Four decimals, so that the file is short and both sides read the same numbers.
    w[name] = torch.round(torch.randn(*shape, dtype=torch.float64) * 0.5, decimals=4)


def draw_linear(name, a, b, bias=True):
    draw(name + ".weight", a, b)
    if bias:
        draw(name + ".bias", 1, b)


def draw_attention(name):
    for part in ("query", "key", "value", "output"):
        draw_linear(f"{name}.attention.{part}", WIDTH, WIDTH)
    draw_linear(name + ".feedforward", WIDTH, WIDTH)
    for n in (".norm1", ".norm2"):
        draw(name + n + ".gain", 1, WIDTH)
        draw(name + n + ".shift", 1, WIDTH)


def draw_set_transformer(name, first, last):
    if first != WIDTH:
        draw_linear(name + ".input", first, WIDTH)
    draw_attention(name + ".sab1")
    draw_attention(name + ".sab2")
    draw(name + ".pma.seed", 1, WIDTH)
    draw_linear(name + ".pma.elementwise", WIDTH, WIDTH)
    draw_attention(name + ".pma")
    draw_linear(name + ".output", WIDTH, last)


def draw_gru(name):
    draw(name + ".input.weight", 7, 3 * HIDDEN)
    draw(name + ".input.bias", 1, 3 * HIDDEN)
    draw_linear(name + ".recurrent", HIDDEN, 3 * HIDDEN)


def draw_message(name):
    draw_linear(name + ".gate", HIDDEN, HIDDEN)
    draw_linear(name + ".mapper", HIDDEN, HIDDEN, False)
    draw(name + ".gate.vertex", NODES, HIDDEN)
    draw(name + ".mapper.vertex", NODES, HIDDEN)


draw_set_transformer("dataset.intra", FEATURES, WIDTH)
draw_set_transformer("dataset.inter", WIDTH, LATENT)
for way in ("graph.forward", "graph.backward"):
    draw_gru(way + ".gru")
    draw_message(way)
draw_linear("graph.unify", 2 * HIDDEN, HIDDEN)
draw_linear("graph.latent", HIDDEN, LATENT)
draw_linear("decoder.initial", LATENT, HIDDEN)
draw_gru("decoder.gru")
draw("decoder.gru.input.vertex", NODES, 3 * HIDDEN)
draw_message("decoder")
draw_linear("decoder.node.first", HIDDEN, 2 * HIDDEN)
draw_linear("decoder.node.second", 2 * HIDDEN, 7)
draw_linear("decoder.edge.source", HIDDEN, 4 * HIDDEN, False)
draw_linear("decoder.edge.target", HIDDEN, 4 * HIDDEN)
draw_linear("decoder.edge.second", 4 * HIDDEN, 1)

sets = [torch.round(torch.randn(n, WIDTH, dtype=torch.float64), decimals=3) for n in (3, 1, 4)]
datasets = [[torch.round(torch.randn(n, FEATURES, dtype=torch.float64), decimals=3) for n in sizes]
            for sizes in ((2, 5, 1), (3, 3))]
cell = [(0, 1), (0, 2), (1, 3), (0, 4), (1, 5), (2, 6), (3, 6), (4, 7), (5, 7), (6, 7)]
graphs = [
    ("input nor_conv_3x3 none nor_conv_1x1 skip_connect avg_pool_3x3 nor_conv_3x3 output", cell),
    ("input skip_connect skip_connect avg_pool_3x3 none nor_conv_1x1 nor_conv_1x1 output", cell),
    ("input nor_conv_1x1 nor_conv_3x3 nor_conv_1x1 output", [(0, 1), (1, 2), (2, 3), (3, 4)]),
    ("input nor_conv_3x3 avg_pool_3x3 skip_connect output", [(0, 1), (0, 2), (0, 3), (1, 3), (2, 3), (3, 4)]),
    ("input output", [(0, 1)]),
]
latents = torch.round(torch.randn(len(graphs), LATENT, dtype=torch.float64), decimals=3)

start = torch.tensor([[0.3, -1.2, 2.0]], dtype=torch.float64, requires_grad=True)
target = torch.tensor([[1.0, 1.0, -1.0]], dtype=torch.float64)
adam = torch.optim.AdamW([start], lr=0.1, weight_decay=0.05)
path = []
for _ in range(5):
    adam.zero_grad()
    ((start - target) ** 3).sum().backward()
    adam.step()
    path.append(start.detach()[0].tolist())

print(json.dumps({
    "weights": {name: value.tolist() for name, value in w.items()},
    "sets": [s.tolist() for s in sets],
    "attention": [multi_head_attention(w, "dataset.inter.sab1.attention", s, s, HEADS).tolist() for s in sets],
    "blocks": [set_attention_block(w, "dataset.inter.sab1", s, HEADS).tolist() for s in sets],
    "pooled": [pooling(w, "dataset.inter.pma", s, HEADS)[0].tolist() for s in sets],
    "datasets": [[c.tolist() for c in d] for d in datasets],
    "dataset_embeddings": [dataset(w, d, HEADS)[0].tolist() for d in datasets],
    "graphs": [types + "; " + " ".join(f"{a}>{b}" for a, b in edges) for types, edges in graphs],
    "graph_embeddings": [encode(w, types.split(), edges).tolist() for types, edges in graphs],
    "latents": latents.tolist(),
    "log_likelihoods": [float(decoder_log_likelihood(w, z, types.split(), edges)) for z, (types, edges) in zip(latents, graphs)],
    "adamw": path,
}))
