# shellcheck shell=bash disable=SC2154 # Sourced by run.sh, which sets checkout and data.
# The processes of a run: each has its id in run/NAME.pid, its output in logs/NAME.log and a session of its own, so that Ctrl-C reaches only the script.

started=() busy='' holds=''

# One run at a time owns a data folder.
hold_data_folder() {
    exec 9>"$data/run/lock"
    flock -n 9 || fail "another ./run.sh uses $data (YUDAI_DATA_DIR names another folder; ./run.sh silo joins a silo)"
    holds=yes
}

claim() { (set -o noclobber && : >"$data/run/$1.pid") 2>/dev/null; }

rotate() { if [ -e "$data/logs/$1.log" ]; then mv "$data/logs/$1.log" "$data/logs/$1.previous.log"; fi; }

start() {
    local name=$1
    shift
    setsid "$@" </dev/null >"$data/logs/$name.log" 2>&1 8>&- 9>&- &
    echo "$!" >"$data/run/$name.pid"
    started+=("$name")
}

alive() { kill -0 "$(cat "$data/run/$1.pid" 2>/dev/null)" 2>/dev/null && ! is_zombie "$(cat "$data/run/$1.pid")"; }

is_zombie() { [[ $(cat "/proc/$1/stat" 2>/dev/null) == *') Z '* ]]; }

last_words() { tail -n 1 "$data/logs/$1.log" 2>/dev/null; }

start_silo() {
    local name=silo-$1 settings=()
    # A dashboard address can be only one silo's.
    if [ "$1" -gt 1 ]; then settings=(-u DASHBOARD_URL); fi
    rotate "$name"
    start "$name" env "${settings[@]}" -C "$data/bin/silo" 'Logging__LogLevel__Microsoft.Hosting.Lifetime=Information' dotnet YudaiV3.Silo.dll
}

await_silo() {
    local name=silo-$1 waited
    for ((waited = 0; waited < 1200; waited++)); do
        alive "$name" || fail "$name did not start: $(last_words "$name")"
        grep -q 'Application started' "$data/logs/$name.log" && return
        sleep 0.1
    done
    fail "$name did not start within 2 minutes: see $data/logs/$name.log"
}

remember_database() { echo "$DATABASE_URL" >"$data/run/database.url"; }

recall_database() {
    if [ -n "${DATABASE_URL:-}" ]; then return; fi
    if flock -n "$data/run/lock" true; then fail "no cluster runs in $data: start ./run.sh first"; fi
    DATABASE_URL=$(cat "$data/run/database.url" 2>/dev/null) || fail "the cluster in $data has not started yet"
    export DATABASE_URL
}

# Stays until a signal comes. What is killed meanwhile stays dead.
stay() { while :; do patiently sleep infinity || true; done; }

wait_for() { while alive "$1"; do patiently sleep 0.5 || true; done; }

stop_everything() {
    local code=$? name
    trap '' INT TERM HUP
    trap - EXIT
    [ -z "$busy" ] || kill "$busy" 2>/dev/null || true
    if [ -n "$holds" ]; then
        # Silos that joined end too.
        for name in "$data"/run/silo-*.pid; do if [ -e "$name" ]; then started+=("$(basename "$name" .pid)"); fi; done
    fi
    stop TERM 15 'api-*'
    stop TERM 40 'silo-*'
    stop INT 30 postgres
    if [ -n "$holds" ]; then rm -f "$data"/run/database.url "$data"/run/build.*; fi
    exit "$code"
}

# Ends those of the started processes whose name matches, and waits for them.
stop() {
    local signal=$1 seconds=$2 pattern=$3 name waited
    for name in "${started[@]}"; do
        # shellcheck disable=SC2053 # A pattern.
        if [[ $name == $pattern ]]; then kill "-$signal" "$(cat "$data/run/$name.pid" 2>/dev/null)" 2>/dev/null || true; fi
    done
    for name in "${started[@]}"; do
        # shellcheck disable=SC2053
        [[ $name == $pattern ]] || continue
        for ((waited = 0; waited < seconds * 10; waited++)); do
            alive "$name" || break
            sleep 0.1
        done
        if alive "$name"; then kill -KILL "$(cat "$data/run/$name.pid")" 2>/dev/null || true; fi
        rm -f "$data/run/$name.pid"
    done
}

# What a run left behind that was itself killed.
stop_leftovers() {
    local file id
    for file in "$data"/run/*.pid; do
        [ -e "$file" ] || continue
        id=$(cat "$file")
        if [ -n "$id" ] && tr '\0' ' ' 2>/dev/null <"/proc/$id/cmdline" | grep -q "YudaiV3\|$data/postgres" && [ "$(started_from "$id")" = ours ]; then
            started+=("$(basename "$file" .pid)")
        else
            rm -f "$file"
        fi
    done
    if [ ${#started[@]} -gt 0 ]; then say "stopping what an earlier run left behind"; fi
    stop TERM 15 'api-*'
    stop TERM 40 'silo-*'
    stop INT 30 postgres
    started=()
}

started_from() {
    case $(readlink "/proc/$1/cwd" 2>/dev/null) in
        "$data"/*) echo ours ;;
        *) echo theirs ;;
    esac
}
