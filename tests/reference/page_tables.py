"""Writes the tables of the pages anew from the files that experiments left under data/, so that no number is typed.

    /usr/bin/python3 tests/reference/page_tables.py

What is written beside the tables is not touched; the pages' tests (ResultsPageTest, QualityPageTest) compare every number
with its file. A target that is in the files and not in a table gets its column or its rows.
"""

import csv
import decimal
import math
import pathlib
import statistics

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
PUBLIC = {"cifar10": "CIFAR-10", "cifar100": "CIFAR-100", "imagenet16-120": "ImageNet16-120"}
PROXY = ["cifar10", "cifar100", "mnist", "pets", "aircraft-edges", "digits", "fashion"]
PROXY = ["proxy-" + name for name in PROXY]
WHOLE = [
    "grabnas", "grabnas preset=paper", "grabnas-knn", "tnas", "metad2a", "bo-onehot init=meta", "bo-onehot",
    "evolution", "random"]
PRUNED = ["tnas", "grabnas-knn", "grabnas", "grabnas proposals=1", "grabnas preset=paper"]
ADAPTING = [
    "bo-onehot", "tnas", "grabnas", "grabnas preset=paper", "tnas prior-mean=zero refit=true", "bo-onehot init=meta"]
SURROGATES = {
    "deep kernel": "deep kernel",
    "residuals on the graph embedding, fitted (what searches use)": "deep kernel, fitted on graph",
    "residuals on operations, fitted": "deep kernel, fitted on operations",
    "eq. 3 and 4 as printed": "deep kernel, eq. 3 and 4 as printed",
    "dataset embedding zero": "deep kernel, dataset embedding zero",
    "Gaussian process, one-hot, with the tuples": "gp-one-hot with the tuples",
    "Gaussian process, one-hot": "gp-one-hot",
}
TRIBUO = {"nearest neighbours (Tribuo)": "nearest-neighbours", "random forest (Tribuo)": "random-forest"}


def lines(path):
    with open(DATA / path, newline="") as file:
        return list(csv.DictReader(file))


def name(target):
    return PUBLIC.get(target, "`%s`" % target)


def rounded(text, places=2):
    """Half up, as readers do it, from the decimals of the file."""
    number = decimal.Decimal(str(text)).quantize(decimal.Decimal(1).scaleb(-places), decimal.ROUND_HALF_UP)
    return "%s" % (abs(number) if number == 0 else number)


def spread(mean, deviation):
    return "%s ± %s" % (rounded(mean), rounded(deviation))


def interval(row, column):
    def end(value):
        return rounded(value, 3 if 0 < abs(float(value)) < 0.005 else 2)
    middle = rounded(row[column])
    return "%s [%s, %s]" % (
        middle if middle.startswith("-") else "+" + middle, end(row[column + "_low"]), end(row[column + "_high"]))


def evaluations(row):
    median = row["evaluations_to_optimum_median"].removesuffix(".0").replace(">", "> ")
    found = "" if row["target"] in PUBLIC else " (%s)" % row["seeds_met_optimum"]
    return median + found


def there(targets, rows):
    known = {row["target"] for row in rows}
    return [target for target in targets if target in known]


def table2():
    rows = lines("experiments/table2/table2-evaluations.csv")
    of = {(row["target"], row["method"]): row for row in rows}
    header, body = ["method"], {method: ["`%s`" % method] for method in WHOLE}
    for target in there([*PUBLIC, *PROXY], rows):
        published = target in ("cifar10", "cifar100")
        header += [name(target), "evaluations"] + ["published"] * published
        for method in WHOLE:
            row = of[target, method]
            body[method] += [spread(row["measured_mean"], row["measured_std"]), evaluations(row)]
            if published:
                mean = row["published_mean"]
                body[method].append(spread(mean, row["published_std"]) if mean else "")
    return [header, *body.values()]


def table1():
    rows = lines("experiments/table1/table1-details.csv")
    body = [["pruned", "best left", *("`%s`" % method for method in PRUNED)]]
    for target in there(PROXY, rows):
        for row in (row for row in rows if row["target"] == target):
            body.append(["%s, top %s" % (name(target), row["pruned"]), rounded(row["remaining_best"])])
            for method in PRUNED:
                body[-1].append("%s (%s)" % (
                    spread(row[method + "_measured_mean"], row[method + "_measured_std"]),
                    row[method + "_seeds_beyond_remaining_best"]))
    return body


