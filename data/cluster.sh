#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cluster.sh: sets up what is missing, builds, and shows the example desk on this computer as it would be
# on several: a PostgreSQL, two servers on it, and HAProxy with data/server/haproxy.cfg in front.
#
# It says where they are, and goes on until Ctrl+C, which ends all of them. Nothing of it stays.
set -eu

cd "$(dirname "$0")/.."
[ -n "${DESKBELL_ENV:-}" ] || exec sh tests/env.sh sh data/cluster.sh "$@"

[ $# = 0 ] || { echo "cluster.sh: there are no arguments, and \"$1\" is one" >&2; exit 2; }
for program in haproxy openssl python3; do
  command -v "$program" > /dev/null || { echo "cluster.sh: $program is missing; install it" >&2; exit 1; }
done

# shellcheck source=tests/env/build.sh
. tests/env/build.sh
echo 'Building…'
build_and_install || { echo 'cluster.sh: the build failed; what the tools said is above' >&2; exit 1; }

DESKBELLCTL=$PWD/_build/prefix/bin/deskbellctl DESKBELL_SERVER=$PWD/_build/prefix/bin/deskbell-server \
  PYTHONPATH=tests/helpers PYTHONDONTWRITEBYTECODE=1 exec python3 tests/helpers/balanced.py
