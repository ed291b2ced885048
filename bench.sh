#!/usr/bin/env bash
# Measures how fast it is on this machine, every figure beside its floor in the same run, and prints a table; the same as JSON is in artifacts/bench.
#   ./bench.sh [chat|live|ingest|memory|scale]…    only these parts
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
checkout=$PWD
data=$checkout/artifacts/bench

for part in tools postgres; do
    # shellcheck source=/dev/null
    source "$checkout/deploy/local/$part.sh"
done

mkdir -p "$data/logs" "$data/run"
unset DATABASE_URL YUDAI_DATA_DIR API_URL DASHBOARD_URL ASPNETCORE_ENVIRONMENT ASPNETCORE_URLS
check_sdk
find_postgres
say "building"
compile tests/Bench
exec artifacts/bin/Bench/release/YudaiV3.Bench "$@" </dev/null
