"""Mean and standard deviation of the best of n cells drawn evenly, with replacement, from NAS-Bench-201's table; exact.

    python3 tests/reference/best_of_random.py FOLDER/nasbench201/nats_bench.csv

The paper's random search (Table 3) is compared with them in data/experiments/README.md.
"""
import csv
import math
import sys

COLUMNS = {"CIFAR-10": "CIFAR10TestAccuracy200Epochs", "CIFAR-100": "CIFAR100TestAccuracy200Epochs"}

with open(sys.argv[1], encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
for title, column in COLUMNS.items():
    values = sorted(float(row[column]) for row in rows)
    for n in (1, 2, 100):
        weights = [((i + 1) / len(values)) ** n - (i / len(values)) ** n for i in range(len(values))]
        mean = sum(w * v for w, v in zip(weights, values))
        variance = sum(w * (v - mean) ** 2 for w, v in zip(weights, values))
        print(f"{title}: best of {n}: {mean:.2f} ± {math.sqrt(variance):.2f}")
