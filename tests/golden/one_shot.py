"""Numbers of one-shot methods' parts from PyTorch and SciPy, against which OneShotPartsTest holds ours.

    python3 tests/golden/one_shot.py > tests/src/test/resources/golden/one-shot.json

adam: parameters after five steps with the gradients sin(i + t). dirichlet: draws, and the gradient of their inner
product with cos(k), by PyTorch, whose derivative is an approximation. velocities: of numbers of Beta(a, b) when a grows,
over 1 - x, by central differences of SciPy's quantile function. divergence: the gradient of 1e-3 KL(Dir(elu(alpha) + 1)
|| Dir(1)) with respect to alpha."""
import json

import numpy as np
import torch
from scipy.special import betainc, betaincinv

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
torch.manual_seed(201)

w = torch.nn.Parameter(torch.sin(torch.arange(36).double()) * 1e-3)
optimiser = torch.optim.Adam([w], 3e-4, (0.5, 0.999), weight_decay=1e-3)
start = w.detach().clone()
for t in range(5):
    w.grad = torch.sin(torch.arange(36).double() + t)
    optimiser.step()
adam = {"start": start.tolist(), "end": w.tolist()}

dirichlet = []
for beta in ([1.0, 1.0, 1.0, 1.0, 1.0], [0.3, 2.0, 1.1, 0.05, 4.0], [6.0, 0.9, 0.8, 0.7, 1.2]):
    for _ in range(3):
        b = torch.tensor(beta).requires_grad_()
        x = torch.distributions.Dirichlet(b).rsample()
        (x * torch.cos(torch.arange(5).double())).sum().backward()
        dirichlet.append({"beta": beta, "x": x.tolist(), "gradient": b.grad.tolist()})

velocities = []
for a, b in ((1, 4), (0.3, 7), (5, 0.6), (2, 2), (0.05, 3)):
    for p in (0.02, 0.3, 0.7, 0.98):
        x = betaincinv(a, b, p)
        if x < 1e-12:
            continue
        h = 1e-4 * a
        v = (betaincinv(a + h, b, p) - betaincinv(a - h, b, p)) / (2 * h)
        assert abs(betainc(a, b, x) - p) < 1e-12
        velocities.append({"a": a, "b": b, "x": x, "velocity": v / (1 - x)})

alpha = torch.tensor(np.linspace(-1.5, 2, 30)).requires_grad_()
beta = torch.nn.functional.elu(alpha.view(6, 5)) + 1
q, p = torch.distributions.Dirichlet(beta), torch.distributions.Dirichlet(torch.ones(6, 5))
(1e-3 * torch.distributions.kl_divergence(q, p).sum()).backward()
divergence = {"alpha": alpha.tolist(), "gradient": alpha.grad.tolist()}

print(json.dumps({"adam": adam, "dirichlet": dirichlet, "velocities": velocities, "divergence": divergence}, indent=1))
