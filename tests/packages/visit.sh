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

# telling NAME COMMAND...: runs COMMAND as where systemd runs, and a server for a user; writes down what systemd is told.
telling ()
{
  name=$1
  shift
  mkdir -p /run/systemd/system /tmp/told
  cat > /tmp/told/systemctl << END
#!/bin/sh
case \$* in
  *--version*) exec /usr/bin/systemctl "\$@" ;;
  *list-units*) echo 'user@1000.service loaded active running' ;;
  *) echo "\$*" >> $seen/$name.told ;;
esac
END
  chmod +x /tmp/told/systemctl
  (PATH=/tmp/told:$PATH; "$@")
  rm -r /run/systemd/system
}

list before
quick_dpkg --install /mnt/*.deb > "$seen/install.log" 2>&1
list installed
links installed

deskbell --version > "$seen/deskbell.version"
deskbell-server --version > "$seen/deskbell-server.version"
deskbellctl --version > "$seen/deskbellctl.version"
LANGUAGE=de deskbell --help > "$seen/deskbell.help"

# What manuals there are, as man shows them, and what the shells find by themselves.
for name in deskbell deskbell-server deskbellctl; do
  man --warnings "$name" > "$seen/$name.manual" 2> "$seen/$name.warnings"
done
mkdir /tmp/home
export HOME=/tmp/home
{
  bash -c '. /usr/share/bash-completion/bash_completion; _comp_load deskbellctl; complete -p deskbellctl'
  zsh -f -c 'autoload -U compinit; compinit -D -u; echo "zsh: $_comps[deskbellctl]"'
  fish -c 'complete -C "deskbellctl covera"'
} > "$seen/completions.log" 2>&1

verify system deskbell-server.service deskbell-server.socket
verify user --user deskbell-server.service

# As the system's unit has it.
(umask 077; mkdir -p "$state")
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
telling again quick_dpkg --install /mnt/*.deb > "$seen/again.log" 2>&1
links again
# shellcheck disable=SC2086
telling removed quick_dpkg --remove $names > "$seen/remove.log" 2>&1
list removed
# shellcheck disable=SC2086
quick_dpkg --purge $names > "$seen/purge.log" 2>&1
list purged
links purged
