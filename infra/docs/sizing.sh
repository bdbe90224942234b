#!/usr/bin/env bash
# Measures processor time and memory for a post at several rates, on simulated streams, and prints the table of tuning.md. Needs jq.
#   infra/docs/sizing.sh FOLDER
set -euo pipefail
folder=${1:?name a folder for what is measured}
repository=$(cd "$(dirname "$0")/../.." && pwd)
if [ -z "${SCOOP:-}" ]; then
    dotnet build -c Release "$repository/src/ScoopDetector.Host" >/dev/null
    SCOOP="dotnet $repository/artifacts/bin/ScoopDetector.Host/release/scoop.dll"
fi
mkdir -p "$folder"
cd "$folder"

echo '| posts a second | of the stream | posts | processor time s | posts a second of one core | memory at most MB |'
echo '|---|---|---|---|---|---|'
while read -r rate hours; do
    [ -e "$rate.jsonl.gz" ] || $SCOOP simulate --seed 111 --rate "$rate" --hours "$hours" --out "$rate.jsonl.gz" >/dev/null
    # Short streams too are to be told about, not only learnt from.
    spent=$({ TIMEFORMAT='%U %S'; time $SCOOP replay "$rate.jsonl.gz" --out "runs/$rate" --set Bursts:LearnFor=00:00:30 >/dev/null 2>&1; } 2>&1)
    jq -r --arg rate "$rate" --arg hours "$hours" --arg spent "$spent" '
        ($spent | split(" ") | map(tonumber) | add) as $cpu |
        "| \($rate) | \($hours) h | \(.posts) | \($cpu | round) | \(.posts / $cpu | round) | \(.peakMemoryMegabytes) |"' "runs/$rate/summary.json"
done <<'RATES'
50 6
500 1
5000 0.2
50000 0.025
RATES
