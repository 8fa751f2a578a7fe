#!/bin/sh
# The published method beside ours, in processor seconds, on one planted table:
#
#   scripts/compare-published.sh [PEOPLE [STATEMENTS [VOTES-EACH [RUNS]]]]
#
# By default 100000 1000 100 3, which takes some minutes and 2 GB of memory. One
# thread each, by turns. What is counted goes from votes in memory to groups and
# what they agree on; see scripts/published.py and cmd/opinion-table/cost.go.
# PYTHON names the interpreter (/usr/bin/python3).
set -eu
cd "$(dirname "$0")/.."
people=${1:-100000} statements=${2:-1000} each=${3:-100} runs=${4:-3}
python=${PYTHON:-/usr/bin/python3}

refuse() { echo "compare-published: $*" >&2; exit 1; }

case $runs in *[!0-9]* | '' | 0) refuse "RUNS is a number from 1, not \"$runs\"" ;; esac
command -v "${GO:-go}" >/dev/null || refuse "Go is not here: see README.md"
command -v "$python" >/dev/null ||
	refuse "$python is not here: apt-get install python3, or name another with PYTHON="
for module in numpy sklearn; do
	"$python" -c "import $module" 2>/dev/null ||
		refuse "$python has no $module: apt-get install --no-install-recommends python3-numpy python3-sklearn"
done

export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1 GOMAXPROCS=1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM
"${GO:-go}" build -o "$dir/opinion-table" ./cmd/opinion-table
"$dir/opinion-table" plant "$people" "$statements" "$each" "$dir/votes"

for run in $(seq "$runs"); do
	"$python" scripts/published.py cost "$dir/votes" "$dir/labels" >"$dir/cost"
	"$python" scripts/published.py score "$dir/votes" "$dir/labels" >>"$dir/cost"
	sed "s/^/published $run /" "$dir/cost" | tee -a "$dir/all"
	"$dir/opinion-table" cost "$dir/votes" "$dir/labels" >"$dir/cost"
	"$python" scripts/published.py score "$dir/votes" "$dir/labels" >>"$dir/cost"
	sed "s/^/ours $run /" "$dir/cost" | tee -a "$dir/all"
done

awk '
	{ value[$1, $2, $3] = $4; if ($2 > runs) runs = $2 }
	function show(what, list,    r, low, high, sum) {
		low = high = list[1]; sum = 0
		for (r = 1; r <= runs; r++) {
			sum += list[r]
			if (list[r] < low) low = list[r]
			if (list[r] > high) high = list[r]
		}
		printf "%-52s %8.4g  (%.4g to %.4g)\n", what, sum / runs, low, high
	}
	function of(who, name, into,    r) { for (r = 1; r <= runs; r++) into[r] = value[who, r, name] }
	END {
		for (r = 1; r <= runs; r++) {
			theirs[r] = value["published", r, "positions"] + value["published", r, "grouping"]
			first[r] = value["ours", r, "rows"] + value["ours", r, "first"]
			both[r] = first[r] + value["ours", r, "second"]
			to_first[r] = theirs[r] / first[r]
			to_both[r] = theirs[r] / both[r]
		}
		printf "\n%d votes; mean of %d runs (least to most)\n", value["ours", 1, "votes"], runs
		show("published, CPU seconds", theirs)
		show("ours, first stage, CPU seconds", first)
		show("ours, both stages, CPU seconds", both)
		of("published", "peak", list); show("published, most memory, MB", list)
		of("ours", "peak", list); show("ours, most memory, MB", list)
		of("published", "agreement", list); show("published, agreement with planted groups (ARI)", list)
		of("ours", "agreement", list); show("ours, agreement with planted groups (ARI)", list)
		show("published / ours, first stage", to_first)
		show("published / ours, both stages", to_both)
	}' "$dir/all"
