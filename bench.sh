#!/usr/bin/env bash
# Measures the performance on this machine and prints a table. Each figure has its floor of the same run beside it.
# The figures are also written to artifacts/bench as JSON.
#   ./bench.sh [chat|live|ingest|memory|relevant|scale]…    only these parts
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
