#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# on-screen.sh: the demo on the screen that is there. Called by demo.sh. Everything it leaves is in
# _build/demo; a second run goes on with the same desk.
set -eu

prefix=$PWD/_build/prefix
folder=$PWD/_build/demo
port=7373
password='two taps on the bell'

# Without a session bus: one of the demo's own.
if [ -z "${DBUS_SESSION_BUS_ADDRESS:-}" ] && [ ! -S "${XDG_RUNTIME_DIR:-/nonexistent}/bus" ]; then
  exec dbus-run-session -- sh "$0"
fi

mkdir -p "$folder/config" "$folder/browser"
export PATH="$prefix/bin:$PATH" XDG_DATA_DIRS="$prefix/share:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}"
export XDG_CONFIG_HOME="$folder/config" GSETTINGS_BACKEND=keyfile

started=
# shellcheck disable=SC2086
trap '[ -z "$started" ] || kill $started 2> /dev/null || true' EXIT

# A desktop without a notification server: one of the demo's own.
has_server=$(gdbus call --session --dest org.freedesktop.DBus --object-path /org/freedesktop/DBus \
  --method org.freedesktop.DBus.NameHasOwner org.freedesktop.Notifications)
if [ "$has_server" != '(true,)' ]; then
  dunst -conf tests/env/dunstrc > "$folder/dunst.log" 2>&1 &
  started="$started $!"
fi

if [ ! -e "$folder/desk.db" ]; then
  deskbellctl --store "$folder/desk.db" import data/demo/desk.json > "$folder/import.log"
  DESKBELL_PASSWORD=$password deskbellctl --store "$folder/desk.db" user set-password zoe
fi
gsettings set org.deskbell.Deskbell serve-portal true
gsettings set org.deskbell.Deskbell portal-port $port

deskbell --desk "$folder/desk.db" --person ann > "$folder/deskbell.log" 2>&1 &
deskbell=$!
started="$started $deskbell"
curl --silent --output /dev/null --retry 60 --retry-delay 1 --retry-connrefused "http://127.0.0.1:$port/" || {
  echo "demo.sh: the portal does not answer on port $port; see $folder/deskbell.log" >&2
  exit 1
}

cat << TEXT

You are Ann Archer, at the window that has opened. Say that this computer shall ring.
Zoe Lindqvist is in the browser: http://127.0.0.1:$port/requests/r-1001
  name zoe, password: $password
Let her press "Chat with an agent", and click the notification.
Quit Deskbell (Ctrl+Q) to end.

TEXT
no_sandbox=
[ "${DESKBELL_ENV:-}" != root ] || no_sandbox=--no-sandbox
# shellcheck disable=SC2086
chromium $no_sandbox --test-type --window-size=900,860 --user-data-dir="$folder/browser" --no-first-run --disable-background-networking \
  --app="http://127.0.0.1:$port/requests/r-1001" > "$folder/chromium.log" 2>&1 &
started="$started $!"
wait "$deskbell"
