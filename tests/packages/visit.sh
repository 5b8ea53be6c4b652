#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# visit.sh: installs the packages of /mnt in a throw-away root, uses them, and removes them. What is to be looked
# at afterwards is in /mnt/seen.
set -eu

seen=/mnt/seen
names='deskbell deskbell-common deskbell-server deskbellctl'
state=/var/lib/private/deskbell

# Whatever the root was made without, packages bring all that they have.
quick_dpkg ()
{
  DEBIAN_FRONTEND=noninteractive dpkg --force-unsafe-io --path-include='/usr/share/*' "$@"
}

# list NAME: writes down the paths of all that is no folder, and of folders that are Deskbell's.
list ()
{
  find / -xdev \( ! -type d -o -iname '*deskbell*' \) -print | sort > "$seen/$1.list"
}

# links NAME: writes down what starts units of Deskbell.
links ()
{
  find /etc/systemd -name 'deskbell*' -print | sort > "$seen/$1.links"
}

# verify NAME ARGUMENT...: writes down what systemd says of units, and its exit status.
verify ()
{
  name=$1
  shift
  status=0
  XDG_RUNTIME_DIR=/run systemd-analyze verify --man=no --recursive-errors=no "$@" > "$seen/$name.verify" 2>&1 || status=$?
  echo "status $status" >> "$seen/$name.verify"
}

list before
quick_dpkg --install /mnt/*.deb > "$seen/install.log" 2>&1
list installed
links installed

deskbell --version > "$seen/deskbell.version"
deskbell-server --version > "$seen/deskbell-server.version"
deskbellctl --version > "$seen/deskbellctl.version"
LANGUAGE=de deskbell --help > "$seen/deskbell.help"
verify system deskbell-server.service deskbell-server.socket
verify user --user deskbell-server.service

# As the system's unit has it.
mkdir -p -m 700 "$state"
ln -s private/deskbell /var/lib/deskbell
mkfifo /tmp/said
STATE_DIRECTORY=/var/lib/deskbell deskbell-server --listen unix:/run/desk.sock > /tmp/said &
server=$!
read -r line < /tmp/said
echo "$line" > "$seen/server.said"
deskbellctl --store /var/lib/deskbell/desk.db user add ann --name 'Ann Archer' --role admin > "$seen/user.added" 2>&1
for page in readyz .; do
  curl --silent --show-error --unix-socket /run/desk.sock --output "$seen/page$page" "http://desk.example/$page"
done
kill "$server"
wait "$server"

# Again, as when they are renewed, with the units enabled meanwhile.
systemctl enable deskbell-server.service > "$seen/enable.log" 2>&1
links enabled
quick_dpkg --install /mnt/*.deb > "$seen/again.log" 2>&1
links again
# shellcheck disable=SC2086
quick_dpkg --remove $names > "$seen/remove.log" 2>&1
list removed
# shellcheck disable=SC2086
quick_dpkg --purge $names > "$seen/purge.log" 2>&1
list purged
links purged
