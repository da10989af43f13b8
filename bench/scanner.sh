#!/usr/bin/env bash
# Measures how many megabytes of text one core scans in a second, by kind of log, with JMH.
# Usage: bench/scanner.sh [JMH_OPTION...]     e.g. -p mode=cube -p logs=kernel,training
#   SCANNER_SIZE   size of the simulated night (64m)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
corpus=$("$here/corpus.sh" "${SCANNER_SIZE:-64m}")
(cd "$root" && ./mvnw -q -B -ntp -Pbench -pl udf,jobs,bench -Dmaven.test.skip=true package) >&2
opens=()
for package in lang lang.invoke io net nio util util.concurrent util.concurrent.atomic; do
  opens+=("--add-opens=java.base/java.$package=ALL-UNNAMED")
done
opens+=(--add-opens=java.base/sun.nio.ch=ALL-UNNAMED --add-opens=java.base/sun.security.action=ALL-UNNAMED)
# "ops/s" counts passes over all files; the figure asked for is the column behind ":megabytes".
exec java -cp "$(cat "$here/target/classpath.txt"):$here/target/classes" org.openjdk.jmh.Main \
  -jvmArgs "${opens[*]} -Xmx2g -XX:+UseParallelGC -Duser.timezone=UTC -Dfaultline.corpus=$corpus \
    -Dlog4j2.configurationFile=$root/jobs/target/classes/log4j2.properties" \
  "$@" ScannerBenchmark
