#!/usr/bin/env python3
"""Fit the weights of the signs of events. usage: fit_events.py GOLD.jsonl SIGNS.jsonl [--cv] > event_weights.tsv

GOLD: articles with `text`, `events` (`start`, `end`, `outline`) and perhaps `scope`; SIGNS: what the example `event_signs`
prints for them. Our own articles are fitted too; their signs are taken with

    fit_events.py --own > own.jsonl; cargo run --example event_signs -- own.jsonl > own.signs

and read from own.jsonl and own.signs beside SIGNS. Logistic regression with a quadratic penalty; the threshold is the one at
which the F1 of both sets together is best on articles left out of the fit (five folds, drawn twelve times), that of the news,
which is harder to reach, counted six times. --cv prints both F1 there. Needs numpy.
"""
import json, pathlib, random, re, sys

OWN = pathlib.Path(__file__).resolve().parents[2] / "tests/articles/gold"
ALIKE = 0.005  # thresholds whose sums differ by less are as good: from draw to draw they differ by more
OURS = 0.75  # the weight of a mention in our own articles, whose outlines hold less than those of the news
NEVER = {"VERB_SAYING", "VERB_THINKING", "VERB_STATE", "VERB_LIGHT", "NEGATED", "CONDITIONAL", "MODIFIER"}
LEDE = "!DATED MAIN PAST NAME_BEFORE NAME_SUBJECT VERB_HAPPENING VERB_LISTED VERB_ANNOUNCING NOUN_LISTED NUMBER_NEAR PERFECT " \
    "NOUN_HAPPENING ECHO RIVAL FIRST_EVENT LATER FIRST_SENTENCE"
LONG_BLOCK = "!DATED DATED RIVAL MAIN"
HEADLINE = "PRESENT MAIN INFINITIVE NAME_BEFORE"
DATE_AHEAD = "MODAL INFINITIVE PRESENT"
DATED = "VERB_LISTED VERB_HAPPENING NOUN_LISTED NOUN_HAPPENING MAIN DATE_OWNER RIVAL"
PAIRS = [("LEDE", s) for s in LEDE.split()] + [("DATED", s) for s in DATED.split()] + [("EARLY", "!DATED")]
PAIRS += [("LONG_BLOCK", s) for s in LONG_BLOCK.split()] + [("HEADLINE", s) for s in HEADLINE.split()]
PAIRS += [("DATE_AHEAD", s) for s in DATE_AHEAD.split()]


def unmark(body):
    """The copy without annotations, and the events marked in it."""
    plain, stack, events, at = [], [], [], 0
    while at < len(body):
        close = re.match(r"\]\{([^}]*)\}", body[at:]) if body[at] == "]" and stack else None
        if close:
            start, attrs = stack.pop(), close.group(1)
            if ".event" in attrs:
                name = re.search(r"#(\S+)|ref=(\S+)", attrs)
                events.append({"start": start, "end": len(plain), "outline": True, "id": name.group(1) or name.group(2)})
            at += close.end()
            continue
        if body[at] == "[":
            stack.append(len(plain))
        else:
            plain.append(body[at])
        at += 1
    return "".join(plain), events


def own():
    for path in sorted(OWN.glob("*.nm.md")):
        _, matter, body = path.read_text(encoding="utf8").split("---\n", 2)
        text, events = unmark(body.strip("\n") + "\n")
        date = re.search(r"datePublished: (\S+)", matter).group(1)
        yield {"id": path.name, "text": text, "date": date, "events": events}


def load(path):
    return {a["id"]: a for a in map(json.loads, open(path, encoding="utf8"))}


def articles(gold_path, signs_path):
    gold, signs = load(gold_path), load(signs_path)
    for name, article in gold.items():
        inside = lambda e: any(a <= e["start"] < b for a, b in article.get("scope") or [[0, 1 << 60]])
        listed = [e for e in article["events"] if e.get("outline") and inside(e)]
        mentions = [m for m in signs[name]["events"] if inside(m)]
        for m in mentions:
            m["hit"] = any(m["start"] < g["end"] and g["start"] < m["end"] for g in listed)
            m["signs"] = features(set(m["signs"]))
        yield {"listed": listed, "mentions": mentions}


def features(signs):
    if signs & NEVER or {"QUOTED", "INFINITIVE"} <= signs or {"UNREAL", "PERFECT"} <= signs:
        return None
    if {"NOUN_LISTED", "PLURAL"} <= signs and not signs & {"DATED", "HEADLINE", "LEDE"}:
        return None
    both = lambda a, b: a in signs and (b[1:] not in signs if b[0] == "!" else b in signs)
    return signs | {f"{a}+{b}" for a, b in PAIRS if both(a, b)}


