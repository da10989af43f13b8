#!/bin/sh
# Writes data/sample, data/tables and data/truth anew: the logs of a small simulated night, its jobs and
# GPUs, and what happened in it.
set -eu
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
bin/faultline simulate --output "$scratch/night" --nodes 4 --hours 2 --size 1m --seed 1 \
  --start 2026-03-14T00:00:00Z
rm -rf data/sample data/tables data/truth
mv "$scratch/night/logs" data/sample
mv "$scratch/night/tables" data/tables
mkdir data/truth
mv "$scratch/night/truth/incidents.csv" "$scratch/night/truth/labels.csv" data/truth
