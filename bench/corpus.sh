#!/usr/bin/env bash
# Prints the folder of a simulated night's logs, unpacked; makes it first if it is not there.
# Usage: bench/corpus.sh SIZE         SIZE: 64m, 256m, 1g, ...
set -euo pipefail
case ${1:-} in
  [1-9]*[0-9kmgKMG] | [1-9]) ;;
  *)
    echo "corpus.sh: '${1:-}' is not a size such as 256m or 1g" >&2
    exit 2
    ;;
esac
night=${TMPDIR:-/tmp}/faultline-bench/$1/night
# The manifest comes last.
if [ ! -f "$night/truth/manifest.json" ]; then
  rm -rf "$night"
  "$(dirname "$0")/../bin/faultline" simulate --size "$1" --seed 7 --output "$night" >&2
fi
# grep and awk read plain files only; all sides read the same ones.
find "$night/logs" -name '*.gz' -exec gunzip {} +
echo "$night/logs"
