#!/bin/sh
# Many generated ledgers and organizations, for the figures: benches/leaks.sh [LEDGERS [ORGANIZATIONS]]
# Each ledger property and each leak property gets so many cases; the on-disk one fewer, since it builds many times.
set -eu
ledgers=${1:-10000}
organizations=${2:-200}
cd "$(dirname "$0")/.."
started=$(date +%s)
PORTALSMITH_LEAK_CASES=$ledgers cargo test --quiet --lib ledger::properties
echo "generated ledgers: $ledgers for each of 7 properties, in $(($(date +%s) - started)) s"
started=$(date +%s)
PORTALSMITH_LEAK_CASES=$organizations cargo test --quiet --test leaks -- --nocapture
echo "generated organizations: $organizations for each of 3 properties, in $(($(date +%s) - started)) s"
