# shellcheck shell=bash disable=SC2154 # Sourced by run.sh, which sets checkout and data.

sources=(
    Silo Api Grains Grains.Interfaces CodeAnalysis ServiceDefaults postgres-init
    Directory.Build.props Directory.Packages.props global.json .editorconfig
)

# Builds if a source has changed. Only one run at a time builds in a checkout.
build() {
    mkdir -p "$checkout/artifacts"
    exec 8>"$checkout/artifacts/.build.lock"
    run_interruptibly flock 8
    if is_built; then return; fi
    say "building"
    local started log=$data/logs/build.log
    started=$(mktemp "$data/run/build.XXXXXX")
    run_interruptibly dotnet build "$checkout/deploy/local/hosts.slnf" -c Release -v q --nologo \
        --disable-build-servers 8>&- </dev/null >"$log" 2>&1 ||
        fail "the build failed: $(grep -m 1 -E 'error' "$log" || tail -n 1 "$log")"
    mv "$started" "$checkout/artifacts/.built"
}

is_built() (
    cd "$checkout" && [ -e artifacts/.built ] &&
        [ -e artifacts/bin/Silo/release/YudaiV3.Silo.dll ] && [ -e artifacts/bin/Api/release/YudaiV3.Api.dll ] &&
        [ -z "$(find "${sources[@]}" -newer artifacts/.built -print -quit 2>&1)" ]
)

# Processes run from a copy of the build, so that a later build in this checkout does not change them.
copy_build() {
    rm -rf "${data:?}/bin"
    mkdir -p "$data/bin"
    cp -R "$checkout/artifacts/bin/Silo/release" "$data/bin/silo"
    cp -R "$checkout/artifacts/bin/Api/release" "$data/bin/api"
    exec 8>&-
}
