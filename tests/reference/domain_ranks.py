"""Which domain's tasks rank a target's cells best, from data/proxy (tables, tuples, tasks.csv, journals):

    python3 tests/reference/domain_ranks.py

A Gaussian process on one-hot operations (squared exponential of length 2, noise of variance 2, accuracies in standard
deviations of their task) is fitted to the tuples of some tasks and predicts all cells of a table; printed is Spearman's
correlation with the validation accuracies. Then, by which factor networks are better than guessing on the tasks, and, over tasks that were left out (five folds), the share of the variance
within tasks that is predicted without the dataset, with a task's domain and with the mean features of its images.
Needs numpy and scipy."""
import collections
import csv
import json
import os
import re
import struct

import numpy as np
from scipy.stats import spearmanr

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROXY = os.path.join(TOP, "data/proxy")
OPERATIONS = ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"]
LENGTH, NOISE, SMALLEST = 2.0, 2.0, 0.5
PHOTOGRAPHS = 40  # of a class of photographs there are no more, half of them to train on


def rows(name):
    with open(os.path.join(PROXY, name), encoding="utf-8") as file:
        return list(csv.DictReader(file))


def one_hot(architecture):
    names = re.findall(r"(\w+)~\d", architecture)
    if architecture.count("+") != 2 or len(names) != 6:
        return None
    code = np.zeros(30)
    code[[5 * i + OPERATIONS.index(name) for i, name in enumerate(names)]] = 1
    return code


def kernel(a, b):
    differing = a.sum(1)[:, None] + b.sum(1)[None] - 2 * a @ b.T
    return np.exp(-differing / (2 * LENGTH * LENGTH))


def table(target):
    if not target.startswith("development"):
        lines = [(row["architecture"], float(row["validation_accuracy"])) for row in rows(target + ".csv")]
    else:
        accuracies = collections.defaultdict(list)
        with open(os.path.join(PROXY, "trainings", target + ".journal"), encoding="utf-8") as file:
            for line in list(file)[1:]:
                fields = line.split("\t")
                accuracies[fields[2]].append(float(fields[4]))
        lines = [(cell, np.mean(values)) for cell, values in accuracies.items()]
    return np.array([one_hot(cell) for cell, _ in lines]), np.array([value for _, value in lines])


def tuples(name):
    """Of the cells, trained once: the tasks' names, the task of each, its code, and its accuracy in standard deviations
    of the task, from whose mean; then the mean accuracy of each task."""
    first = {(row["task"], row["architecture"]): float(row["accuracy"]) for row in rows(name)
             if row["seed"] == "0" and one_hot(row["architecture"]) is not None}
    names = sorted({task for task, _ in first})
    number = {name: i for i, name in enumerate(names)}
    task = np.array([number[name] for name, _ in first])
    accuracy = np.array(list(first.values()))
    values = np.empty(len(accuracy))
    means = np.empty(len(names))
    for t in range(len(names)):
        own = accuracy[task == t]
        means[t] = own.mean()
        values[task == t] = (own - own.mean()) / max(own.std(), SMALLEST)
    return names, task, np.array([one_hot(cell) for _, cell in first]), values, means


def ranks(label, codes, values):
    weights = np.linalg.solve(kernel(codes, codes) + NOISE * np.eye(len(values)), values)
    found = [spearmanr(kernel(cells, codes) @ weights, truth)[0] for cells, truth in tables.values()]
    print(label.ljust(40), *(f"{r:.2f}" for r in found))


names, task, codes, values, means_of_tasks = tuples("proxy-meta-training.csv")
about = {row["task"]: row for row in rows("tasks.csv")}
domain = np.array([name[:-5] for name in names])
photographs = domain == "tiny-imagenet"
passes = np.array([int(about[name]["shown_images"]) * 2
                   / (int(about[name]["classes"]) * min(int(about[name]["images_a_class"]), PHOTOGRAPHS))
                   for name in names])
median = np.median(passes[photographs])

subsets = {"all": np.ones(len(names), bool), "photographs": photographs,
           f"photographs, up to {median:.0f} passes": photographs & (passes <= median),
           f"photographs, more passes": photographs & (passes > median),
           "printed letters": domain == "notmnist", "letters of street signs": domain == "street-letters"}
targets = ["proxy-cifar10", "proxy-cifar100", "proxy-mnist", "proxy-pets", "proxy-aircraft-edges", "proxy-digits",
           "proxy-fashion",
           "development-tiny-imagenet", "development-notmnist"]
targets = [t for t in targets if t.startswith("development") or os.path.exists(os.path.join(PROXY, t + ".csv"))]
print("tasks".ljust(40), *targets)
tables = {target: table(target) for target in targets}
for subset, chosen in subsets.items():
    ranks(f"{subset} ({chosen.sum()})", codes[chosen[task]], values[chosen[task]])
together = tuples("proxy-groups.csv")
ranks(f"photographs, several classes as one ({len(together[0])})", together[2], together[3])
ranks("all, and these", np.vstack([codes, together[2]]), np.concatenate([values, together[3]]))
for label, some, means in (("photographs", photographs, means_of_tasks),
                           ("printed letters", domain == "notmnist", means_of_tasks),
                           ("letters of street signs", domain == "street-letters", means_of_tasks),
                           ("several classes as one", np.ones(len(together[0]), bool), together[4])):
    own = names if means is means_of_tasks else together[0]
    times = [means[i] * int(about[own[i]]["classes"]) / 100 for i in np.flatnonzero(some)]
    print(f"{label}: mean accuracy of a task, median, {np.median(times):.2f} times that of guessing")
print(f"proxy-cifar10: median over the cells {np.median(tables['proxy-cifar10'][1]) / 10:.2f} times that of guessing")


def features(path):
    with open(path, "rb") as file:
        content = file.read()
    size = struct.unpack("<Q", content[:8])[0]
    entries = json.loads(content[8:8 + size])
    means = []
    for name in names:
        entry = entries[name + "/vectors"]
        begin, end = (8 + size + offset for offset in entry["data_offsets"])
        means.append(np.frombuffer(content[begin:end], np.float16).reshape(entry["shape"]).astype(float).mean(0))
    means = np.array(means)
    return (means - means.mean(0)) / means.std(0)


def predicted(likeness):
    """The share of the variance within tasks, on tasks that were left out."""
    folds = np.random.default_rng(0).integers(0, 5, len(names))
    gram = kernel(codes, codes) * (1 + likeness[task][:, task])
    left = 0.0
    for fold in range(5):
        test = folds[task] == fold
        weights = np.linalg.solve(gram[np.ix_(~test, ~test)] + NOISE * np.eye((~test).sum()), values[~test])
        prediction = gram[np.ix_(test, ~test)] @ weights
        for t in np.unique(task[test]):
            own = task[test] == t
            left += ((values[test][own] - prediction[own] + prediction[own].mean()) ** 2).sum()
    return 1 - left / (values ** 2).sum()


print(f"no dataset: {predicted(np.zeros((len(names), len(names)))):.3f}")
print(f"domain: {predicted((domain[:, None] == domain[None]) * 1.0):.3f}")
means = features(os.path.join(PROXY, "features.safetensors"))
print(f"mean features: {predicted(np.exp(-((means[:, None] - means[None]) ** 2).mean(2) / 2)):.3f}")
