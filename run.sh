#!/usr/bin/env bash
# Sets up and runs a private PostgreSQL, the silos and the Api nodes on this machine.
#   ./run.sh [--silos N] [--apis M]    runs in the foreground; Ctrl-C stops everything
#   ./run.sh silo                      joins one more silo to the cluster of the same data folder
#   ./run.sh reindex                   rebuilds the search index of messages while the cluster runs
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
checkout=$PWD
data=${YUDAI_DATA_DIR:-.data}
data=$(mkdir -p "$data" && cd "$data" && pwd) || {
    echo "YUDAI_DATA_DIR cannot be made: ${YUDAI_DATA_DIR:-.data}" >&2
    exit 1
}
silos=1 apis=1 command=run_cluster
usage='usage: ./run.sh [--silos N] [--apis M] | ./run.sh silo | ./run.sh reindex'

for part in tools postgres build processes api; do
    # shellcheck source=/dev/null
    source "$checkout/deploy/local/$part.sh"
done

read_arguments() {
    while [ $# -gt 0 ]; do
        case $1 in
            --silos) silos=$(count "$@"); shift ;;
            --apis) apis=$(count "$@"); shift ;;
            silo) command=join_silo ;;
            reindex) command=reindex ;;
            *) fail "unknown argument: $1 ($usage)" ;;
        esac
        shift
    done
}

count() {
    [[ ${2:-} =~ ^[1-9][0-9]?$ ]] || fail "$1 needs a number from 1 to 99"
    echo "$2"
}

run_cluster() {
    lock_data_folder
    stop_leftovers
    check_api_urls
    check_sdk
    build
    copy_build
    if [ -z "${DATABASE_URL:-}" ]; then
        start_postgres
        apply_schema
    fi
    for ((number = 1; number <= silos; number++)); do start_silo "$number"; done
    for ((number = 1; number <= apis; number++)); do start_api "$number"; done
    for ((number = 1; number <= silos; number++)); do await_silo "$number"; done
    for ((number = 1; number <= apis; number++)); do await_api "$number"; done
    save_database_url
    echo "ready: $API_URL"
    wait_for_signal
}

join_silo() {
    load_database_url
    local number=1
    until claim "silo-$number"; do number=$((number + 1)); done
    start_silo "$number"
    await_silo "$number"
    echo "ready: silo-$number"
    wait_for_end "silo-$number"
}

reindex() {
    load_database_url
    exec dotnet "$data/bin/silo/YudaiV3.Silo.dll" reindex
}

read_arguments "$@"
umask 077
mkdir -p "$data/run" "$data/logs"
export YUDAI_DATA_DIR=$data
export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development}
export API_URL=${API_URL:-http://localhost:8000}
if [ $command = reindex ]; then reindex; fi
trap stop_everything EXIT
trap 'exit 0' INT TERM HUP
$command
