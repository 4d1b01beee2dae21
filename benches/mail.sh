#!/bin/sh
# The proof that no form can add a header, a recipient or a command to a mail: hostile submissions, as many as it is told (100,000),
# become letters, go to a recording mail server over a socket, and are held to what was meant. Half an hour in all; prints its figure.
#
#   benches/mail.sh [COUNT]
set -eu
cd "$(dirname "$0")/.."
HOSTILE_MAILS="${1:-100000}" cargo test --quiet --lib forms::letters::hostile:: -- --nocapture 2>&1 |
    grep -E 'hostile submissions|panicked|FAILED|test result'
