"""A Gaussian process on 100 observations of cells in scikit-learn: milliseconds for mean and standard deviation of all
15,625 cells, and for the fit of its kernel, on one line.

    python3 tests/reference/gp_speed.py [ROUNDS]

The Java side is io.github.grabnas.speed.Benchmarks, which starts this script too."""
import itertools
import sys
import time
import warnings

import numpy as np
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel

warnings.filterwarnings("ignore")
rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
cells = np.eye(5)[np.array(list(itertools.product(range(5), repeat=6)))].reshape(15_625, 30)
random = np.random.default_rng(1)
observed = cells[random.choice(len(cells), 100)]
targets = random.random(100)


def kernel():
    return ConstantKernel(1.0) * Matern(2.0, nu=2.5) + WhiteKernel(1e-2)


def best(run):
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        run()
        times.append(time.perf_counter() - begin)
    return min(times) * 1e3


process = GaussianProcessRegressor(kernel(), alpha=0, optimizer=None).fit(observed, targets)
posterior = best(lambda: process.predict(cells, return_std=True))
fit = best(lambda: GaussianProcessRegressor(kernel(), alpha=0).fit(observed, targets))
print(f"{posterior:.2f} {fit:.2f}", flush=True)
