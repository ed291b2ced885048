# shellcheck shell=bash disable=SC2154 # Sourced by run.sh, which sets checkout and data.

fail() {
    echo "$*" >&2
    exit 1
}

say() { echo "$*" >&2; }

# Runs a command that takes long, so that a signal ends the wait for it at once.
patiently() {
    "$@" 9>&- &
    busy=$!
    local code=0
    wait "$busy" || code=$?
    busy=
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

# Installs packages where that is allowed without asking.
install_packages() {
    local root=()
    is_root || root=(sudo -n)
    command -v apt-get >/dev/null && { is_root || sudo -n true 2>/dev/null; } || return 1
    say "installing $*"
    patiently "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null 2>&1 || true
    patiently "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends -o Dpkg::Options::=--force-confold "$@" >"$data/logs/install.log" 2>&1
}

check_sdk() {
    command -v dotnet >/dev/null || fail "the .NET SDK 10 is not installed: see https://dotnet.microsoft.com/download"
    (cd "$checkout" && dotnet --version) >/dev/null 2>&1 || fail "no .NET SDK that global.json asks for is installed: see https://dotnet.microsoft.com/download"
}

# Builds for tests and measurements. One compiler serves all projects and ends with the build: a new one for each would spend most of its time on compiling itself.
compile() {
    local pipe=yudai-$$ code=0 sdk
    dotnet build "$1" -c Release -v q --nologo -nodeReuse:false -p:UseSharedCompilation=true -p:SharedCompilationId="$pipe" </dev/null >"$data/logs/build.log" 2>&1 || code=$?
    sdk=$(dirname "$(readlink -f "$(command -v dotnet)")")/sdk/$(dotnet --version)
    dotnet "$sdk/Roslyn/bincore/VBCSCompiler.dll" -shutdown -pipename:"$pipe" >>"$data/logs/build.log" 2>&1 || true
    [ "$code" -eq 0 ] || { cat "$data/logs/build.log" >&2; fail "the build failed"; }
}
