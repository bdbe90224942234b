#!/usr/bin/env bash
# Measures what single settings do, on simulated streams whose news is known, and prints the tables of tuning.md. Needs jq.
#   infra/docs/tuning.sh FOLDER      what it has measured is kept there, and not measured again
set -euo pipefail
folder=${1:?name a folder for what is measured}
repository=$(cd "$(dirname "$0")/../.." && pwd)
seeds=(111 112 113)
mkdir -p "$folder"
cd "$folder"

# SCOOP names the program where it is built already.
scoop() { ${SCOOP:-dotnet run -c Release --project "$repository/src/ScoopDetector.Host" --} "$@"; }

measure() { # NAME [SETTING…]
    local name=$1 settings=()
    shift
    for setting in "$@"; do settings+=(--set "$setting"); done
    for seed in "${seeds[@]}"; do
        [ -e "$seed.jsonl.gz" ] || scoop simulate --seed "$seed" --hours 24 --rate 10 --out "$seed.jsonl.gz" >/dev/null
        [ -e "$name.$seed.json" ] && continue
        scoop replay "$seed.jsonl.gz" --out "runs/$name.$seed" "${settings[@]}" >/dev/null
        scoop evaluate --truth "$seed.truth.json" --alerts "runs/$name.$seed/alerts.jsonl" --json "$name.$seed.new" >/dev/null
        mv "$name.$seed.new" "$name.$seed.json"
    done
}

# One line: of all streams together; delays are the mean of the streams' medians.
row() { # LABEL NAME
    for seed in "${seeds[@]}"; do cat "$2.$seed.json"; done | jq -rs --arg what "$1" '
        def share: . * 100 | round / 100 | tostring | if . == "1" then "1.00" else sub("^0"; "") | if test("^\\.[0-9]$") then . + "0" else . end end;
        def level(l): map(.[l]) | {
            recall: ((map(.true_positives) | add) / (map(.events) | add)),
            precision: ((map(.true_positives) | add) / (map(.true_positives + .false + .non_news + .attacks) | add)),
            told: (map(.alerts_per_day) | add / length), "false": (map(.false_per_day) | add / length),
            other: (map(.non_news + .attacks) | add / length), excess: (map(.excess_delay_s.p50 // 0) | add / length) };
        level("alert") as $a | level("watch") as $w |
        "| \($what) | \($a.recall | share) | \($a.precision | share) | \($a.told | round) | \($a["false"] * 10 | round / 10) | \($a.other * 10 | round / 10) | \($a.excess | round) | \($w.recall | share) | \($w.precision | share) | \($w.told | round) | \($w.excess | round) |"'
}

table() { # TITLE, then pairs of LABEL and NAME
    printf '\n%s\n\n| | recall | precision | told a day | false a day | shows, memes, attacks a day | excess s | watch: recall | precision | told a day | excess s |\n|---|---|---|---|---|---|---|---|---|---|---|\n' "$1"
    shift
    while [ $# -gt 0 ]; do row "$1" "$2"; shift 2; done
}

measure default
for budget in 0 2 32 128; do measure "budget-$budget" "Alerts:FalseAlertsPerDay=$budget"; done
for score in 0 1.2 2 3; do measure "score-$score" Alerts:FalseAlertsPerDay=0 "Alerts:AlertScore=$score"; done
for voices in 5 8 12; do measure "voices-$voices" "Alerts:AlertVoices=$voices"; done
measure windows-1 Bursts:Windows=00:01:00
measure windows-5 Bursts:Windows=00:01:00,00:05:00
measure windows-15 Bursts:Windows=00:01:00,00:05:00,00:15:00
for share in 0.001 0.016; do measure "noise-$share" "Bursts:NoiseShare=$share"; done
measure pane-15 Tally:Pane=00:00:15

table '`Alerts:FalseAlertsPerDay`' 0 budget-0 2 budget-2 '**8**' default 32 budget-32 128 budget-128
table '`Alerts:AlertScore`, with `FalseAlertsPerDay` 0, so that the bar stays' 0 score-0 '**0.8**' budget-0 1.2 score-1.2 2 score-2 3 score-3
table '`Alerts:AlertVoices`' '**3**' default 5 voices-5 8 voices-8 12 voices-12
table '`Bursts:Windows`' '1 min' windows-1 '1, 5 min' windows-5 '1, 5, 15 min' windows-15 '**1, 5, 15, 60 min**' default
table '`Bursts:NoiseShare`' 0.001 noise-0.001 '**0.004**' default 0.016 noise-0.016
table '`Tally:Pane`' '**5 s**' default '15 s' pane-15