def public_table1():
    rows = lines("experiments/table1/table1-details.csv")
    header = ["pruned", "best left"]
    for method in PRUNED:
        header.append("`%s`" % method)
        header += {"tnas": ["published TNAS"], "grabnas": ["published GraB-NAS"]}.get(method, [])
    body = [header]
    for row in (row for row in rows if row["target"] in PUBLIC):
        body.append(["%s, top %s" % (name(row["target"]), row["pruned"]), rounded(row["remaining_best"])])
        for method in PRUNED:
            mean = row[method + "_published_mean"]
            body[-1].append("%s (%s)" % (
                spread(row[method + "_measured_mean"], row[method + "_measured_std"]),
                row[method + "_seeds_met_optimum"]))
            if method in ("tnas", "grabnas"):
                body[-1].append(spread(mean, row[method + "_published_std"]) if mean else "")
    return body


def fresh_tests():
    rows = lines("experiments/fresh/fresh-tests.csv")
    body = [["against `tnas`", "method", "difference", "different pairs", "p", "adjusted"]]
    for target in there(PROXY, rows):
        for row in (row for row in rows if row["target"] == target):
            body.append([
                name(target), "`%s`" % row["method"], interval({"d": row["mean_difference"], "d_low": row["difference_low"],
                                                               "d_high": row["difference_high"]}, "d"),
                row["different_pairs"], row["p"], row["p_holm"]])
    return body


def fresh():
    rows = lines("experiments/fresh/fresh-trainings.csv")
    methods = [method for method in PRUNED if method in {row["method"] for row in rows}]
    body = [["pruned", "best left anew", *("`%s`" % method for method in methods)]]
    for target in there(PROXY, rows):
        for pruned in ("10", "20", "50"):
            some = {row["method"]: row for row in rows if (row["target"], row["pruned"]) == (target, pruned)}
            body.append(["%s, top %s" % (name(target), pruned), rounded(some["tnas"]["remaining_best"])])
            for method in methods:
                cell = "%s (%s)" % (interval(some[method], "difference"), some[method]["found_another_cell"])
                told = some[method]["better_than_remaining"]
                body[-1].append({"yes": "**%s**", "worse": "*%s*"}.get(told, "%s") % cell)
    return body


def adaptation():
    rows = lines("experiments/adaptation/adaptation.csv")
    of = {(row["target"], row["method"]): row for row in rows}
    body = [["target", "method", "best seen", "above by, at least", "found the best cell",
             "evaluations until then, median and most"]]
    for target in there([*PUBLIC, *PROXY], rows):
        for row in (of[target, method] for method in ADAPTING if (target, method) in of):
            method = row["method"]
            bound = math.floor(float(row["lower_bound"]) * 100 + 1e-9) / 100
            body.append([
                name(target) + ("" if target in PUBLIC else " (validation accuracy)"), "`%s`" % method,
                spread(row["best_mean"], row["best_std"]), "" if method == "bo-onehot" else "%.2f" % bound,
                "%s of %s" % (row["met_optimum"], row["seeds"]),
                "%s, %s" % tuple(row["evaluations_to_optimum_" + what].removesuffix(".0").replace(">", "> ")
                                 for what in ("median", "most"))])
    return body


def quality(suite, first, entries, column, places):
    rows = lines("meta/quality-%s.csv" % suite)
    task = "task" if "task" in rows[0] else "target"
    targets = [target for target in [*PUBLIC, *PROXY] if target in {row[task] for row in rows}]
    body = [[first, *map(name, targets)]]
    for label, method, support in entries:
        body.append([label])
        for target in targets:
            values = [decimal.Decimal(row[column]) for row in rows
                      if (row[task], row["method"], row["support"]) == (target, method, support)]
            mean = rounded(statistics.mean(values), places)
            alone = suite == "paper" and statistics.stdev(values) == 0
            body[-1].append(mean if alone else "%s ± %s" % (mean, rounded(statistics.stdev(values), places)))
    return body


def correlations(suite, support):
    methods = {**SURROGATES, **(TRIBUO if suite == "paper" else {})}
    return quality(
        suite, "%s observations" % support, [(l, m, support) for l, m in methods.items()], "spearman", 2)


def best_ranks(suite):
    labels = [label for label in SURROGATES if SURROGATES[label] in (
        "deep kernel", "deep kernel, fitted on graph", "gp-one-hot with the tuples", "gp-one-hot")]
    return quality(
        suite, "rank of the best cell",
        [("%s, %s" % (label, support), SURROGATES[label], support) for support in ("5", "20") for label in labels],
        "rank_of_best", 0)


