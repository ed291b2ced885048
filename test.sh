#!/usr/bin/env bash
# Sets up what the tests need, checks the style, builds everything and runs all tests, project by project.
# The last line is "N passed, N failed, N skipped"; the style counts as one of them.
#   ./test.sh [PROJECT…]               only these, e.g. ./test.sh Grains.Tests, and no style
#   ./test.sh --soak [PROJECT…]        the long form, more than an hour: faults at full length, load, an upgrade
#   ./test.sh --coverage [PROJECT…]    prints the line and branch coverage of each assembly too; a test that measures
#                                      time may fail with it
#   ./test.sh --mutate [PROJECT…]      runs mutation tests instead, which takes hours, and prints the mutation scores
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
checkout=$PWD
data=$checkout/artifacts/test
passed=0 failed=0 skipped=0 patience=600 form=(-trait- form=long) covers=
summary='Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+), Not Run: ([0-9]+)'

for part in tools postgres; do
    # shellcheck source=/dev/null
    source "$checkout/deploy/local/$part.sh"
done

build_all() {
    say "building"
    local started
    started=$(mktemp "$data/built.XXXXXX")
    compile YudaiV3.sln
    mv "$started" artifacts/.built
}

run_tests() {
    local command=(timeout -k 30 "$patience" "artifacts/bin/$1/release/YudaiV3.$1" "${form[@]}")
    if [ -z "$covers" ]; then "${command[@]}" </dev/null; return; fi
    echo "${command[*]}"
    dotnet msbuild .ci/Coverage.csproj -nologo -v:m -nodeReuse:false -t:Measure \
        -p:Tests="$1" -p:Command="${command[*]}" </dev/null
}

# Runs a project's tests and adds what its summary says; a project that ends without one has failed.
run_project() {
    local project=$1 log=$data/logs/$1.log code=0 numbers
    say "testing $project"
    run_tests "$project" >"$log" 2>&1 || code=$?
    numbers=$(sed 's/\x1b\[[0-9;]*m//g' "$log" | sed -nE "s/.*$summary.*/\1 \2 \3 \4 \5/p" | tail -n 1)
    local total=0 errors=0 wrong=0 left=0 other=0
    read -r total errors wrong left other <<<"${numbers:-0 1 0 0 0}" || true
    if [ "$code" -ne 0 ] && [ $((errors + wrong)) -eq 0 ]; then errors=1; fi
    failed=$((failed + errors + wrong)) skipped=$((skipped + left + other))
    if [ "$code" -ne 0 ]; then cat "$log" >&2; elif [ -z "$covers" ]; then grep '^|' "$log" || true; fi # only tables
    if [ -n "$numbers" ]; then passed=$((passed + total - wrong - left - other)); fi
}

start_coverage() {
    covers=yes patience=1800
    rm -rf artifacts/coverage
    dotnet restore .ci/Coverage.csproj -v q >"$data/logs/coverage.log" || { cat "$data/logs/coverage.log" >&2; exit 1; }
}

# The last table: each adds to the ones before.
print_coverage() {
    for project in "${projects[@]}"; do cat "$data/logs/$project.log"; done |
        awk '/^\| Module/ { table = "" } /^\|/ && !/^\| Average/ { table = table $0 "\n" } END { printf "%s", table }'
    say "line by line: artifacts/coverage/coverage.cobertura.xml"
}

# Stryker.NET makes many small changes to the product and reports those that no test notices. It does not begin where a
# test fails before that, or where one run of them takes more than three minutes.
mutate() {
    local project file
    dotnet tool restore >"$data/logs/mutate.log" || { cat "$data/logs/mutate.log" >&2; exit 1; }
    if [ $# -eq 0 ]; then set -- tests/*/stryker-config.json; fi
    for project in "$@"; do
        project=${project%/stryker-config.json} project=${project#tests/}
        for file in $(sed -nE 's/^ +"(.+\.cs)",?$/\1/p' "tests/$project/stryker-config.json"); do
            [ -e "${project%.Tests}/$file" ] || fail "the configuration of $project names $file, which is gone"
        done
        say "mutating what $project tests"
        (
            cd "tests/$project"
            LeaveOutSlowTests=true dotnet stryker --output "$checkout/artifacts/mutation/$project"
        ) || fail "$project has no mutation score"
    done
    say "mutant by mutant: artifacts/mutation/*/reports/mutation-report.html"
}

# Counts as one test, and shows what is wrong only where something is.
check_style() {
    say "checking the style"
    if .ci/style >"$data/logs/style.log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        cat "$data/logs/style.log" >&2
    fi
}

# Tests of the page drive the machine's own browser; where none is to be had they are skipped and say so.
find_browser() {
    for browser in chromium chromium-browser google-chrome; do if [ -x "/usr/bin/$browser" ]; then return; fi; done
    install_packages chromium || say "Chromium cannot be installed: the tests of the page are skipped"
}

mkdir -p "$data/logs" "$data/run"
unset DATABASE_URL YUDAI_DATA_DIR API_URL DASHBOARD_URL ASPNETCORE_ENVIRONMENT ASPNETCORE_URLS
check_sdk
find_postgres
find_browser
# Hardly any process lives long enough to gain from compiling its methods twice.
export DOTNET_TieredPGO=0 DOTNET_TC_CallCountThreshold=1000
case ${1:-} in
    --soak) shift; export YUDAI_SOAK=1; patience=7200 form=() ;;
    --coverage) shift; start_coverage ;;
    --mutate) shift; mutate "$@"; exit ;;
    -*) fail "unknown option: $1 (usage: ./test.sh [--soak | --coverage | --mutate] [PROJECT…])" ;;
esac
if [ $# -eq 0 ]; then check_style; fi
build_all
if [ $# -gt 0 ]; then projects=("$@"); else mapfile -t projects < <(cd tests && printf '%s\n' *.Tests); fi
for project in "${projects[@]}"; do run_project "$project"; done
if [ -n "$covers" ]; then print_coverage; fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
