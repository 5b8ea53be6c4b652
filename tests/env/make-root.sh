#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# make-root.sh SUITE ROOT PACKAGE...: makes a file tree of a suite of Debian at ROOT with the packages in it.
# Called by env.sh. Works as root, and for others where user namespaces are allowed.
set -eu

suite=$1
root=$2
shift 2
new=$root.new
rm -rf "$new" "$root"
include=$(echo "$*" | tr ' ' ',')

# A mirror that is kept for repeatable builds may have a testing whose lists have expired.
expired=
[ "$suite" != testing ] || expired=--aptopt='Acquire::Check-Valid-Until "false"'

bootstrap ()
{
  mmdebstrap "$@" ${expired:+"$expired"} --variant=minbase --include="$include" \
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
    --aptopt='Acquire::Retries "3"' --dpkgopt=force-unsafe-io \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-include=/usr/share/doc/*/copyright' --dpkgopt='path-exclude=/usr/share/gtk-doc/*' \
    --customize-hook='for l in en_US de_DE; do chroot "$1" localedef --no-archive -i $l -f UTF-8 /usr/lib/locale/$l.utf8; done' \
    --customize-hook='echo 0123456789abcdef0123456789abcdef > "$1/etc/machine-id"' \
    "$suite" "$out"
}

if [ "$(id -u)" = 0 ]; then
  out=$new
  bootstrap
else
  # A folder made in a user namespace would belong to other users; a tar file unpacked here is ours.
  out=$new.tar
  bootstrap --mode=unshare
  mkdir "$new"
  tar -C "$new" --exclude='./dev/*' --no-same-owner -xf "$out"
  rm -f "$out"
fi

touch "$new/.complete"
mv "$new" "$root"
