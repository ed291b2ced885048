#!/usr/bin/env bash
# Sets up what the tests need, builds everything and runs all tests, two projects side by side. Ends with "N passed, N failed, N skipped".
#   ./test.sh [PROJECT…]             only these, e.g. ./test.sh Grains.Tests
#   ./test.sh --soak [PROJECT…]      the long form, more than an hour: every fault at its full length, half an hour of load, an upgrade
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
checkout=$PWD
data=$checkout/artifacts/test
passed=0 failed=0 skipped=0 patience=600 form=(-trait- form=long) busy='' lanes=()

for part in tools postgres; do
    # shellcheck source=/dev/null
    source "$checkout/deploy/local/$part.sh"
done

build_all() {
    say "building"
    local started
    started=$(mktemp "$data/built.XXXXXX")
    patiently dotnet build YudaiV3.sln -c Release -v q --nologo --disable-build-servers </dev/null >"$data/logs/build.log" 2>&1 ||
        { cat "$data/logs/build.log" >&2; fail "the build failed"; }
    mv "$started" artifacts/.built
}

# Runs a project's tests and keeps what its summary says; a project that ends without one has failed. What it has to say comes in one piece.
run_project() {
    local project=$1 log=$data/logs/$1.log code=0 numbers start=$SECONDS
    say "testing $project"
    # A shell starts what runs beside it deaf to SIGINT: that is undone.
    patiently timeout -k 30 "$patience" env --default-signal=INT "artifacts/bin/$project/release/YudaiV3.$project" "${form[@]}" </dev/null >"$log" 2>&1 || code=$?
    numbers=$(sed 's/\x1b\[[0-9;]*m//g' "$log" | sed -nE 's/.*Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+), Not Run: ([0-9]+).*/\1 \2 \3 \4 \5/p' | tail -n 1)
    local total=0 errors=0 wrong=0 left=0 other=0
    read -r total errors wrong left other <<<"${numbers:-0 1 0 0 0}" || true
    if [ "$code" -ne 0 ] && [ $((errors + wrong)) -eq 0 ]; then errors=1; fi
    echo "$((total - wrong - left - other)) $((errors + wrong)) $((left + other))" >"$data/run/$project.counts"
    {
        flock 7
        if [ "$code" -ne 0 ]; then cat "$log" >&2; else grep '^|' "$log" || true; fi # of a good run only the tables of figures
        say "tested $project in $((SECONDS - start)) s"
    } 7>"$data/run/output.lock"
}

# The projects of a lane run one after the other, beside other lanes.
start_lane() {
    if [ $# -eq 0 ]; then return; fi
    (
        trap 'stop 143' TERM
        lanes=()
        for project in "$@"; do run_project "$project"; done
    ) &
    lanes+=("$!")
}

await_lanes() {
    local lane
    for lane in "${lanes[@]}"; do wait "$lane" || true; done
    lanes=()
}

# On a signal: ends what was started, which does the same with what it has started itself, and waits for that.
stop() {
    trap '' INT TERM HUP
    for id in "${lanes[@]}" $busy; do kill "$id" 2>/dev/null || true; done
    wait
    exit "$1"
}

# Two lanes of about the same length get more out of two processors than one does; but what measures times runs alone.
run_all() {
    local project one=() other=() alone=()
    rm -f "$data"/run/*.counts
    # Compiling for the second time what is called often costs a process of some seconds a fourth of its time.
    export DOTNET_TC_CallCountThreshold=1000
    for project in "$@"; do
        case $project in
            Api.Tests | EndToEnd.Tests) one+=("$project") ;;
            Reliability.Tests) alone+=("$project") ;;
            *) other+=("$project") ;;
        esac
    done
    start_lane "${one[@]}"
    start_lane "${other[@]}"
    await_lanes
    unset DOTNET_TC_CallCountThreshold
    start_lane "${alone[@]}"
    await_lanes
    for project in "$@"; do count "$project"; done
}

count() {
    local good=0 wrong=1 left=0
    if [ -s "$data/run/$1.counts" ]; then read -r good wrong left <"$data/run/$1.counts"; fi
    passed=$((passed + good)) failed=$((failed + wrong)) skipped=$((skipped + left))
}

# Tests of the page drive the machine's own browser; where none is to be had they are skipped and say so.
find_browser() {
    for browser in chromium chromium-browser google-chrome; do if [ -x "/usr/bin/$browser" ]; then return; fi; done
    install_packages chromium || say "Chromium is not installed and cannot be: tests of the page are skipped"
}

trap 'stop 130' INT
trap 'stop 143' TERM HUP
mkdir -p "$data/logs" "$data/run"
unset DATABASE_URL YUDAI_DATA_DIR API_URL DASHBOARD_URL ASPNETCORE_ENVIRONMENT ASPNETCORE_URLS
check_sdk
find_postgres
find_browser
build_all
if [ "${1:-}" = --soak ]; then shift; export YUDAI_SOAK=1; patience=7200 form=(); fi
if [ $# -gt 0 ]; then projects=("$@"); else mapfile -t projects < <(cd tests && printf '%s\n' *.Tests); fi
export DOTNET_TieredPGO=0 # hardly a process lives long enough for a profile of itself to pay
run_all "${projects[@]}"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
