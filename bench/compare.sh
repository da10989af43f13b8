#!/usr/bin/env bash
# Times what others would do and one Faultline run over the same corpus: the grep and awk passes of
# a bash log toolkit, DuckDB, and one search of ripgrep.
# Usage: bench/compare.sh [SIZE]        SIZE: 64m, 256m, 1g (default), ...
#   FAULTLINE_MEMORY   memory given to bin/faultline (default 2g)
#   COMPARE_ONLY       toolkit, duckdb, ripgrep or faultline: run only that side
set -euo pipefail
# Bytes, not UTF-8 characters: the fastest setting for grep and awk.
export LC_ALL=C

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
DUCKDB_VERSION=1.3.2.0

# ---- the toolkit side: one pass over the corpus for each rule --------------------------------

# Number of lines matching an extended regular expression, in any case.
count_any_case() {
  # grep fails where nothing matches; nothing is a count too.
  { grep -rhiE -e "$1" "$corpus" || true; } | wc -l
}

# The same for lines that match both expressions.
count_both() {
  { grep -rhiE -e "$1" "$corpus" || true; } | { grep -ciE -e "$2" || true; }
}

# Runs one awk program over every file of the corpus.
awk_pass() {
  find "$corpus" -type f -exec awk "$1" {} +
}

log_analyzer() {
  local level
  for level in INFO WARNING ERROR DEBUG; do
    printf '%s %s\n' "$level" "$({ grep -rhw -e "$level" "$corpus" || true; } | wc -l)"
  done
  echo "error types"
  awk_pass '/ERROR/ { sub(/.*ERROR /, ""); sub(/:.*/, ""); n[$0]++ }
    END { for (t in n) print n[t], t }' | sort -rn | awk 'NR <= 10'
  echo "timeline"
  awk_pass '{ n[substr($2, 1, 2)]++ } END { for (h in n) print h, n[h] }' | sort
  echo "durations"
  awk_pass '/Duration: [0-9]+ms/ {
      sub(/.*Duration: /, ""); sub(/ms.*/, ""); v = $0 + 0
      sum += v; n++; if (n == 1 || v < min) min = v; if (v > max) max = v }
    END { if (n) printf "%d %.2f %d %d\n", n, sum / n, min, max }'
  echo "endpoints"
  awk_pass '/REQUEST/ { sub(/.*REQUEST\] /, ""); n[$1 " " $2]++ }
    END { for (e in n) print n[e], e }' | sort -rn | awk 'NR <= 10'
  echo "status"
  awk_pass '/RESPONSE/ { for (i = 1; i <= NF; i++)
      if ($i ~ /^[0-9][0-9][0-9]$/) n[$i]++ }
    END { for (s in n) print n[s], s }' | sort -rn
  echo "overfitting"
  awk_pass '/Epoch/ && /val_loss/ {
      l = $0; sub(/.* loss: /, "", l); v = $0; sub(/.*val_loss: /, "", v)
      if (v - l > 0.1) n++ }
    END { print n + 0 }'
}

analyze_errors() {
  local sum rule
  echo "gpu $(count_both 'cuda|gpu' 'error')"
  echo "memory $(count_both 'memory|oom|out of memory' 'error')"
  echo "disk $(count_both 'disk|space|i/o' 'error')"
  echo "network $(count_both 'connection|network|timeout' 'error|failed')"
  echo "authentication $(count_any_case \
    'auth.*fail|unauthorized|permission denied|invalid.*key')"
  echo "data $(count_both 'invalid.*input|shape|deserialize|parse' 'error')"
  echo "model $(count_both 'model|inference|prediction' 'error|fail')"
  echo "database $(count_both 'database|connection.*refused|postgres|mysql' 'error|fail')"
  sum=0
  for rule in 'segmentation fault' 'core dumped' 'no space left' 'disk.*full' 'fatal'; do
    sum=$((sum + $(count_any_case "$rule")))
  done
  echo "critical $sum"
  sum=0
  for rule in 'cuda.*error' 'out of memory' 'connection refused' 'authentication failed'; do
    sum=$((sum + $(count_any_case "$rule")))
  done
  echo "high $sum"
  # "medium" is the errors less these two, a subtraction and not a pass.
  for rule in 'out of memory' 'cuda' 'timeout' 'no space|disk full' 'authentication' 'overfitting'; do
    echo "recommend '$rule' $(count_any_case "$rule")"
  done
}

# compare.sh calls itself with this word, so that the whole side is one process to time.
if [ "${1:-}" = --toolkit ]; then
  corpus=$2
  log_analyzer
  analyze_errors
  exit 0
fi

# ---- ripgrep: one pass that only counts, the floor -----------------------------------------------

ripgrep() {
  rg --no-ignore --threads 2 -c -e 'error|fail|fatal|critical|Xid|out of memory|timeout|panic' "$1"
}
if [ "${1:-}" = --ripgrep ]; then
  ripgrep "$2"
  exit 0
fi

# ---- measuring -------------------------------------------------------------------------------

