# shellcheck shell=bash disable=SC2154 # Sourced by run.sh, which sets checkout and data.

fail() {
    echo "$*" >&2
    exit 1
}

say() { echo "$*" >&2; }

# Runs a long command in the background, so that a signal interrupts the wait for it at once.
run_interruptibly() {
    "$@" 9>&- &
    running_pid=$!
    local code=0
    wait "$running_pid" || code=$?
    running_pid=
    return "$code"
}

is_root() { [ "$(id -u)" -eq 0 ]; }

listens() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; }

free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))
        listens 127.0.0.1 "$port" || break
    done
    echo "$port"
}

# Installs packages if that needs no password.
install_packages() {
    local root=()
    is_root || root=(sudo -n)
    command -v apt-get >/dev/null && { is_root || sudo -n true 2>/dev/null; } || return 1
    say "installing $*"
    run_interruptibly "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null 2>&1 || true
    run_interruptibly "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends -o Dpkg::Options::=--force-confold "$@" \
        >"$data/logs/install.log" 2>&1
}

check_sdk() {
    local download=https://dotnet.microsoft.com/download
    command -v dotnet >/dev/null || fail "the .NET SDK 10 is not installed: see $download"
    (cd "$checkout" && dotnet --version) >/dev/null 2>&1 ||
        fail "no .NET SDK that global.json asks for is installed: see $download"
}

# Builds for tests and measurements. One compiler server serves all projects and ends with the build: a compiler per
# project would spend most of its time on compiling itself.
compile() {
    local pipe=yudai-$$ log=$data/logs/build.log code=0 sdk
    dotnet build "$1" -c Release -v q --nologo -nodeReuse:false -p:UseSharedCompilation=true \
        -p:SharedCompilationId="$pipe" </dev/null >"$log" 2>&1 || code=$?
    sdk=$(dirname "$(readlink -f "$(command -v dotnet)")")/sdk/$(dotnet --version)
    dotnet "$sdk/Roslyn/bincore/VBCSCompiler.dll" -shutdown -pipename:"$pipe" >>"$log" 2>&1 || true
    [ "$code" -eq 0 ] || {
        cat "$log" >&2
        fail "the build failed"
    }
}
