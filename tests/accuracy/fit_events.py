#!/usr/bin/env python3
"""Fit the weights of the signs of events. usage: fit_events.py GOLD.jsonl SIGNS.jsonl [--fold] > event_weights.tsv

GOLD: articles with `events` (`start`, `end`, `outline`) and `scope`; SIGNS: what the example `event_signs` prints for them.
Logistic regression with a quadratic penalty, the threshold moved so that F1 on the fitted articles is best.
--fold fits on the articles whose hashed id is even and prints F1 on the others too.
"""
import hashlib, json, math, sys


def load(path):
    return {a["id"]: a for a in map(json.loads, open(path, encoding="utf8"))}


def odd(name):
    return int(hashlib.md5(name.encode()).hexdigest(), 16) % 2


def rows(gold, signs, keep):
    for name, article in gold.items():
        if not keep(name):
            continue
        listed = [e for e in article["events"] if e.get("outline")]
        for event in signs[name]["events"]:
            if not any(a <= event["start"] < b for a, b in article.get("scope", [[0, 1 << 60]])):
                continue
            hit = any(event["start"] < g["end"] and g["start"] < event["end"] for g in listed)
            yield event["signs"], hit


def fit(data, names, penalty=1.0, rounds=400, rate=0.5):
    weights, bias = dict.fromkeys(names, 0.0), 0.0
    n = len(data)
    squares = dict.fromkeys(names, 1e-8)
    bias_square = 1e-8
    for _ in range(rounds):
        gradient, bias_gradient = {k: penalty * w / n for k, w in weights.items()}, 0.0
        for signs, hit in data:
            z = bias + sum(weights[s] for s in signs)
            error = 1 / (1 + math.exp(-max(-30, min(30, z)))) - hit
            bias_gradient += error / n
            for s in signs:
                gradient[s] += error / n
        bias_square += bias_gradient**2
        bias -= rate * bias_gradient / math.sqrt(bias_square)
        for k, g in gradient.items():
            squares[k] += g * g
            weights[k] -= rate * g / math.sqrt(squares[k])
    return weights, bias


def f1(data, weights, bias, listed):
    found = sum(bias + sum(weights[s] for s in signs) > 0 for signs, _ in data)
    right = sum(hit and bias + sum(weights[s] for s in signs) > 0 for signs, hit in data)
    return 2 * right / (found + listed) if found + listed else 0.0


def main():
    gold, signs = load(sys.argv[1]), load(sys.argv[2])
    folded = "--fold" in sys.argv
    train = list(rows(gold, signs, lambda n: not folded or not odd(n)))
    test = list(rows(gold, signs, odd))
    names = sorted({s for row, _ in train + test for s in row})
    weights, bias = fit(train, names)
    count = lambda keep: sum(
        bool(e.get("outline")) and any(a <= e["start"] < b for a, b in gold[n].get("scope", [[0, 1 << 60]]))
        for n in gold if keep(n) for e in gold[n]["events"])
    shift = max((f1(train, weights, bias + s / 20, count(lambda n: not folded or not odd(n))), s / 20) for s in range(-20, 50))[1]
    bias += shift
    print("# Weight of each sign for listing an event in the outline, in hundredths of a logit. An event is listed above 0.")
    print("# Fitted by tests/accuracy/fit_events.py on the MEANTIME corpus (NewsReader project, CC-BY 4.0).")
    print(f"BIAS\t{round(bias * 100)}")
    for name in names:
        if round(weights[name] * 100):
            print(f"{name}\t{round(weights[name] * 100)}")
    print(f"train F1 {f1(train, weights, bias, count(lambda n: not folded or not odd(n))):.3f}", file=sys.stderr)
    if folded:
        print(f"other fold F1 {f1(test, weights, bias, count(odd)):.3f}", file=sys.stderr)


main()