def fit(sets, names, penalty=8.0):
    index = {n: i for i, n in enumerate(names)}
    rows, hits, weights = [], [], []
    for weight, chosen in sets:
        for m in (m for a in chosen for m in a["mentions"] if m["signs"] is not None):
            row = np.zeros(len(names) + 1)
            row[[index[s] for s in m["signs"]] + [-1]] = 1
            rows.append(row), hits.append(m["hit"]), weights.append(weight)
    x, y, w = np.array(rows), np.array(hits, float), np.array(weights, float)
    ridge = np.full(len(names) + 1, penalty)
    ridge[-1] = 0.01
    beta = np.zeros(len(names) + 1)
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        hessian = (x * (w * p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        beta -= np.linalg.solve(hessian, x.T @ (w * (p - y)) + ridge * beta)
    return dict(zip(names, beta)), beta[-1]


def rate(chosen, weights, bias):
    for m in (m for a in chosen for m in a["mentions"]):
        m["score"] = -99 if m["signs"] is None else bias + sum(weights[s] for s in m["signs"])


def f1(chosen, at, by_event):
    found = right = answered = expected = 0
    for a in chosen:
        on = {m["event"] for m in a["mentions"] if m["score"] > at}
        shown = [m for m in a["mentions"] if m["event"] in on]
        hits = lambda g: any(m["start"] < g["end"] and g["start"] < m["end"] for m in shown)
        if by_event:
            answers = {}
            for g in a["listed"]:
                answers[g["id"]] = answers.get(g["id"], False) or hits(g)
            found, expected = found + len(on), expected + len(answers)
            right += sum(answers.values())
        else:
            found, expected = found + len(shown), expected + len(a["listed"])
            right += sum(m["hit"] for m in shown)
            answered += sum(map(hits, a["listed"]))
    precision, recall = right / max(found, 1), (right if by_event else answered) / max(expected, 1)
    return 2 * precision * recall / max(precision + recall, 1e-9)


def left_out(news, ours, names, draws=12, folds=5):
    """The threshold that is best on articles left out of the fit, with the F1 of both sets there."""
    tried = [t / 20 for t in range(-40, 20)]
    scores = np.zeros((len(tried), 2))
    for draw in range(draws):
        draws_of = [random.Random(draw).sample(chosen, len(chosen)) for chosen in (news, ours)]
        for k in range(folds):
            kept = [[a for i, a in enumerate(chosen) if i % folds != k] for chosen in draws_of]
            weights = fit([(1, kept[0]), (OURS, kept[1])], names)
            rate([a for chosen in draws_of for i, a in enumerate(chosen) if i % folds == k], *weights)
        scores += [[f1(news, t, False) / draws, f1(ours, t, True) / draws] for t in tried]
    both = [(6 * a + b, t, a, b) for t, (a, b) in zip(tried, scores)]
    if "--cv" in sys.argv:
        print("\n".join(f"{t:+.2f}  news {a:.4f}  own {b:.4f}" for _, t, a, b in both[15:35]), file=sys.stderr)
    # Where nothing tells two thresholds apart, the lower one: what is not listed cannot be seen.
    return next(row for row in both if row[0] > max(both)[0] - ALIKE)[1:]


def main():
    folder = pathlib.Path(sys.argv[2]).parent
    news = list(articles(sys.argv[1], sys.argv[2]))
    ours = list(articles(folder / "own.jsonl", folder / "own.signs"))
    names = sorted({s for a in news + ours for m in a["mentions"] for s in m["signs"] or ()})
    at, news_there, ours_there = left_out(news, ours, names)
    if "--cv" in sys.argv:
        print(f"left out: news {news_there:.3f}, our own {ours_there:.3f}", file=sys.stderr)
    weights, bias = fit([(1, news), (OURS, ours)], names)
    rate(news + ours, weights, bias)
    print(f"fitted: news {f1(news, at, False):.3f}, our own {f1(ours, at, True):.3f}", file=sys.stderr)
    print("# Weight of each sign, or of two together (`+!` for one without the other), for listing an event in the outline, in")
    print("# hundredths of a logit. An event is listed above 0. Fitted by tests/accuracy/fit_events.py on the MEANTIME corpus")
    print("# (NewsReader project, CC-BY 4.0) and our own articles.")
    print(f"BIAS\t{round((bias - at) * 100)}")
    for name in names:
        if round(weights[name] * 100):
            print(f"{name}\t{round(weights[name] * 100)}")


if "--own" in sys.argv:
    for article in own():
        print(json.dumps(article, ensure_ascii=False))
else:
    import numpy as np

    main()
