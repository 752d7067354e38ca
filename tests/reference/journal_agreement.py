"""How far trainings of a journal agree: Spearman's correlation of the validation accuracies of seeds 0 and 1, over the
cells that have both, with a table's column if one is given.

    /usr/bin/python3 tests/reference/journal_agreement.py data/proxy/trainings/proxy-digits.journal.gz
    /usr/bin/python3 tests/reference/journal_agreement.py data/proxy/trainings/development-notmnist.journal \
        data/external/nasbench201/nats_bench.csv ImageNetTestAccuracy200Epochs
"""
import collections
import csv
import gzip
import statistics
import sys

from scipy.stats import spearmanr

cells = collections.defaultdict(dict)
unpacked = gzip.open if sys.argv[1].endswith(".gz") else open
with unpacked(sys.argv[1], "rt", encoding="utf-8") as lines:
    for line in lines:
        fields = line.rstrip("\n").split("\t")
        if len(fields) == 8:
            cells[fields[2]][int(fields[3])] = float(fields[7])
first = {cell: seeds[0] for cell, seeds in cells.items() if 0 in seeds}
both = [(seeds[0], seeds[1]) for seeds in cells.values() if 0 in seeds and 1 in seeds]
print(f"{sum(map(len, cells.values()))} trainings of {len(cells)} cells; seed 0: "
      f"{statistics.mean(first.values()):.1f} +- {statistics.pstdev(first.values()):.1f} %")
print(f"seeds 0 and 1 of {len(both)} cells: {spearmanr(*zip(*both))[0]:.3f}")
# The first 600 are the sample, in the order in which all cells are trained.
print(f"of the first 600 of them: {spearmanr(*zip(*both[:600]))[0]:.3f}")
if len(sys.argv) > 3:
    with open(sys.argv[2], encoding="utf-8") as table:
        column = {row["ArchitectureString"]: float(row[sys.argv[3]]) for row in csv.DictReader(table)}
    pairs = [(accuracy, column[cell]) for cell, accuracy in first.items()]
    print(f"seed 0 with {sys.argv[3]}: {spearmanr(*zip(*pairs))[0]:.3f} over {len(pairs)} cells")
