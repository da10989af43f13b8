#!/bin/sh
# Makes the pictures of the README anew: the report of data/sample, opened in headless Chromium.
set -eu
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
bin/faultline analyze data/sample --output "$scratch/out" >"$scratch/printed"
run=$(sed -n 's|^report  *\(file:\)*||p' "$scratch/printed")
# Where this checkout lies is nobody's business.
sed "s|$PWD/|/logs/|g" "$run/report.html" >"$scratch/report.html"

# shot NAME [OPTION...]: the first screen.
shot() {
  name=$1
  shift
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1200,680 \
    --user-data-dir="$scratch/chromium" --screenshot="$PWD/docs/images/$name.png" "$@" \
    "file://$scratch/report.html" 2>/dev/null
}
shot report
shot report-dark --blink-settings=preferredColorScheme=0
cp "$run"/plots/*.png docs/images/
