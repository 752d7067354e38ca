"""How much a dataset can tell about which cells are good, from data/proxy/proxy-meta-training.csv:

    python3 tests/reference/tuple_variances.py

Prints the noise of one training (pairs that were trained three times) and the variance within tasks, by
domain; then, over the cells that recur, least squares of task + cell with accuracies in units of their task's
spread (as MetaTrainingData.spreads has it): the variance of cells, of what is left, and of its noise."""
import collections
import csv
import math
import os
import statistics

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RECUR = 6
PRIOR = 4

with open(os.path.join(TOP, "data/proxy/proxy-meta-training.csv"), encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
trainings = collections.defaultdict(list)
first = collections.defaultdict(list)
for row in rows:
    trainings[row["task"], row["architecture"]].append(float(row["accuracy"]))
    if row["seed"] == "0":
        first[row["task"]].append(float(row["accuracy"]))
thrice = {pair: values for pair, values in trainings.items() if len(values) == 3}

by_domain = collections.defaultdict(lambda: ([], []))
for (task, _), values in thrice.items():
    by_domain[task[:-5]][0].append(statistics.variance(values))
for task, values in first.items():
    by_domain[task[:-5]][1].append(statistics.variance(values))
for domain, (noise, within) in sorted(by_domain.items()):
    print(f"{domain}: {len(noise)} pairs, noise {statistics.mean(noise):.2f}; {len(within)} tasks, "
          f"variance within a task {statistics.mean(within):.2f} points squared")

deviation = {task: statistics.stdev(values) for task, values in first.items()}
usual = statistics.mean(deviation.values())
spread = {task: math.sqrt(((len(first[task]) - 1) * d * d + PRIOR * usual * usual) / (len(first[task]) - 1 + PRIOR))
          for task, d in deviation.items()}
tasks_of = collections.Counter(architecture for _, architecture in trainings)
data = [(task, cell, values[0] / spread[task]) for (task, cell), values in trainings.items()
        if tasks_of[cell] >= RECUR]
effects = [collections.defaultdict(float), collections.defaultdict(float)]
for _ in range(60):
    for side in (0, 1):
        sums = collections.defaultdict(list)
        for observation in data:
            sums[observation[side]].append(observation[2] - effects[1 - side][observation[1 - side]])
        effects[side].update({key: statistics.mean(values) for key, values in sums.items()})
left = sum((y - effects[0][task] - effects[1][cell]) ** 2 for task, cell, y in data)
left /= len(data) - len(effects[0]) - len(effects[1]) + 1
cells = statistics.pvariance(effects[1].values())
noise = statistics.mean(statistics.variance(values) / spread[task] ** 2 for (task, _), values in thrice.items())
print(f"{len(effects[1])} cells that recur, {len(data)} tuples: cells {cells:.3f}, left {left:.3f}, of which noise "
      f"{noise:.3f} and interaction {left - noise:.3f}; share of the interaction {(left - noise) / (cells + left):.3f}")
