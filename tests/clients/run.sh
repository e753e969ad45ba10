#!/usr/bin/env bash
# Generates a client in TypeScript and one in Python from the committed contract, has their types checked, and lets each tell
# the main job to the running service: tests/clients/run.sh
#
#   TOOLS  a folder of Python programs with openapi-python-client and mypy in it (default: made and thrown away)
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../service.sh"

if [[ -z ${TOOLS:-} ]]; then
    python3 -m venv "$work/python"
    "$work/python/bin/pip" install --quiet --disable-pip-version-check --requirement tests/contract/requirements.txt
    TOOLS=$work/python/bin
fi
clients=$work/clients
cp --recursive tests/clients "$clients"

typescript() {
    cd "$clients/typescript"
    npm install --silent --no-audit --no-fund --no-progress
    npx --no-install openapi-typescript "$root/openapi/openapi.json" --output contract.d.ts > said 2>&1 || { cat said; return 1; }
    npx --no-install tsc --project .
    node story.js
}

python() {
    cd "$clients/python"
    "$TOOLS/openapi-python-client" generate --path "$root/openapi/openapi.json" --output-path contract --meta none \
        --config config.yml --fail-on-warning > said 2>&1 || { cat said; return 1; }
    "$TOOLS/mypy" --strict --follow-imports silent story.py
    PYTHONDONTWRITEBYTECODE=1 "$TOOLS/python" story.py
}

use sqlite
start_service
BASE=$base OPERATOR=$(token operator) MANAGER=$(token manager)
export BASE OPERATOR MANAGER
(typescript) & first=$!
(python) & second=$!
wait "$first" && wait "$second"
stop_service
