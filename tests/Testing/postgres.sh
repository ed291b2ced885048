#!/bin/sh
# Runs a private PostgreSQL until standard input ends, which happens however the test process ends. Then removes it.
# Argument: the folder of PostgreSQL's binaries. Prints "port N" when the server answers.
bin=$1
trap '' INT
folder=$(mktemp -d) || exit 1

give_up() {
    cat "$1" >&2
    rm -rf "$folder"
    exit 1
}

stop() {
    kill -INT "$server" 2>/dev/null
    wait "$server" 2>/dev/null
    rm -rf "$folder"
}

"$bin/initdb" -D "$folder/data" -U yudai -A trust -E UTF8 --locale=C --no-sync >"$folder/initdb.log" 2>&1 ||
    give_up "$folder/initdb.log"

tries=0
while :; do
    port=$(shuf -i 20000-32000 -n 1)
    "$bin/postgres" -D "$folder/data" -p "$port" -k "$folder" -h 127.0.0.1 -c max_connections=400 \
        -c max_wal_size=4GB -c autovacuum_naptime=10s -c shared_preload_libraries=pg_stat_statements \
        -c pg_stat_statements.track=all >"$folder/server.log" 2>&1 &
    server=$!
    while kill -0 "$server" 2>/dev/null && ! "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"; do sleep 0.1; done
    kill -0 "$server" 2>/dev/null && break
    tries=$((tries + 1))
    [ "$tries" -lt 5 ] || give_up "$folder/server.log"
done
trap stop EXIT
echo "port $port"
cat >/dev/null
