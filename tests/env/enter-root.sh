#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# enter-root.sh ROOT PROJECT BUILDS CACHE COMMAND...: runs COMMAND in the root, with the project at its own
# path, BUILDS as its folder _build, the caller's screen and session bus if there are any, and caches that
# stay. What COMMAND starts ends with it.
set -eu

root=$1
project=$2
builds=$3
cache=$4
shift 4
uid=$(id -u)
run=/run/user/$uid
mkdir -p "$builds" "$cache/ccache" "$cache/flatpak" "$cache/npm"

bwrap --ro-bind / / true 2> /dev/null || {
  echo "env.sh: bubblewrap may not make a namespace for this user; run as root, or allow it: sysctl kernel.unprivileged_userns_clone=1" >&2
  exit 1
}

# env COMMAND: adds one argument to the list that bwrap gets, kept in reverse before COMMAND.
passwd=$root/etc/passwd-with-caller
grep -v "^[^:]*:[^:]*:$uid:" "$root/etc/passwd" > "$passwd.$$" || true
printf '%s:x:%s:%s::/tmp/home:/bin/sh\n' "$(id -un)" "$uid" "$(id -g)" >> "$passwd.$$"
mv "$passwd.$$" "$passwd"

set -- -- "$@"
for v in CI LANGUAGE http_proxy https_proxy no_proxy GSK_RENDERER; do
  eval "value=\${$v:-}"
  [ -z "$value" ] || set -- --setenv "$v" "$value" "$@"
done
for v in $(env | sed -n 's/^\(DESKBELL_[A-Z_]*\)=.*/\1/p'); do
  eval "value=\${$v:-}"
  set -- --setenv "$v" "$value" "$@"
done

# The caller's screen.
if [ -d /tmp/.X11-unix ] && [ -n "${DISPLAY:-}" ]; then
  set -- --ro-bind /tmp/.X11-unix /tmp/.X11-unix --setenv DISPLAY "$DISPLAY" "$@"
  [ ! -e "${XAUTHORITY:-/nonexistent}" ] \
    || set -- --ro-bind "$XAUTHORITY" /tmp/home/.Xauthority --setenv XAUTHORITY /tmp/home/.Xauthority "$@"
fi
if [ -n "${WAYLAND_DISPLAY:-}" ]; then
  case $WAYLAND_DISPLAY in
    /*) socket=$WAYLAND_DISPLAY ;;
    *) socket=${XDG_RUNTIME_DIR:-$run}/$WAYLAND_DISPLAY ;;
  esac
  [ ! -S "$socket" ] \
    || set -- --bind "$socket" "$run/wayland-host" --setenv WAYLAND_DISPLAY wayland-host "$@"
fi
case ${DBUS_SESSION_BUS_ADDRESS:-} in
  unix:path=*)
    socket=${DBUS_SESSION_BUS_ADDRESS#unix:path=}
    socket=${socket%%,*}
    [ ! -S "$socket" ] \
      || set -- --bind "$socket" "$run/bus" --setenv DBUS_SESSION_BUS_ADDRESS "unix:path=$run/bus" "$@"
    ;;
esac

# A certificate store of the host's, for package registries behind one.
host_ca=/etc/ssl/certs/ca-certificates.crt
[ ! -e "$host_ca" ] \
  || set -- --ro-bind "$host_ca" /tmp/host-ca.crt --setenv SSL_CERT_FILE /tmp/host-ca.crt \
    --setenv NODE_EXTRA_CA_CERTS /tmp/host-ca.crt --setenv CURL_CA_BUNDLE /tmp/host-ca.crt "$@"

# A work tree's git folder may lie elsewhere.
git_dir=$(git -C "$project" rev-parse --path-format=absolute --git-common-dir 2> /dev/null || true)
[ ! -d "$git_dir" ] || set -- --bind "$git_dir" "$git_dir" "$@"

exec bwrap --bind "$root" / --proc /proc --dev /dev \
  --perms 1777 --tmpfs /tmp --perms 1777 --tmpfs /dev/shm \
  --tmpfs /run --dir "$run" --chmod 0700 "$run" --dir /run/lock \
  --ro-bind-try /etc/resolv.conf /etc/resolv.conf --ro-bind-try /etc/hosts /etc/hosts \
  --ro-bind "$passwd" /etc/passwd \
  --bind "$cache/ccache" /var/cache/ccache --bind "$cache/npm" /var/cache/npm \
  --bind "$cache/flatpak" /var/cache/flatpak \
  --bind "$project" "$project" --bind "$builds" "$project/_build" --chdir "$project" \
  --unshare-pid --unshare-ipc --unshare-uts --hostname deskbell --die-with-parent --new-session \
  --clearenv --setenv PATH /usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin \
  --dir /tmp/home --setenv HOME /tmp/home --setenv LANG C.UTF-8 --setenv TERM "${TERM:-dumb}" \
  --setenv XDG_RUNTIME_DIR "$run" --setenv DESKBELL_ENV root \
  --setenv CCACHE_DIR /var/cache/ccache --setenv CCACHE_DEPEND 1 --setenv NPM_CONFIG_CACHE /var/cache/npm \
  --setenv DESKBELL_FLATPAK_CACHE /var/cache/flatpak \
  "$@"
