"""The method's networks in PyTorch, written for comparison: plain, one set or graph at a time.

Every function takes the weights as a dict of tensors under the names that the Java library uses; a
linear map is x @ weight + bias.
"""
import math

import torch
import torch.nn.functional as F

TYPES = ["input", "output", "none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"]


def linear(w, name, x):
    return x @ w[name + ".weight"] + w.get(name + ".bias", 0)


def multi_head_attention(w, name, queries, elements, heads):
    width = queries.shape[1]
    q, k, v = (linear(w, f"{name}.{part}", x).split(width // heads, 1)
               for part, x in (("query", queries), ("key", elements), ("value", elements)))
    attended = [torch.softmax(a @ b.T / math.sqrt(width), 1) @ c for a, b, c in zip(q, k, v)]
    return linear(w, f"{name}.output", torch.cat(attended, 1))


def norm(w, name, x):
    return F.layer_norm(x, x.shape[1:], w[name + ".gain"][0], w[name + ".shift"][0])


def residual(w, name, x, attended):
    h = norm(w, name + ".norm1", x + attended)
    return norm(w, name + ".norm2", h + torch.relu(linear(w, name + ".feedforward", h)))


def set_attention_block(w, name, y, heads):
    return residual(w, name, y, multi_head_attention(w, name + ".attention", y, y, heads))


def pooling(w, name, y, heads):
    seed = w[name + ".seed"]
    z = torch.relu(linear(w, name + ".elementwise", y))
    return residual(w, name, seed, multi_head_attention(w, name + ".attention", seed, z, heads))


def set_transformer(w, name, y, heads):
    if name + ".input.weight" in w:
        y = linear(w, name + ".input", y)
    for block in (".sab1", ".sab2"):
        y = set_attention_block(w, name + block, y, heads)
    return linear(w, name + ".output", pooling(w, name + ".pma", y, heads))


def dataset(w, classes, heads):
    prototypes = torch.cat([set_transformer(w, "dataset.intra", c, heads) for c in classes])
    return set_transformer(w, "dataset.inter", prototypes, heads)


def gru(w, name, kind, h, vertex=None):
    """torch.nn.GRUCell with the same weights; its input is the one-hot type, beside it the one-hot number."""
    weight = w[name + ".input.weight"]
    x = F.one_hot(torch.tensor(kind), len(weight)).to(weight)
    if vertex is not None:
        ids = w[name + ".input.vertex"]
        x = torch.cat([x, F.one_hot(torch.tensor(vertex), len(ids)).to(weight)])
        weight = torch.cat([weight, ids])
    cell = torch.nn.GRUCell(len(weight), len(h)).to(weight)
    with torch.no_grad():
        cell.weight_ih.copy_(weight.T)
        cell.weight_hh.copy_(w[name + ".recurrent.weight"].T)
        cell.bias_ih.copy_(w[name + ".input.bias"][0])
        cell.bias_hh.copy_(w[name + ".recurrent.bias"][0])
        return cell(x[None], h[None])[0]


def message(w, name, h, vertex):
    gate, mapper = linear(w, name + ".gate", h[None])[0], linear(w, name + ".mapper", h[None])[0]
    if name + ".gate.vertex" in w:
        gate, mapper = gate + w[name + ".gate.vertex"][vertex], mapper + w[name + ".mapper.vertex"][vertex]
    return torch.sigmoid(gate) * mapper


def passing(w, name, types, edges, order):
    """Hidden state of the last node of `order`; edges lead from earlier to later nodes of it."""
    states = {}
    for v in order:
        incoming = sum([message(w, name, states[a], a) for a, b in edges if b == v],
                       torch.zeros(w[name + ".gate.weight"].shape[0], dtype=torch.float64))
        states[v] = gru(w, name + ".gru", TYPES.index(types[v]), incoming)
    return states[order[-1]]


def encode(w, types, edges):
    nodes = list(range(len(types)))
    forward = passing(w, "graph.forward", types, edges, nodes)
    backward = passing(w, "graph.backward", types, [(b, a) for a, b in edges], nodes[::-1])
    return linear(w, "graph.latent", linear(w, "graph.unify", torch.cat([forward, backward])[None]))[0]


def decoder_log_likelihood(w, z, types, edges):
    vertices = "decoder.gate.vertex" in w
    states = [gru(w, "decoder.gru", 0, torch.tanh(linear(w, "decoder.initial", z[None]))[0], 0 if vertices else None)]
    total = 0
    for k in range(1, len(types)):
        scores = linear(w, "decoder.node.second", torch.relu(linear(w, "decoder.node.first", states[-1][None])))[0]
        kind = TYPES.index(types[k])
        total = total + torch.log_softmax(scores, 0)[kind]
        if types[k] == "output":
            return total
        incoming = torch.zeros_like(states[0])
        h = gru(w, "decoder.gru", kind, incoming, k if vertices else None)
        for l in range(k - 1, -1, -1):
            first = torch.cat([w["decoder.edge.source.weight"], w["decoder.edge.target.weight"]])
            hidden = torch.relu(torch.cat([states[l], h]) @ first + w["decoder.edge.target.bias"][0])
            p = torch.sigmoid(linear(w, "decoder.edge.second", hidden[None]))[0, 0]
            there = (l, k) in edges
            total = total + torch.log(p if there else 1 - p)
            if there:
                incoming = incoming + message(w, "decoder", states[l], l)
                h = gru(w, "decoder.gru", kind, incoming, k if vertices else None)
        states.append(h)
    raise ValueError("the graph has no output")
