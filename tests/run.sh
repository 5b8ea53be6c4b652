#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh [SUITE...]: builds Deskbell and runs its tests, all suites or the ones named. Sets up what is missing.
# The last line is "N passed, N failed".
set -eu

all='lint fuzz unit store ctl server portal dbus app e2e bench packages flatpak'
sanitized='fuzz unit store'
installed='dbus app e2e flatpak'
with_npm='portal server e2e'

cd "$(dirname "$0")/.."
[ -n "${DESKBELL_ENV:-}" ] || exec sh tests/env.sh sh tests/run.sh "$@"

suites=${*:-$all}
for s in $suites; do
  case " $all " in
    *" $s "*) ;;
    *) echo "run.sh: there is no suite \"$s\"; there are: $all" >&2; exit 2 ;;
  esac
done

# shellcheck source=tests/env/build.sh
. tests/env/build.sh
results=

# must COMMAND...: without what COMMAND makes there is nothing to test.
must ()
{
  "$@" || { echo '0 passed, 1 failed'; exit 1; }
}

# is_among LIST: whether one of the suites that shall run is in the list.
is_among ()
{
  for s in $suites; do
    case " $1 " in *" $s "*) return 0 ;; esac
  done
  return 1
}

# run DIR SUITE...: runs suites of _build/DIR; the summary is made of what meson leaves.
run ()
{
  dir=$1
  shift
  args=
  for s in "$@"; do args="$args --suite $s"; done
  # shellcheck disable=SC2086
  meson test -C "_build/$dir" --no-rebuild --print-errorlogs $args || true
  results="$results _build/$dir/meson-logs"
}

echo "$(system): GTK $(version gtk4), libadwaita $(version libadwaita-1), GLib $(version glib-2.0)," \
  "libsoup $(version libsoup-3.0), SQLite $(version sqlite3), PostgreSQL $(version libpq)"
rm -f _build/*/meson-logs/testlog*
if is_among "$installed"; then
  must build_and_install
else
  must build test all --prefix "$PWD/_build/prefix"
fi
if is_among "$with_npm"; then
  must build_npm_tools
fi
if is_among flatpak; then
  build_flatpak || true # its tests tell
fi
# shellcheck disable=SC2086
run test $suites

again=
for s in $suites; do
  case " $sanitized " in *" $s "*) again="$again $s" ;; esac
done
if [ -n "$again" ]; then
  echo "The suites$again again, under the address and undefined behaviour sanitizers:"
  must build sanitized tests-in-c -Db_sanitize=address,undefined -Db_lundef=false
  # shellcheck disable=SC2086
  run sanitized $again
fi

# shellcheck disable=SC2086
exec python3 tests/summary.py $results
