"""Measures of a ranking against what is relevant to a question."""

import math
from collections.abc import Mapping, Sequence


def ndcg(ranking: Sequence[str], relevant: Mapping[str, int], depth: int) -> float:
    """Normalised discounted cumulative gain of the first ``depth``, 0 to 1.

    Linear gain and a discount of log2(rank + 1), as in trec_eval and BEIR (Järvelin and
    Kekäläinen 2002, https://doi.org/10.1145/582415.582418).
    """
    gains = [relevant.get(document, 0) for document in ranking[:depth]]
    best = sorted(relevant.values(), reverse=True)[:depth]
    ideal = _discounted(best)
    return _discounted(gains) / ideal if ideal else 0.0


def recall(ranking: Sequence[str], relevant: Mapping[str, int], depth: int) -> float:
    """The share of the relevant documents that stand among the first ``depth``."""
    wanted = {document for document, gain in relevant.items() if gain > 0}
    return len(wanted & set(ranking[:depth])) / len(wanted) if wanted else 0.0


def share(found: Sequence[bool]) -> float:
    """The share of what was found so, to four places; 0 of nothing."""
    return round(sum(found) / len(found), 4) if found else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least ``share`` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))
