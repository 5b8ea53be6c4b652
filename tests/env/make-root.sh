#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# make-root.sh ROOT PACKAGE...: makes a Debian 13 file tree at ROOT with the packages in it.
# Called by env.sh. Works as root, and for others where user namespaces are allowed.
set -eu

root=$1
shift
new=$root.new
rm -rf "$new" "$root"
include=$(echo "$*" | tr ' ' ',')

bootstrap ()
{
  mmdebstrap "$@" --variant=minbase --include="$include" \
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
    --aptopt='Acquire::Retries "3"' --dpkgopt=force-unsafe-io \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-include=/usr/share/doc/*/copyright' --dpkgopt='path-exclude=/usr/share/gtk-doc/*' \
    --customize-hook='for l in en_US de_DE; do chroot "$1" localedef --no-archive -i $l -f UTF-8 /usr/lib/locale/$l.utf8; done' \
    --customize-hook='echo 0123456789abcdef0123456789abcdef > "$1/etc/machine-id"' \
    trixie "$out"
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
