# shellcheck shell=bash disable=SC2154 # Sourced by run.sh, which sets checkout and data.
# The processes of a run. Each has its id in run/NAME.pid, its output in logs/NAME.log, and its own process session, so
# that Ctrl-C reaches only the script.

started=() running_pid='' owns_data_folder=''

# Only one run at a time uses a data folder.
lock_data_folder() {
    exec 9>"$data/run/lock"
    flock -n 9 || fail "another ./run.sh uses $data (YUDAI_DATA_DIR names another folder; ./run.sh silo joins a silo)"
    owns_data_folder=yes
}

claim() { (set -o noclobber && : >"$data/run/$1.pid") 2>/dev/null; }

rotate_log() { if [ -e "$data/logs/$1.log" ]; then mv "$data/logs/$1.log" "$data/logs/$1.previous.log"; fi; }

start() {
    local name=$1
    shift
    setsid "$@" </dev/null >"$data/logs/$name.log" 2>&1 8>&- 9>&- &
    echo "$!" >"$data/run/$name.pid"
    started+=("$name")
}

is_alive() { kill -0 "$(cat "$data/run/$1.pid" 2>/dev/null)" 2>/dev/null && ! is_zombie "$(cat "$data/run/$1.pid")"; }

is_zombie() { [[ $(cat "/proc/$1/stat" 2>/dev/null) == *') Z '* ]]; }

last_log_line() { tail -n 1 "$data/logs/$1.log" 2>/dev/null; }

start_silo() {
    local name=silo-$1 settings=()
    # Only one silo can listen on the address of the dashboard.
    if [ "$1" -gt 1 ]; then settings=(-u DASHBOARD_URL); fi
    rotate_log "$name"
    settings+=('Logging__LogLevel__Microsoft.Hosting.Lifetime=Information')
    start "$name" env -C "$data/bin/silo" "${settings[@]}" dotnet YudaiV3.Silo.dll
}

await_silo() {
    local name=silo-$1 waited
    for ((waited = 0; waited < 1200; waited++)); do
        is_alive "$name" || fail "$name did not start: $(last_log_line "$name")"
        grep -q 'Application started' "$data/logs/$name.log" && return
        sleep 0.1
    done
    fail "$name did not start within 2 minutes: see $data/logs/$name.log"
}

save_database_url() { echo "$DATABASE_URL" >"$data/run/database.url"; }

load_database_url() {
    if [ -n "${DATABASE_URL:-}" ]; then return; fi
    if flock -n "$data/run/lock" true; then fail "no cluster runs in $data: start ./run.sh first"; fi
    DATABASE_URL=$(cat "$data/run/database.url" 2>/dev/null) || fail "the cluster in $data has not started yet"
    export DATABASE_URL
}

# Waits for a signal. A process that is killed meanwhile is not started again.
wait_for_signal() { while :; do run_interruptibly sleep infinity || true; done; }

wait_for_end() { while is_alive "$1"; do run_interruptibly sleep 0.5 || true; done; }

stop_everything() {
    local code=$? name
    trap '' INT TERM HUP
    trap - EXIT
    [ -z "$running_pid" ] || kill "$running_pid" 2>/dev/null || true
    if [ -n "$owns_data_folder" ]; then
        # Silos that joined are stopped too.
        for name in "$data"/run/silo-*.pid; do if [ -e "$name" ]; then started+=("$(basename "$name" .pid)"); fi; done
    fi
    stop TERM 15 'api-*'
    stop TERM 40 'silo-*'
    stop INT 30 postgres
    if [ -n "$owns_data_folder" ]; then rm -f "$data"/run/database.url "$data"/run/build.*; fi
    exit "$code"
}

# Stops the started processes whose name matches a pattern, and waits for them.
stop() {
    local signal=$1 seconds=$2 pattern=$3 name waited
    for name in "${started[@]}"; do
        # shellcheck disable=SC2053 # It is a pattern.
        [[ $name == $pattern ]] || continue
        kill "-$signal" "$(cat "$data/run/$name.pid" 2>/dev/null)" 2>/dev/null || true
    done
    for name in "${started[@]}"; do
        # shellcheck disable=SC2053
        [[ $name == $pattern ]] || continue
        for ((waited = 0; waited < seconds * 10; waited++)); do
            is_alive "$name" || break
            sleep 0.1
        done
        if is_alive "$name"; then kill -KILL "$(cat "$data/run/$name.pid")" 2>/dev/null || true; fi
        rm -f "$data/run/$name.pid"
    done
}

# Stops the processes of an earlier run that was killed.
stop_leftovers() {
    local file id
    for file in "$data"/run/*.pid; do
        [ -e "$file" ] || continue
        id=$(cat "$file")
        if [ -n "$id" ] && is_ours "$id"; then
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

# Whether a process was started from this data folder. The id may be another process's by now.
is_ours() {
    tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline" | grep -q "YudaiV3\|$data/postgres" &&
        [[ $(readlink "/proc/$1/cwd" 2>/dev/null) == "$data"/* ]]
}
