#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# demo.sh: sets up what is missing, builds, and shows the main job on the example desk.
#
# With a screen: the program, with Ann Archer at it, and the portal in a browser, where Zoe Lindqvist
# asks to chat. Without one: the same on a screen of its own, with a person who follows a script; it
# leaves pictures and the transcript in _build/demo.
set -eu

cd "$(dirname "$0")/.."
[ -n "${DESKBELL_ENV:-}" ] || exec sh tests/env.sh sh data/demo.sh "$@"

# shellcheck source=tests/env/build.sh
. tests/env/build.sh
echo 'Building…'
build_and_install || { echo 'demo.sh: the build failed; what the tools said is above' >&2; exit 1; }

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec sh data/demo/on-screen.sh
fi

build_npm_tools || { echo 'demo.sh: the browser tools are missing, see above' >&2; exit 1; }
rm -rf _build/demo
mkdir -p _build/demo
GUI_SIZE=1440x900 DESKBELL_PREFIX=$PWD/_build/prefix DESKBELL_NPM=$PWD/_build/npm PYTHONPATH=tests/helpers \
  PYTHONDONTWRITEBYTECODE=1 exec sh tests/env/gui.sh python3 data/demo/story.py _build/demo
