#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# screenshots.sh: takes the pictures in data/screenshots anew, of the running program on the example desk.
set -eu

cd "$(dirname "$0")/.."
[ -n "${DESKBELL_ENV:-}" ] || exec sh tests/env.sh sh data/screenshots.sh "$@"

# shellcheck source=tests/env/build.sh
. tests/env/build.sh
build_and_install || { echo 'screenshots.sh: the build failed; what the tools said is above' >&2; exit 1; }
GUI_SIZE=1440x1000 DESKBELL_PREFIX=$PWD/_build/prefix PYTHONPATH=tests/helpers PYTHONDONTWRITEBYTECODE=1 \
  exec sh tests/env/gui.sh python3 data/demo/screenshots.py "${1:-data/screenshots}"
