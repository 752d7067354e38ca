"""Golden numbers for the Gaussian process and the acquisition functions, from scikit-learn, SciPy and mpmath.

Run with Debian's python3-sklearn, python3-scipy and python3-mpmath:
    /usr/bin/python3 tests/golden/gp.py > tests/src/test/resources/golden/gp.json
"""
import json

import mpmath
import numpy as np
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF, ConstantKernel, Matern, WhiteKernel

rng = np.random.default_rng(20)
x = rng.normal(size=(12, 3))
y = 90 + 3 * np.sin(x[:, 0]) + x[:, 1] ** 2 - 0.5 * x[:, 2] + 0.1 * rng.normal(size=12)
at = rng.normal(size=(5, 3))
variance, noise = 1.7, 0.013

processes = []
for name, kind in (("rbf", RBF), ("matern32", lambda l: Matern(l, nu=1.5)), ("matern52", lambda l: Matern(l, nu=2.5))):
    for scales in (1.3, [0.7, 1.9, 3.1]):
        kernel = ConstantKernel(variance) * kind(scales) + WhiteKernel(noise)
        gp = GaussianProcessRegressor(kernel, alpha=0, optimizer=None)
        z = (y - y.mean()) / y.std()
        gp.fit(x, z)
        likelihood, gradient = gp.log_marginal_likelihood(gp.kernel_.theta, eval_gradient=True)
        mean, deviation = gp.predict(at, return_std=True)
        # scikit-learn's deviation holds the noise; ours is the latent function's.
        latent = np.sqrt(deviation ** 2 - noise)
        processes.append({
            "kernel": name,
            "length_scales": list(np.atleast_1d(scales)),
            "log_marginal_likelihood": likelihood,
            "gradient": list(gradient),
            "mean": list(mean * y.std() + y.mean()),
            "deviation": list(latent * y.std()),
        })

mpmath.mp.dps = 60
acquisitions = []
for z in (-1e6, -1000, -300, -40, -20, -6, -5.01, -4.99, -2, -0.5, 0, 0.5, 3, 12):
    sigma, best = mpmath.mpf("0.37"), mpmath.mpf("94.37")
    mean = float(best + mpmath.mpf(z) * sigma)
    exact = (mpmath.mpf(mean) - mpmath.mpf(94.37)) / mpmath.mpf(0.37)
    if z < -50:
        # Asymptotic series of h(z): the direct form would cancel beyond any precision.
        h = mpmath.npdf(exact) / exact ** 2 * mpmath.nsum(
            lambda k: (-1) ** int(k) * mpmath.fac2(2 * int(k) + 1) / exact ** (2 * int(k)), [0, 12])
    else:
        h = exact * mpmath.ncdf(exact) + mpmath.npdf(exact)
    acquisitions.append({
        "mean": mean, "deviation": 0.37, "best": 94.37,
        "log_ei": float(mpmath.log(mpmath.mpf(0.37)) + mpmath.log(h)),
        "ei": float(mpmath.mpf(0.37) * h),
        "pi": float(mpmath.ncdf(exact)),
    })

print(json.dumps({
    "x": x.tolist(), "y": y.tolist(), "at": at.tolist(), "variance": variance, "noise": noise,
    "processes": processes, "acquisitions": acquisitions,
}, indent=1))
