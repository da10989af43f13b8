#!/bin/sh
# Writes data/sample and data/truth anew: the logs of a small simulated night, and what happened in it.
set -eu
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
bin/faultline simulate --output "$scratch/night" --nodes 4 --hours 2 --size 1m --seed 1 \
  --start 2026-03-14T00:00:00Z
rm -rf data/sample data/truth
mv "$scratch/night/logs" data/sample
mkdir data/truth
mv "$scratch/night/truth/incidents.csv" "$scratch/night/truth/labels.csv" data/truth
