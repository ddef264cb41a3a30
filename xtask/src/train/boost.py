"""Trains a forest with LightGBM and writes it in the form that copydesk reads.

usage: boost.py MATRIX FOREST PREDICTIONS PARAMETERS

MATRIX: rows and columns (u32), values (f32, row by row), labels (f32, 0 to 1), weights (f32), starts (f32: the margins that the
forest goes on from), folds (i32).
FOREST: the forest of all rows; FOREST.n is the one that has not seen fold n (none where all rows are in one fold).
PREDICTIONS: the margin (f32) of every row, then of the first rows by the forest itself (f64). The margins are those of a forest
that has not seen the row's fold (all rows in one fold: of the forest itself).
PARAMETERS: JSON, handed to LightGBM, with `trees`, the number of rounds.
"""

import json
import multiprocessing
import struct
import sys

import lightgbm
import numpy

# Rows whose margins copydesk checks.
CHECKED = 1000


def main(matrix, forest, predictions, parameters):
    with open(matrix, "rb") as file:
        rows, columns = struct.unpack("<II", file.read(8))
        values = numpy.fromfile(file, "<f4", rows * columns).reshape(rows, columns)
        labels = numpy.fromfile(file, "<f4", rows)
        weights = numpy.fromfile(file, "<f4", rows)
        starts = numpy.fromfile(file, "<f4", rows)
        folds = numpy.fromfile(file, "<i4", rows)
    parameters = json.loads(parameters)
    rounds = parameters.pop("trees")
    numbers = sorted(set(folds.tolist()))
    parts = [None] + (numbers if len(numbers) > 1 else [])

    def grow(number):
        # One thread a forest: more would wait for each other, and add up in another order.
        inside = folds == number if number is not None else numpy.zeros(rows, bool)
        chosen = ~inside & (weights > 0)
        # A start would change what the library begins with, even where all are 0.
        begun = starts[chosen] if starts.any() else None
        data = lightgbm.Dataset(values[chosen], labels[chosen], weight=weights[chosen], init_score=begun)
        booster = lightgbm.train(parameters, data, rounds)
        if number is not None:
            return packed(booster), booster.predict(values[inside], raw_score=True, num_threads=1)
        margins = booster.predict(values, raw_score=True, num_threads=1) if len(parts) == 1 else None
        # What the whole forest says of the first rows: copydesk must say the same.
        check = booster.predict(values[:CHECKED], raw_score=True, num_threads=1)
        return packed(booster), margins, check

    (whole, own, check), *others = spread(grow, parts)
    margins = numpy.zeros(rows, "<f4")
    if own is not None:
        margins[:] = own
    for number, (part, predicted) in zip(numbers, others):
        margins[folds == number] = predicted
        with open(f"{forest}.{number}", "wb") as file:
            file.write(part)
    with open(predictions, "wb") as file:
        margins.tofile(file)
        check.astype("<f8").tofile(file)
    with open(forest, "wb") as file:
        file.write(whole)


def spread(task, parts):
    """Runs the task for each part in processes of their own, which share what stands in memory already."""
    global TASK
    TASK = task
    with multiprocessing.get_context("fork").Pool(min(len(parts), multiprocessing.cpu_count())) as pool:
        return pool.map(call, parts, chunksize=1)


def call(part):
    return TASK(part)


def packed(booster):
    """The forest: what the sum begins with, the trees; of a tree its nodes, children side by side behind their parent."""
    model = booster.dump_model()
    out = [struct.pack("<fI", 0.0, len(model["tree_info"]))]
    for tree in model["tree_info"]:
        nodes, queue = [], [tree["tree_structure"]]
        while queue:
            node = queue.pop(0)
            if "leaf_value" in node:
                nodes.append(struct.pack("<HHf", 65535, 0, numpy.float32(node["leaf_value"])))
                continue
            assert node["decision_type"] == "<=" and node["missing_type"] == "None", node
            # The values are of single precision: the greatest such number that is not above the threshold parts them alike.
            threshold = numpy.float32(node["threshold"])
            if float(threshold) > node["threshold"]:
                threshold = numpy.nextafter(threshold, numpy.float32(-numpy.inf))
            mean = numpy.float32(node["internal_value"])
            nodes.append(struct.pack("<HHff", node["split_feature"], len(nodes) + 1 + len(queue), threshold, mean))
            queue += [node["left_child"], node["right_child"]]
        out.append(struct.pack("<H", len(nodes)))
        out += nodes
    return b"".join(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
