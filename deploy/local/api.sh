# shellcheck shell=bash disable=SC2154 # Sourced by run.sh, which sets data and apis.

# Sets base_url, api_host and api_port of an Api node: node k listens on the port of API_URL plus k-1.
api_url() {
    [[ $API_URL =~ ^(https?)://(\[[^]]+\]|[^:/]+)(:([0-9]+))?/?$ ]] ||
        fail "API_URL is not a URL like http://localhost:8000"
    local scheme=${BASH_REMATCH[1]} host=${BASH_REMATCH[2]} port=${BASH_REMATCH[4]:-}
    if [ -z "$port" ]; then
        if [ "$scheme" = https ]; then port=443; else port=80; fi
    fi
    api_host=$host api_port=$((port + $1 - 1))
    base_url="$scheme://$host:$api_port"
    case $api_host in 0.0.0.0 | '*' | + | '[::]') api_host=127.0.0.1 ;; esac
    api_host=${api_host#[} api_host=${api_host%]}
}

check_api_urls() {
    local number
    for ((number = 1; number <= apis; number++)); do
        api_url "$number"
        [ "$api_port" -le 65535 ] || fail "API_URL leaves no port for Api $number"
        if listens "$api_host" "$api_port"; then fail "API_URL is taken: something listens on $base_url already"; fi
    done
}

start_api() {
    local name=api-$1
    api_url "$1"
    rotate_log "$name"
    start "$name" env -C "$data/bin/api" "API_URL=$base_url" dotnet YudaiV3.Api.dll
}

await_api() {
    local name=api-$1 waited
    api_url "$1"
    for ((waited = 0; waited < 1200; waited++)); do
        is_alive "$name" || fail "$name did not start: $(last_log_line "$name")"
        if [ "$(health)" = 200 ]; then return; fi
        sleep 0.1
    done
    fail "$name is not healthy after 2 minutes: see $data/logs/$name.log"
}

# The status of GET /health, or nothing if there is no answer.
health() {
    if [[ $base_url == https:* ]]; then
        curl -sk -o /dev/null -m 5 -w '%{http_code}' "$echo_url/health" || true
        return
    fi
    (
        exec 3<>"/dev/tcp/$api_host/$api_port" || exit 0
        printf '%s\r\n' 'GET /health HTTP/1.1' "Host: $api_host:$api_port" 'Connection: close' '' >&3
        read -r -t 5 _ status _ <&3 && echo "$status"
    ) 2>/dev/null || true
}
