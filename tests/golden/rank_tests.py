"""Golden numbers for tests of ranks, means and spreads, from SciPy.

Run with Debian's python3-scipy:
    /usr/bin/python3 tests/golden/rank_tests.py > tests/src/test/resources/golden/rank-tests.json
"""
import json

import numpy as np
from scipy.stats import f, friedmanchisquare, levene, rankdata, studentized_range, t, ttest_ind, ttest_rel

rng = np.random.default_rng(46)


def friedman(name, scores):
    """Rank 1 is the highest score."""
    blocks, treatments = scores.shape
    result = friedmanchisquare(*scores.T)
    ranks = np.array([rankdata(-row) for row in scores])
    statistic = (blocks - 1) * result.statistic / (blocks * (treatments - 1) - result.statistic)
    return {
        "name": name, "ranks": ranks.tolist(), "average": ranks.mean(axis=0).tolist(),
        "chi_squared": result.statistic, "chi_squared_p": result.pvalue, "f": statistic,
        "f_p": f.sf(statistic, treatments - 1, (treatments - 1) * (blocks - 1)),
    }


# Accuracies of four classifiers on 14 datasets, some of them equal.
accuracies = np.array([
    [0.763, 0.768, 0.771, 0.798], [0.599, 0.591, 0.590, 0.569], [0.954, 0.971, 0.968, 0.967],
    [0.628, 0.661, 0.654, 0.657], [0.882, 0.888, 0.886, 0.898], [0.936, 0.931, 0.916, 0.931],
    [0.661, 0.668, 0.609, 0.685], [0.583, 0.583, 0.563, 0.625], [0.775, 0.838, 0.866, 0.875],
    [1.000, 1.000, 1.000, 1.000], [0.940, 0.962, 0.965, 0.962], [0.619, 0.666, 0.614, 0.669],
    [0.972, 0.981, 0.975, 0.975], [0.957, 0.978, 0.946, 0.970]])
paired = []
for count, shift in ((3, 0.5), (10, 0.2), (30, 0.0)):
    first, second = rng.normal(shift, 1, count), rng.normal(0, 1, count)
    result = ttest_rel(first, second)
    interval = result.confidence_interval(0.95)
    paired.append({"first": first.tolist(), "second": second.tolist(), "mean": float(np.mean(first - second)),
                   "low": interval.low, "high": interval.high})
spreads = []
for count, scale in ((4, 1.0), (10, 3.0), (25, 1.5)):
    first, second = rng.normal(0, scale, count), rng.normal(5, 1, count)
    spreads.append({"first": first.tolist(), "second": second.tolist(),
                    "p": levene(first, second, center="median").pvalue})
welch = []
for count, other in ((3, 10), (10, 10), (2, 25)):
    first, second = rng.normal(0.5, 2, count), rng.normal(0, 1, other)
    result = ttest_ind(first, second, equal_var=False)
    u, v = first.var(ddof=1) / count, second.var(ddof=1) / other
    freedom = (u + v) ** 2 / (u ** 2 / (count - 1) + v ** 2 / (other - 1))
    low, high = t.interval(0.95, freedom, loc=first.mean() - second.mean(), scale=np.sqrt(u + v))
    welch.append({"first": first.tolist(), "second": second.tolist(), "p": result.pvalue, "low": low, "high": high})
print(json.dumps({
    "friedman": [friedman("14 datasets", accuracies), friedman("distinct", rng.normal(size=(7, 10))),
                 friedman("three", rng.normal(size=(5, 3))),
                 friedman("ties", rng.integers(0, 4, (6, 5)).astype(float))],
    # Infinitely many degrees of freedom.
    "q": [{"treatments": k, "level": level, "q": studentized_range.ppf(1 - level, k, np.inf) / np.sqrt(2)}
          for k in (2, 3, 4, 8, 12, 20) for level in (0.05, 0.1)],
    "paired": paired, "spreads": spreads, "welch": welch,
}, indent=1))
