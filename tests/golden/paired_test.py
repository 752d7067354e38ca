"""Golden numbers for Wilcoxon's signed-rank test, from SciPy.

Run with Debian's python3-scipy:
    /usr/bin/python3 tests/golden/paired_test.py > tests/src/test/resources/golden/paired-test.json
"""
import json

import numpy as np
from scipy.stats import permutation_test, rankdata, wilcoxon

rng = np.random.default_rng(45)
cases = []


def add(name, first, second, p):
    differences = np.subtract(first, second)
    rest = differences[differences != 0]
    ranks = rankdata(abs(rest))
    cases.append({
        "name": name, "first": list(map(float, first)), "second": list(map(float, second)),
        "tied": int((differences == 0).sum()),
        "statistic": float(min(ranks[rest > 0].sum(), ranks[rest < 0].sum())),
        "p": float(p),
    })


# Without equal differences SciPy's exact distribution is right as it is.
for count, shift in ((3, 0.4), (10, 0.3), (12, 0.0), (25, 0.5)):
    first, second = rng.normal(shift, 1, count), rng.normal(0, 1, count)
    add(f"{count} distinct", first, second, wilcoxon(first, second, mode="exact").pvalue)

# Pairs without a difference are left out.
first, second = rng.normal(0.6, 1, 10), rng.normal(0, 1, 10)
second[[1, 4, 7]] = first[[1, 4, 7]]
keep = first != second
add("3 of 10 equal", first, second, wilcoxon(first[keep], second[keep], mode="exact").pvalue)

# With equal differences: all ways to give signs, each counted.
for count in (6, 10, 12):
    first = rng.integers(0, 6, count).astype(float)
    second = rng.integers(0, 4, count).astype(float)
    rest = (first - second)[first != second]

    def positive(x, axis):
        ranks = rankdata(abs(rest))
        return ((x > 0) * ranks).sum(axis=axis)

    result = permutation_test((rest,), positive, permutation_type="samples", vectorized=True, n_resamples=np.inf)
    add(f"{count} with equal differences", first, second, min(1.0, result.pvalue))

print(json.dumps(cases, indent=1))
