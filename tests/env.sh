#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# env.sh COMMAND...: runs COMMAND where Deskbell can be built and tested.
#
# On a system as new as Debian 13 that is the system itself; packages that are missing are installed.
# Elsewhere it is a Debian 13 root, made once, kept in the user's cache folder, made anew when
# tests/env/packages changes. The project is at its own path in it. DESKBELL_DEBIAN=testing asks for a root
# of Debian's testing everywhere, and DESKBELL_DEBIAN=13 for one of Debian 13; both can be kept, and used
# at the same time.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(dirname "$here")
cache=${XDG_CACHE_HOME:-${HOME:?env.sh: HOME is not set; set it to your home folder}/.cache}/deskbell

# fail WHAT: says in one line what is missing and what helps, and stops.
fail ()
{
  echo "env.sh: $1" >&2
  exit 1
}

packages ()
{
  sed 's/#.*//' "$here/env/packages" | tr -s ' \n' '\n' | grep .
}

# as_root COMMAND...: runs COMMAND as root, if this user can without being asked for a password.
as_root ()
{
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    sudo -n -- "$@"
  fi
}

can_be_root ()
{
  [ "$(id -u)" = 0 ] || sudo -n true 2> /dev/null
}

missing_packages ()
{
  for p in "$@"; do
    dpkg-query -W -f '${db:Status-Status}\n' "$p" 2> /dev/null | grep -qx installed || printf '%s ' "$p"
  done
}

# install PACKAGE...: installs what is missing of the packages with apt.
install ()
{
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  can_be_root || fail "packages are missing and this user may not install them; run as root: apt-get install --no-install-recommends $missing"
  echo "env.sh: installing $(echo "$missing" | wc -w) packages (log: $cache/install.log)" >&2
  as_root apt-get update > "$cache/install.log" 2>&1 || true
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing \
    >> "$cache/install.log" 2>&1 \
    || fail "apt-get could not install the packages ($(grep -m 1 '^E:' "$cache/install.log" || tail -n 1 "$cache/install.log")); look for the network or the disk, then run this again"
}

is_new_debian ()
{
  command -v apt-get > /dev/null && [ -r /etc/os-release ] || return 1
  # shellcheck disable=SC1091
  . /etc/os-release
  [ "${ID:-}" = debian ] || return 1
  [ "${VERSION_ID:-99}" -ge 13 ]
}

has_everything ()
{
  command -v meson > /dev/null && command -v ninja > /dev/null && command -v pkg-config > /dev/null \
    && pkg-config --exists 'gtk4 >= 4.18' 'libadwaita-1 >= 1.7' 'glib-2.0 >= 2.84' 'libsoup-3.0 >= 3.6' \
      json-glib-1.0 libical-glib libnotify libsecret-1 sqlite3 libpq libsodium 2> /dev/null
}

# choose_root: which Debian's root it is, where it is, and where the builds in it are kept.
choose_root ()
{
  case ${DESKBELL_DEBIAN:-13} in
    13)
      debian='Debian 13' suite=trixie roots=$cache/root- builds=$top/_build
      ;;
    testing)
      # Its builds are apart, so that both can be built and tested in one checkout.
      debian='Debian testing' suite=testing roots=$cache/testing-root- builds=$top/_build/testing
      ;;
    *)
      fail "DESKBELL_DEBIAN is \"$DESKBELL_DEBIAN\", for which there is no root; set it to 13 or testing, or to nothing"
      ;;
  esac
  root=$roots$(cat "$here/env/packages" "$here/env/make-root.sh" | sha256sum | cut -c 1-16)
}

# hold_root: keeps the root from being deleted until COMMAND and all that it started have ended: they have
# a file of it open, with a shared lock. Fails if there is no root.
hold_root ()
{
  [ -e "$root/.complete" ] || return 1
  command exec 8< "$root/.complete" || return 1
  flock -s 8
  [ /proc/self/fd/8 -ef "$root/.complete" ]
}

# delete_outdated: deletes the other roots of the same Debian, but for those in which something runs.
delete_outdated ()
{
  for old in "$roots"*; do
    if [ "$old" = "$root" ] || [ ! -e "$old" ]; then
      continue
    elif [ ! -e "$old/.complete" ]; then
      rm -rf "$old"
    else
      flock -n "$old/.complete" rm -rf "$old" || echo "env.sh: $old is outdated but in use; it is left until the next time" >&2
    fi
  done
}

make_root ()
{
  command -v apt-get > /dev/null \
    || fail "this system is neither Debian 13 nor one with apt; install GTK 4.18, libadwaita 1.7 and the rest of tests/env/packages, or use Debian"
  # Who is not root makes the root in a user namespace.
  # shellcheck disable=SC2046
  install mmdebstrap bubblewrap debian-archive-keyring zstd util-linux $([ "$(id -u)" = 0 ] || echo uidmap)
  exec 9> "$cache/lock"
  flock 9
  if [ ! -e "$root/.complete" ]; then
    free=$(df -Pk "$cache" | awk 'NR == 2 { print $4 }')
    [ "$free" -gt 4500000 ] || fail "the $debian root needs 4.5 GB in $cache, and $((free / 1000)) MB are free; make room or set XDG_CACHE_HOME"
    echo "env.sh: making a $debian root, once, about two minutes (log: $cache/root.log)" >&2
    sh "$here/env/make-root.sh" "$suite" "$root" $(packages) > "$cache/root.log" 2>&1 \
      || fail "the $debian root could not be made ($(grep -m 1 '^E:' "$cache/root.log" || tail -n 1 "$cache/root.log")); look for the network or the disk, then run this again"
    delete_outdated
  fi
  exec 9>&-
}

[ $# -gt 0 ] || fail "what shall run? usage: sh tests/env.sh COMMAND..."
[ -z "${DESKBELL_ENV:-}" ] || exec "$@"
mkdir -p "$cache" 2> /dev/null || fail "cannot write to $cache; set XDG_CACHE_HOME to a folder that can be written"

if [ -n "${DESKBELL_DEBIAN:-}" ]; then
  : # A root, whatever the system is.
elif is_new_debian; then
  # shellcheck disable=SC2046
  install $(packages)
  DESKBELL_ENV=direct exec "$@"
elif has_everything; then
  DESKBELL_ENV=direct exec "$@"
fi
choose_root
until hold_root; do
  make_root
done
exec sh "$here/env/enter-root.sh" "$root" "$top" "$builds" "$cache" "$@"
