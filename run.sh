#!/usr/bin/env bash
# Sets up and runs everything on this machine: a private PostgreSQL, the silos and the Api nodes.
#   ./run.sh [--silos N] [--apis M]    stays in the foreground; Ctrl-C stops it all
#   ./run.sh silo                      joins one more silo to the cluster that runs in the same data folder
#   ./run.sh reindex                   makes the search of messages anew while the cluster runs
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
checkout=$PWD
data=$(mkdir -p "${YUDAI_DATA_DIR:-.data}" && cd "${YUDAI_DATA_DIR:-.data}" && pwd) || { echo "YUDAI_DATA_DIR cannot be made: ${YUDAI_DATA_DIR:-.data}" >&2; exit 1; }
silos=1 apis=1 joins= reindexes=

for part in tools postgres build processes api; do
    # shellcheck source=/dev/null
    source "$checkout/deploy/local/$part.sh"
done

read_arguments() {
    while [ $# -gt 0 ]; do
        case $1 in
            --silos) silos=$(count "$@"); shift ;;
            --apis) apis=$(count "$@"); shift ;;
            silo) joins=yes ;;
            reindex) reindexes=yes ;;
            *) fail "unknown argument: $1 (usage: ./run.sh [--silos N] [--apis M] | ./run.sh silo | ./run.sh reindex)" ;;
        esac
        shift
    done
}

count() {
    [[ ${2:-} =~ ^[1-9][0-9]?$ ]] || fail "$1 needs a number from 1 to 99"
    echo "$2"
}

run_cluster() {
    hold_data_folder
    stop_leftovers
    check_api_urls
    check_sdk
    build
    take_snapshot
    if [ -z "${DATABASE_URL:-}" ]; then
        start_postgres
        apply_schema
    fi
    for ((number = 1; number <= silos; number++)); do start_silo "$number"; done
    for ((number = 1; number <= apis; number++)); do start_api "$number"; done
    for ((number = 1; number <= silos; number++)); do await_silo "$number"; done
    for ((number = 1; number <= apis; number++)); do await_api "$number"; done
    remember_database
    echo "ready: $API_URL"
    stay
}

join_silo() {
    recall_database
    local number=1
    until claim "silo-$number"; do number=$((number + 1)); done
    start_silo "$number"
    await_silo "$number"
    echo "ready: silo-$number"
    wait_for "silo-$number"
}

reindex() {
    recall_database
    exec dotnet "$data/bin/silo/YudaiV3.Silo.dll" reindex
}

read_arguments "$@"
umask 077
mkdir -p "$data/run" "$data/logs"
export YUDAI_DATA_DIR=$data ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development} API_URL=${API_URL:-http://localhost:8000}
if [ -n "$reindexes" ]; then reindex; fi
trap stop_everything EXIT
trap 'exit 0' INT TERM HUP
if [ -n "$joins" ]; then join_silo; else run_cluster; fi
