#!/usr/bin/env bash
# Times one analyze of the same corpus on local disk, HDFS and S3, on servers of this machine, and of
# many small files and one large .gz on local disk.
# Usage: bench/storage.sh [SIZE]      SIZE of the corpus: 256m (default), 1g, ...
#   STORAGE_ONLY   "places", "many" or "gzip": only that part
#   GZIP_BYTES     stored size of the .gz (5 GiB)
set -euo pipefail
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
size=${1:-256m}
work=${TMPDIR:-/tmp}/faultline-bench/storage
mkdir -p "$work"
started=()
trap '[ ${#started[@]} -eq 0 ] || kill "${started[@]}" 2>/dev/null || true' EXIT

# timed NAME COMMAND…: prints the name, wall seconds, CPU seconds and peak MiB.
timed() {
  local name=$1
  shift
  if ! /usr/bin/time -o "$work/time" -f '%e %U %S %M' "$@" >"$work/out" 2>"$work/err"; then
    cat "$work/err" >&2
    exit 1
  fi
  awk -v name="$name" 'END {
    printf "%-28s %8.1f s  %8.1f CPU s  %6d MiB\n", name, $1, $2 + $3, $4 / 1024 }' "$work/time"
}

build() {
  (cd "$root" && ./mvnw -q -B -Dmaven.test.skip=true package)
  # The archive of loaded classes.
  "$root/bin/faultline" analyze "$root/data/sample" --output "$work/sample" >/dev/null 2>&1
}

places() {
  local logs servers classpath hdfs port=9971
  logs=$("$here/corpus.sh" "$size")
  (cd "$root" && ./mvnw -q -B -pl jobs/src/test/servers pre-integration-test)
  servers=$(cat "$root/jobs/src/test/servers/target/servers-classpath.txt")
  classpath=$(cat "$root/jobs/target/runtime-classpath.txt")
  rm -rf "$work/places"
  mkdir -p "$work/places/store/night"
  export AWS_ACCESS_KEY_ID=bench AWS_SECRET_ACCESS_KEY=bench-secret
  printf '%s\n' "s3proxy.endpoint=http://127.0.0.1:$port" s3proxy.authorization=aws-v2-or-v4 \
    "s3proxy.identity=$AWS_ACCESS_KEY_ID" "s3proxy.credential=$AWS_SECRET_ACCESS_KEY" \
    jclouds.provider=filesystem-nio2 "jclouds.filesystem.basedir=$work/places/store" \
    >"$work/places/s3proxy.properties"
  java -Xmx512m -cp "$root/jobs/src/test/servers:$servers" org.gaul.s3proxy.Main \
    --properties "$work/places/s3proxy.properties" >"$work/places/s3.log" 2>&1 &
  started+=($!)
  (cd "$work/places" &&
    exec java -Xmx512m -cp "$root/jobs/src/test/servers:$servers" \
      org.apache.hadoop.test.MiniDFSClusterManager -format -datanodes 1 \
      -writeDetails "$work/places/hdfs.json" >"$work/places/hdfs.log" 2>&1) &
  started+=($!)
  until [ -s "$work/places/hdfs.json" ] && (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
    sleep 1
  done
  hdfs=hdfs://127.0.0.1:$(sed 's/.*"namenode_port":\([0-9]*\).*/\1/' "$work/places/hdfs.json")
  property() { printf '<property><name>%s</name><value>%s</value></property>' "$@"; }
  {
    echo '<configuration>'
    property fs.s3a.endpoint "http://127.0.0.1:$port" fs.s3a.path.style.access true \
      fs.s3a.endpoint.region us-east-1 dfs.replication 1
    echo '</configuration>'
  } >"$work/places/core-site.xml"
  local place
  for place in "$hdfs/logs" s3a://night/logs; do
    java -Dlog4j2.configurationFile="$root/jobs/target/classes/log4j2.properties" \
      -cp "$work/places:$classpath" org.apache.hadoop.fs.FsShell -put "$logs" "$place"
  done
  export AWS_ENDPOINT_URL=http://127.0.0.1:$port FAULTLINE_SPARK_OPTS="--conf spark.hadoop.dfs.replication=1"
  local round
  for round in 1 2; do
    timed "$size on local disk" "$root/bin/faultline" analyze "$logs" --output "$work/places/out"
    timed "$size on HDFS" "$root/bin/faultline" analyze "$hdfs/logs" --output "$hdfs/out"
    timed "$size on S3" "$root/bin/faultline" analyze s3a://night/logs --output s3a://night/out
  done
}

# small FILES LINES: files of a few lines, in 200 folders.
small() {
  rm -rf "$work/many"
  awk -v files="$1" -v lines="$2" -v root="$work/many" 'BEGIN {
    srand(1)
    for (i = 0; i < files; i++) {
      folder = sprintf("%s/host%03d", root, i % 200)
      if (i < 200) system("mkdir -p " folder)
      file = sprintf("%s/app-%06d.log", folder, i)
      for (k = 0; k < lines; k++) {
        printf "2026-03-14 10:%02d:%02d INFO [worker] step %d done in %d ms\n", \
          60 * rand(), 60 * rand(), 9999 * rand(), 99 * rand() > file
      }
      close(file)
    }
  }'
  timed "$1 files of $2 lines" "$root/bin/faultline" analyze "$work/many" --output "$work/many-out"
  rm -rf "$work/many" "$work/many-out"
}

gzipped() {
  local logs file=$work/gzip/large.log.gz member=$work/gzip/member.gz
  mkdir -p "$work/gzip"
  logs=$("$here/corpus.sh" 256m)
  find "$logs" -name 'syslog*' -print0 | sort -z | xargs -0 cat | gzip -1 >"$member"
  : >"$file"
  # Members one behind the other are one file: what rotation by appending makes.
  while [ "$(stat -c %s "$file")" -lt "${GZIP_BYTES:-5368709120}" ]; do cat "$member" >>"$file"; done
  rm "$member"
  cp "$(find "$logs" -name syslog | sort | head -n 1)" "$work/gzip/plain.log"
  timed "$(($(stat -c %s "$file") >> 20)) MiB of .gz and a plain file" \
    "$root/bin/faultline" analyze "$work/gzip" --output "$work/gzip-out"
  rm -rf "$work/gzip" "$work/gzip-out"
}

build
case ${STORAGE_ONLY:-all} in
  all | places) places ;;
esac
case ${STORAGE_ONLY:-all} in
  all | many)
    small 10000 40
    small 100000 3
    ;;
esac
case ${STORAGE_ONLY:-all} in
  all | gzip) gzipped ;;
esac