# measure NAME COMMAND...: sets NAME_seconds, NAME_cpu (seconds of all its processes, or "-") and NAME_kib
# (peak of the largest one, or "-").
measure() {
  local name=$1 begin end report
  shift
  report=$work/$name.time
  if [ "$gnu_time" = yes ]; then
    /usr/bin/time -v -o "$report" "$@" >"$work/$name.out" 2>"$work/$name.err" || fail "$name"
    printf -v "${name}_seconds" '%s' "$(awk -F': ' '/Elapsed/ {
      n = split($2, p, ":"); s = 0; for (i = 1; i <= n; i++) s = s * 60 + p[i]; print s }' "$report")"
    printf -v "${name}_cpu" '%s' "$(awk -F': ' '/(User|System) time/ { s += $2 } END { print s }' "$report")"
    printf -v "${name}_kib" '%s' "$(awk -F': ' '/Maximum resident/ { print $2 }' "$report")"
  else
    TIMEFORMAT=%R
    { time "$@" >"$work/$name.out" 2>"$work/$name.err" || fail "$name"; } 2>"$report"
    printf -v "${name}_seconds" '%s' "$(tail -n 1 "$report")"
    printf -v "${name}_cpu" '%s' -
    printf -v "${name}_kib" '%s' -
  fi
}

fail() {
  echo "compare.sh: the $1 side failed; its last messages ($work/$1.err):" >&3
  tail -n 5 "$work/$1.err" >&3
  exit 1
}

row() {
  awk -v name="$1" -v s="$2" -v c="$3" -v k="$4" -v b="$bytes" 'BEGIN {
    printf "%-28s %10.1f %12s %10.1f %14s\n", name, s, c == "-" ? "-" : sprintf("%.1f", c),
      b / 1e6 / (s > 0 ? s : 0.01), k == "-" ? "-" : sprintf("%.0f", k / 1024) }'
}

exec 3>&2
size=${1:-1g}
only=${COMPARE_ONLY:-all}
export FAULTLINE_MEMORY=${FAULTLINE_MEMORY:-2g}
work=${TMPDIR:-/tmp}/faultline-bench/$size
corpus=$("$here/corpus.sh" "$size")
gnu_time=no
if /usr/bin/time -v true >/dev/null 2>&1; then gnu_time=yes; fi

mkdir -p "$work"
# Reading it all once first gives all sides the same warm page cache.
bytes=$(find "$corpus" -type f -exec cat {} + | wc -c)
lines=$(find "$corpus" -type f -exec cat {} + | wc -l)
cores=$(getconf _NPROCESSORS_ONLN)

# side NAME LABEL COMMAND...: measures a side and prints its row, unless another one alone is wanted.
side() {
  local name=$1 label=$2 seconds=${1}_seconds cpu=${1}_cpu kib=${1}_kib
  shift 2
  printf -v "$seconds" ''
  if [ "$only" = all ] || [ "$only" = "$name" ]; then
    measure "$name" "$@"
    row "$label" "${!seconds}" "${!cpu}" "${!kib}"
  fi
}

# ratio NAME LABEL: how long Faultline took for each second of another side.
ratio() {
  local seconds=${1}_seconds
  if [ -n "$faultline_seconds" ] && [ -n "${!seconds}" ]; then
    awk -v a="${!seconds}" -v d="$faultline_seconds" -v label="$2" \
      'BEGIN { printf "ratio %s: %.2f\n", label, d / (a > 0 ? a : 0.01) }'
  fi
}

echo "corpus: $((bytes)) bytes, $((lines)) lines; machine: $((cores)) cores"
printf '%-28s %10s %12s %10s %14s\n' side seconds 'CPU seconds' MB/s 'peak RSS MiB'
side toolkit "a. grep and awk passes" "$here/compare.sh" --toolkit "$corpus"
duckdb_seconds=
if [ "$only" = all ] || [ "$only" = duckdb ]; then
  tools=${TMPDIR:-/tmp}/faultline-bench/tools
  duckdb=$tools/duckdb_jdbc-$DUCKDB_VERSION.jar
  [ -f "$duckdb" ] || (cd "$root" && ./mvnw -q -B -ntp -N \
    org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
    "-Dartifact=org.duckdb:duckdb_jdbc:$DUCKDB_VERSION" "-DoutputDirectory=$tools")
  side duckdb "b. DuckDB, two threads" java -cp "$duckdb" "$here/DuckDb.java" "$corpus" 2
fi
ripgrep_seconds=
if command -v rg >/dev/null; then
  side ripgrep "c. ripgrep, one search" "$here/compare.sh" --ripgrep "$corpus"
elif [ "$only" != toolkit ] && [ "$only" != faultline ]; then
  echo "c. ripgrep is not installed (Debian's package ripgrep): left out"
fi
rm -rf "$work/output"
side faultline "d. faultline analyze ($FAULTLINE_MEMORY)" \
  "$root/bin/faultline" analyze "$corpus" --output "$work/output"
ratio toolkit d/a
ratio duckdb d/b
ratio ripgrep d/c
