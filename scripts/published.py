"""What the method published as Polis says of a table of votes, and what it costs.

    published.py cost FILE LABELS     analyse a table that `opinion-table plant` wrote
    published.py score FILE LABELS    compare labels with the groups planted in it

The formulas are those of Polis (compdemocracy/polis, math), written with numpy
and scikit-learn as such work is commonly written:

- a vote is -1, 0 or 1; a missing one is imputed by its statement's mean; the
  matrix is dense, in double precision, and centred;
- two principal components by scikit-learn's PCA with ARPACK, which is exact and
  no dearer here than its randomized solver (Polis iterates by power);
- positions drawn out by sqrt(C / n), for C statements and n votes cast;
- people with at least min(7, C) votes in at most 100 base clusters by k-means
  from the first 100 different positions; then the base clusters' middles,
  weighted by their people, in k = 2 to 5 groups by k-means from the first k;
- of these the k with the best silhouette over the base clusters' middles,
  unweighted (over people it would cost much more);
- votes counted by group, and what all groups agree on: the product over groups
  of (agreeing + 1) / (seen + 2).

"cost" prints one "name value" to a line: seconds of processor time without
start and reading, and megabytes of memory at the most. LABELS holds a byte a
person, 255 for who got no group; those are left out of the score.
"""

import resource
import sys
import warnings

import numpy as np
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.metrics import adjusted_rand_score, silhouette_score

NO_GROUP = 255


def read(name):
    """People's groups, and the votes as person, statement and answer."""
    with open(name, "rb") as f:
        people, statements = np.fromfile(f, "<u4", 2)
        groups = np.fromfile(f, "u1", people)
        counts = np.fromfile(f, "<u2", people)
        codes = np.fromfile(f, "<u2")
    if len(codes) != counts.sum(dtype=int):
        sys.exit(f"{name} is not a planted table, or not all of one")
    person = np.repeat(np.arange(people, dtype=np.int32), counts)
    return int(statements), groups, person, codes >> 2, (codes & 3).astype(np.int8) - 1


def positions(people, statements, person, statement, answer):
    """Where people stand, and how many votes each cast."""
    votes = np.full((people, statements), np.nan)
    votes[person, statement] = answer
    missing = np.isnan(votes)
    cast = statements - missing.sum(axis=1)
    mean = np.nan_to_num(np.nanmean(votes, axis=0))
    votes -= mean
    votes[missing] = 0  # the mean, centred
    del missing
    at = PCA(2, copy=False, svd_solver="arpack", random_state=42).fit_transform(votes)
    return at * np.sqrt(statements / np.maximum(1, cast))[:, None], cast


def first_different(at, k):
    """The first k rows that differ from all before."""
    _, where = np.unique(at, axis=0, return_index=True)
    return at[np.sort(where)[:k]]


def groups_of(at):
    """The group of each position, from 0."""
    start = first_different(at, 100)
    base = KMeans(len(start), init=start, n_init=1, max_iter=100).fit(at)
    weight = np.bincount(base.labels_, minlength=len(start))
    middles = base.cluster_centers_[weight > 0]
    number = np.cumsum(weight > 0) - 1
    best, chosen = -2.0, None
    for k in range(2, min(5, 2 + len(middles) // 12) + 1):
        found = KMeans(k, init=middles[:k], n_init=1, max_iter=20).fit(middles, sample_weight=weight[weight > 0])
        how_well = silhouette_score(middles, found.labels_)
        if how_well > best:
            best, chosen = how_well, found.labels_
    return chosen[number[base.labels_]]


def consensus(labels, statements, person, statement, answer):
    """By statement, what all groups agree on."""
    product = np.ones(statements)
    for group in range(labels[labels != NO_GROUP].max() + 1):
        inside = labels[person] == group
        seen = np.bincount(statement[inside], minlength=statements)
        agreeing = np.bincount(statement[inside & (answer == 1)], minlength=statements)
        product *= (agreeing + 1) / (seen + 2)
    return product


def seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def cost(name, to):
    statements, planted, person, statement, answer = read(name)
    start = seconds()
    at, cast = positions(len(planted), statements, person, statement, answer)
    placed = seconds()
    able = cast >= min(7, statements)
    if able.sum() < 100:
        sys.exit(f"only {able.sum()} people of {name} voted enough to be grouped: take a larger table")
    labels = np.full(len(planted), NO_GROUP, dtype=np.uint8)
    labels[able] = groups_of(at[able])
    consensus(labels, statements, person, statement, answer)
    end = seconds()
    labels.tofile(to)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    groups = labels[able].max() + 1
    print(f"votes {len(answer)}\npositions {placed - start:.3f}\ngrouping {end - placed:.3f}\npeak {peak:.0f}\ngroups {groups}")


def score(name, labels):
    planted, found = read(name)[1], np.fromfile(labels, "u1")
    able = found != NO_GROUP
    print(f"agreement {adjusted_rand_score(planted[able], found[able]):.3f}")


if __name__ == "__main__":
    warnings.simplefilter("ignore", RuntimeWarning)  # a statement without votes has no mean
    if len(sys.argv) != 4 or sys.argv[1] not in ("cost", "score"):
        sys.exit(__doc__)
    {"cost": cost, "score": score}[sys.argv[1]](sys.argv[2], sys.argv[3])