def novel(target):
    rows = [row for row in lines("meta/novel-proxy.csv") if row["target"] == target]
    body = [["`%s`" % target, "observed", "novel graphs", "with cells"]]
    for label, method in (("what searches use", "deep kernel, as searches use it"),
                          ("eq. 3 and 4 as printed", "deep kernel, eq. 3 and 4 as printed"),
                          ("more multiply-adds are better", "multiply-adds")):
        supports = ["0"] if method == "multiply-adds" else ["5", "10", "20"]
        body.append([label, "none" if supports == ["0"] else ", ".join(supports)] + [
            ", ".join(rounded(statistics.mean(
                decimal.Decimal(row[column]) for row in rows
                if (row["method"], row["support"]) == (method, support))) for support in supports)
            for column in ("spearman_novel", "spearman_together")])
    return body


def coverage(old):
    rows = lines("meta/coverage-proxy.csv")
    body = [old[0], *(row for row in old[1:] if row[0] == "held-out tasks")]
    for target in [t for t in PROXY if t in {row["task"] for row in rows}]:
        shares = ["within_50", "within_80", "within_95"]
        body.append([name(target), "5, 20, 50"] + [
            ", ".join(rounded(statistics.mean(
                decimal.Decimal(row[share]) for row in rows if (row["task"], row["observed"]) == (target, observed)), 1)
                for observed in ("5", "20", "50")) for share in shares])
    return [*body, *(row for row in old[1:] if row[0] in PUBLIC.values())]


def one_shot():
    runs = lines("experiments/one-shot/runs.csv")
    body = [["target", "method", "skip", "none", "convolution", "pooling", "largest probability", "supernet",
             "validation", "test"]]
    summary = lines("experiments/one-shot/summary.csv")
    for target in there(PROXY, summary):
        for row in (row for row in summary if row["target"] == target):
            some = [run for run in runs if (run["target"], run["method"]) == (target, row["method"])]
            body.append([name(target), "`%s`" % row["method"], *derived(some), rounded(row["supernet_accuracy"], 1),
                         spread(row["validation_mean"], row["validation_std"]),
                         spread(row["test_mean"], row["test_std"])])
    return body


def derived(runs):
    def edges(*operations):
        return "/".join(str(sum(int(run[o + "_edges"]) for o in operations)) for run in runs)
    least = [float(run["least_decided_edge"]) for run in runs if run["least_decided_edge"]]
    most = [float(run["most_decided_edge"]) for run in runs if run["most_decided_edge"]]
    decided = "" if runs[0]["method"] == "rsps" else "%s to %s" % (rounded(min(least)), rounded(max(most)))
    return [edges("skip_connect"), edges("none"), edges("nor_conv_1x1", "nor_conv_3x3"), edges("avg_pool_3x3"), decided]


def printed(table):
    text = ["| %s |" % " | ".join(row) for row in table]
    text.insert(1, "|%s" % ("---|" * len(table[0])))
    return text


def parsed(block):
    rows = [[field.strip() for field in line[1:line.rindex("|")].split("|")] for line in block]
    return [rows[0], *rows[2:]]


def rewrite(page, makers):
    """Replaces each table whose header a maker knows; makers take the old table and give the new one, or None."""
    out, block = [], []
    text = page.read_text().split("\n")
    for line in [*text, None]:
        if line is not None and line.startswith("|"):
            block.append(line)
            continue
        if block:
            old = parsed(block)
            made = [table for table in (maker(old) for maker in makers) if table]
            out += printed(made[0]) if made else block
            block = []
        if line is not None:
            out.append(line)
    page.write_text("\n".join(out))


def results(old):
    header = old[0]
    if header[:3] == ["method", "CIFAR-10", "evaluations"]:
        return table2()
    if header[0] == "pruned" and "proxy" in old[1][0]:
        return table1() if header[1] == "best left" and "`grabnas-knn`" in header else fresh()
    if header[0] == "pruned" and "published TNAS" in header:
        return public_table1()
    if header[0] == "against `tnas`":
        return fresh_tests()
    return None


def surrogates(old):
    header = old[0]
    suite = "paper" if "CIFAR-10" in header else "proxy"
    if header[0].endswith(" observations"):
        return correlations(suite, header[0].split()[0])
    if header[0] == "rank of the best cell":
        return best_ranks(suite)
    if header[1:] == ["observed", "novel graphs", "with cells"]:
        return novel(header[0].strip("`"))
    if header[0] == "" and "95 %" in header:
        return coverage(old)
    return adaptation() if header[0] == "target" and header[1] == "method" else None


if __name__ == "__main__":
    rewrite(DATA / "experiments/README.md", [results])
    rewrite(ROOT / "grabnas-lib/docs/surrogate-quality.md", [surrogates])
    rewrite(
        ROOT / "grabnas-lib/docs/one-shot.md",
        [lambda old: one_shot() if old[0][:3] == ["target", "method", "skip"] else None])
