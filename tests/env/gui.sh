#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# gui.sh COMMAND...: runs COMMAND on a screen of its own (Xvfb with openbox), with a session bus, settings
# and folders of its own. $GUI_DIR is the folder; what the servers say is in it. Size: $GUI_SIZE.
set -u

GUI_DIR=$(mktemp -d "${TMPDIR:-/tmp}/deskbell-gui.XXXXXX")
mkdir -p -m 700 "$GUI_DIR/run" "$GUI_DIR/config" "$GUI_DIR/data" "$GUI_DIR/cache" "$GUI_DIR/state"
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
export GUI_DIR XDG_RUNTIME_DIR="$GUI_DIR/run" XDG_CONFIG_HOME="$GUI_DIR/config" XDG_DATA_HOME="$GUI_DIR/data"
export XDG_CACHE_HOME="$GUI_DIR/cache" XDG_STATE_HOME="$GUI_DIR/state" XDG_SESSION_TYPE=x11
export GDK_BACKEND=x11 GSK_RENDERER="${GSK_RENDERER:-cairo}" GDK_DISABLE="${GDK_DISABLE:-gl,vulkan,dmabuf}" LIBGL_ALWAYS_SOFTWARE=1
export LC_ALL="${LC_ALL:-C.UTF-8}" TZ="${TZ:-Europe/Prague}" GTK_THEME= NO_AT_BRIDGE=

# On X11 without a settings daemon this file says what desktops set. Nothing moves: nobody is there to see
# it, and each picture on the way would have to be drawn.
mkdir "$GUI_DIR/config/gtk-4.0"
printf '[Settings]\ngtk-font-name=Cantarell 11\ngtk-enable-animations=false\n' > "$GUI_DIR/config/gtk-4.0/settings.ini"

# A bus on which nothing starts by itself but what is named here: no notification server, no portal.
mkdir "$GUI_DIR/services"
cp /usr/share/dbus-1/services/org.a11y.Bus.service "$GUI_DIR/services/"
for service in ${GUI_SERVICES:-}; do cp "$service" "$GUI_DIR/services/"; done
cat > "$GUI_DIR/bus.conf" << XML
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=$GUI_DIR</listen>
  <servicedir>$GUI_DIR/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
XML

mkfifo "$GUI_DIR/display"
Xvfb -displayfd 3 -screen 0 "${GUI_SIZE:-1280x1024}x24" -nolisten tcp -noreset > "$GUI_DIR/xvfb.log" 2>&1 3> "$GUI_DIR/display" &
xvfb=$!
read -r number < "$GUI_DIR/display" || { echo "gui.sh: Xvfb did not start: $(tail -n 1 "$GUI_DIR/xvfb.log")" >&2; exit 99; }
export DISPLAY=":$number"
openbox > "$GUI_DIR/openbox.log" 2>&1 &
wm=$!

# What COMMAND prints is its own; what the services on the bus print is in a file.
unset GTK_THEME NO_AT_BRIDGE
dbus-run-session --config-file="$GUI_DIR/bus.conf" -- sh -c 'exec "$@" >&3 2>&4 3>&- 4>&-' sh "$@" \
  3>&1 4>&2 > "$GUI_DIR/bus.log" 2>&1
status=$?

kill "$wm" "$xvfb" 2> /dev/null
wait 2> /dev/null
[ -n "${GUI_KEEP:-}" ] || rm -rf "$GUI_DIR"
exit "$status"
