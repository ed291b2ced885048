# shellcheck shell=bash disable=SC2154 # Sourced by run.sh, which sets checkout and data.
# The private PostgreSQL of a data folder. It keeps its data there, listens on a free loopback port, and has one user
# with a generated password.

schema_lock=8153201 # As in Silo/Hosting/Schema.cs.

start_postgres() {
    find_postgres
    choose_server_user
    local folder=$data/postgres port
    [ -s "$folder/PG_VERSION" ] || make_database_folder "$folder"
    for _ in 1 2 3 4 5; do
        port=$(free_port)
        rotate_log postgres
        start postgres "${as_server_user[@]}" \
            "$postgres_bin/postgres" -D "$folder" -p "$port" -h 127.0.0.1 -k '' -c max_connections=300
        if await_postgres "$port"; then
            DATABASE_URL=postgresql://yudai:$(cat "$data/postgres.password")@127.0.0.1:$port/yudai
            export DATABASE_URL
            return
        fi
        grep -q 'could not bind\|Address already in use' "$data/logs/postgres.log" || break
    done
    fail "PostgreSQL did not start: $(last_log_line postgres)"
}

# Finds the binaries: of the version that made the data, or else of the newest. Sets postgres_bin.
find_postgres() {
    local wanted=15 exact='' newer=' or newer'
    if [ -s "$data/postgres/PG_VERSION" ]; then
        wanted=$(cat "$data/postgres/PG_VERSION")
        exact=yes newer=
    fi
    search_postgres && return
    if [ -z "$exact" ]; then
        prevent_default_cluster
        if install_packages postgresql && search_postgres; then return; fi
    fi
    fail "PostgreSQL $wanted${newer} is not installed: apt install postgresql, or set DATABASE_URL"
}

search_postgres() {
    local bin version best=0
    for bin in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/local/pgsql/bin \
        $(pg_config --bindir 2>/dev/null) $(dirname "$(command -v postgres)" 2>/dev/null); do
        if [ ! -x "$bin/postgres" ] || [ ! -x "$bin/initdb" ] || [ ! -x "$bin/psql" ]; then continue; fi
        version=$("$bin/postgres" --version | sed -E 's/.* ([0-9]+).*/\1/')
        if [ -n "$exact" ]; then [ "$version" -eq "$wanted" ] || continue; fi
        if [ "$version" -ge "$wanted" ] && [ "$version" -gt "$best" ]; then
            best=$version postgres_bin=$bin
        fi
    done
    [ "$best" -gt 0 ]
}

# Without this Debian's package creates and starts a server of its own.
prevent_default_cluster() {
    if is_root && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        mkdir -p /etc/postgresql-common
        echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    fi
}

# PostgreSQL refuses to run as root. Another user cannot reach a folder under root's home: then the server keeps one
# capability of root, the one to pass through folders.
choose_server_user() {
    as_server_user=() server_user=
    is_root || return 0
    server_user=postgres
    id postgres >/dev/null 2>&1 || server_user=nobody
    local group capability
    group=$(id -gn "$server_user")
    for capability in '' '--inh-caps=+dac_override --ambient-caps=+dac_override'; do
        # shellcheck disable=SC2206 # Two words or none.
        as_server_user=(setpriv "--reuid=$server_user" "--regid=$group" --clear-groups $capability)
        mkdir -p "$data/postgres" && chown "$server_user:$group" "$data/postgres"
        # access(2), and so test -w, ignores that capability: only a real access tells.
        "${as_server_user[@]}" ls "$data/postgres" >/dev/null 2>&1 && return
    done
    fail "PostgreSQL runs as the user $server_user, who cannot reach $data: set YUDAI_DATA_DIR to another folder"
}

make_database_folder() {
    local folder=$1 password=$data/postgres.password password_copy=$data/postgres.password.new
    say "making a database in $folder"
    head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$password"
    mkdir -p "$folder" && rm -rf "${folder:?}"/* && chmod 700 "$folder"
    cp "$password" "$password_copy"
    [ -z "$server_user" ] || chown "$server_user" "$folder" "$password_copy"
    run_interruptibly "${as_server_user[@]}" "$postgres_bin/initdb" -D "$folder" -U yudai -A scram-sha-256 \
        --pwfile="$password_copy" -E UTF8 --locale=C.UTF-8 </dev/null >"$data/logs/initdb.log" 2>&1 || {
        rm -f "$password_copy" "$folder/PG_VERSION"
        fail "PostgreSQL could not make a database: $(last_log_line initdb)"
    }
    rm -f "$password_copy"
}

await_postgres() {
    local waited
    for ((waited = 0; waited < 600; waited++)); do
        is_alive postgres || return 1
        PGPASSWORD=$(cat "$data/postgres.password") "$postgres_bin/psql" -h 127.0.0.1 -p "$1" -U yudai -d postgres \
            -qAtc 'SELECT 1' >/dev/null 2>&1 && return
        sleep 0.1
    done
    return 1
}

# Applies the scripts that the database's history does not list, in one transaction, as the silo does.
apply_schema() {
    local server=${DATABASE_URL%/*}/postgres script name
    [ "$("$postgres_bin/psql" "$server" -qAtc "SELECT count(*) FROM pg_database WHERE datname = 'yudai'")" = 1 ] ||
        "$postgres_bin/psql" "$server" -qc 'CREATE DATABASE yudai' ||
        fail "PostgreSQL could not make the database yudai"
    {
        echo "SET client_min_messages = warning; BEGIN; SELECT pg_advisory_xact_lock($schema_lock) \\g /dev/null"
        for script in "$checkout"/postgres-init/*.sql; do
            name=$(basename "$script")
            if [ "$name" = 000-history.sql ]; then
                echo "\\i '$script'"
            fi
            echo "SELECT NOT EXISTS (SELECT FROM yudai_schema_history WHERE script = '$name') AS missing \\gset"
            echo "\\if :missing"
            echo "\\i '$script'"
            echo "INSERT INTO yudai_schema_history (script) VALUES ('$name');"
            printf '%s\n' '\endif'
        done
        echo "COMMIT;"
    } | "$postgres_bin/psql" "$DATABASE_URL" -qX -v ON_ERROR_STOP=1 >"$data/logs/schema.log" 2>&1 ||
        fail "postgres-init could not be applied: $(last_log_line schema)"
}
