# What the scripts that start the service share; to be sourced. It sets $root and $work, a folder that is thrown away at the end.
#
# The program is $CARTAVIVA_BIN, or else what `cargo build` makes. PostgreSQL runs as a throwaway cluster in $work, reached by
# a socket; as root it runs as the user postgres, as PostgreSQL refuses to run as root.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
work=$(mktemp -d)
chmod 711 "$work"
service=
cluster=
declare -A servers=() # by their names, where a script starts several: their processes

finish() {
    [[ -z $service ]] || kill "$service" 2> /dev/null || true
    ((${#servers[@]} == 0)) || kill -KILL "${servers[@]}" 2> /dev/null || true
    [[ -z $cluster ]] || as_owner "$programs/pg_ctl" --pgdata "$cluster/data" --mode immediate stop > /dev/null || true
    rm -rf "$work"
}
trap finish EXIT

if [[ -z ${CARTAVIVA_BIN:-} ]]; then
    cargo build --quiet
    CARTAVIVA_BIN=$(cd "${CARGO_TARGET_DIR:-target}/debug" && pwd)/cartaviva
fi
export CARTAVIVA_BIN CARTAVIVA_LISTEN=127.0.0.1:0

# Milliseconds since some moment.
clock() {
    local microseconds=${EPOCHREALTIME//[.,]/}
    echo $((microseconds / 1000))
}

# use DATABASE: what is started next runs on it, sqlite or postgres, with data of its own.
use() {
    unset CARTAVIVA_DATABASE_URL
    export CARTAVIVA_DATA_DIR=$work/$1
    case $1 in
        sqlite) ;;
        postgres)
            start_cluster
            export CARTAVIVA_DATABASE_URL="postgres://cartaviva@/postgres?host=$cluster"
            ;;
        *) echo "no such database: $1" >&2; exit 1 ;;
    esac
}

# Starts the service, waits for its first answer, and sets $base and $took, the milliseconds until then.
start_service() {
    local began
    began=$(clock)
    : > "$work/said"
    "$CARTAVIVA_BIN" serve > "$work/said" 2> "$work/log" &
    service=$!
    for _ in {1..3000}; do
        kill -0 "$service" 2> /dev/null || { cat "$work/log" >&2; echo "the service did not start" >&2; exit 1; }
        base=$(sed -n 's|.* \(http://.*\)/v1/status$|\1|p' "$work/said")
        [[ -n $base ]] && curl --silent --fail --output /dev/null "$base/v1/status" && break
        sleep 0.01
    done
    took=$(($(clock) - began))
}

# Stops the service as a supervisor does; it must end by itself and well.
stop_service() {
    kill -TERM "$service"
    wait "$service" || { cat "$work/log" >&2; echo "the service did not stop well" >&2; exit 1; }
    service=
}

# begin NAME [SETTING=VALUE…]: starts a server beside others, all with one key for tokens.
begin() {
    local name=$1
    shift
    : > "$work/said-$name"
    env "$@" "$CARTAVIVA_BIN" serve > "$work/said-$name" 2>> "$work/log-$name" &
    servers[$name]=$!
}

# answers NAME: waits until the server of this name answers and says where it listens.
answers() {
    local name=$1 found
    for _ in {1..3000}; do
        kill -0 "${servers[$name]}" 2> /dev/null || { cat "$work/log-$name" >&2; echo "the server $name did not start" >&2; exit 1; }
        found=$(sed -n 's|.* \(http://.*\)/v1/status$|\1|p' "$work/said-$name")
        [[ -n $found ]] && curl --silent --fail --output /dev/null "$found/v1/status" && break
        sleep 0.01
    done
    echo "$found"
}

# end NAME: stops a server as a supervisor does; it must end by itself and well.
end() {
    kill -TERM "${servers[$1]}"
    wait "${servers[$1]}" || { cat "$work/log-$1" >&2; echo "the server $1 did not stop well" >&2; exit 1; }
    unset "servers[$1]"
}

# token ROLE: a token of a role in the Comune di Livorno.
token() {
    "$CARTAVIVA_BIN" token --administration c_e625 --role "$1" 2> /dev/null | tail -n 1
}

as_owner() {
    if ((EUID == 0)); then
        (cd "$work" && setpriv --reuid=postgres --regid=postgres --init-groups -- "$@")
    else
        "$@"
    fi
}

start_cluster() {
    local initdb
    initdb=$(command -v initdb || printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort --version-sort | tail -n 1)
    programs=$(dirname "$(readlink -f "$initdb")")
    [[ -x $programs/initdb ]] || { echo "PostgreSQL's server programs are not installed" >&2; exit 1; }
    mkdir "$work/cluster"
    ((EUID != 0)) || chown postgres: "$work/cluster"
    as_owner "$programs/initdb" --pgdata "$work/cluster/data" --username cartaviva --auth trust --encoding UTF8 --no-locale \
        > "$work/initdb"
    cluster=$work/cluster
    as_owner "$programs/pg_ctl" --pgdata "$cluster/data" --wait --log "$cluster/log" \
        --options "-c listen_addresses='' -c unix_socket_directories='$cluster'" start > /dev/null
}
