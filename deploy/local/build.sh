# shellcheck shell=bash disable=SC2154 # Sourced by run.sh, which sets checkout and data.

# Builds what has changed. One run at a time builds in a checkout.
build() {
    mkdir -p "$checkout/artifacts"
    exec 8>"$checkout/artifacts/.build.lock"
    patiently flock 8
    if is_built; then return; fi
    say "building"
    local started
    started=$(mktemp "$data/run/build.XXXXXX")
    patiently dotnet build "$checkout/deploy/local/hosts.slnf" -c Release -v q --nologo --disable-build-servers 8>&- </dev/null >"$data/logs/build.log" 2>&1 ||
        fail "the build failed: $(grep -m 1 -E 'error' "$data/logs/build.log" || tail -n 1 "$data/logs/build.log")"
    mv "$started" "$checkout/artifacts/.built"
}

is_built() {
    [ -e "$checkout/artifacts/.built" ] && [ -e "$checkout/artifacts/bin/Silo/release/YudaiV3.Silo.dll" ] && [ -e "$checkout/artifacts/bin/Api/release/YudaiV3.Api.dll" ] &&
        [ -z "$(cd "$checkout" && find Silo Api Grains Grains.Interfaces Shared postgres-init Directory.*.props global.json .editorconfig -newer artifacts/.built -print -quit 2>&1)" ]
}

# Processes run from a copy of the build, so that a later build in this checkout leaves them alone.
take_snapshot() {
    rm -rf "${data:?}/bin"
    mkdir -p "$data/bin"
    cp -R "$checkout/artifacts/bin/Silo/release" "$data/bin/silo"
    cp -R "$checkout/artifacts/bin/Api/release" "$data/bin/api"
    exec 8>&-
}
