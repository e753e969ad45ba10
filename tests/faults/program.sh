# Builds the program and the trials and runs one of them; to be sourced: tried NAME [NUMBER…].
# PROFILE=release tries the optimised program, CARTAVIVA_BIN another one.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

tried() {
    local profile=${PROFILE:-debug} flags=()
    [[ $profile == debug ]] || flags=(--release)
    cargo build --quiet --locked "${flags[@]}" -p cartaviva-api -p cartaviva-tests --bin cartaviva --example faults
    exec "${CARGO_TARGET_DIR:-target}/$profile/examples/faults" "$@"
}
