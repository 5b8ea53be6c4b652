#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# throw-away.sh FOLDER SCRIPT: runs the script of FOLDER in a root that is this system's, with FOLDER at /mnt. What
# is changed there is in memory and gone afterwards. Needs a mount namespace of its own: unshare --mount.
set -eu

folder=$1
script=$2
here=$(mktemp -d)
mount -t tmpfs tmpfs "$here"
mkdir "$here/upper" "$here/work" "$here/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$here/upper,workdir=$here/work" "$here/root"
mount --rbind /proc "$here/root/proc"
mount --rbind /dev "$here/root/dev"
mount -t tmpfs tmpfs "$here/root/tmp"
mount -t tmpfs tmpfs "$here/root/run"
mount --bind "$folder" "$here/root/mnt"
exec chroot "$here/root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 TZ=UTC sh "/mnt/$script"
