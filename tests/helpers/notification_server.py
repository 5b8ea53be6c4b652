# SPDX-License-Identifier: GPL-3.0-or-later
"""A notification server of the tests' own: the Desktop Notifications Specification, with any capabilities,
and a person who clicks what the test says. For what real servers cannot be made to do."""
from gi.repository import Gio, GLib

INTERFACE = 'org.freedesktop.Notifications'
PATH = '/org/freedesktop/Notifications'
XML = '''
<node>
  <interface name="org.freedesktop.Notifications">
    <method name="GetCapabilities"><arg type="as" direction="out"/></method>
    <method name="GetServerInformation">
      <arg type="s" direction="out"/><arg type="s" direction="out"/>
      <arg type="s" direction="out"/><arg type="s" direction="out"/>
    </method>
    <method name="Notify">
      <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
      <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/>
    </method>
    <method name="CloseNotification"><arg type="u" direction="in"/></method>
    <property name="Inhibited" type="b" access="read"/>
  </interface>
</node>'''


class Shown:
    """A notification that is shown."""

    def __init__(self, number, arguments):
        (self.app, self.replaces, self.icon, self.title, self.body, actions, self.hints, self.timeout) = arguments
        self.number = number
        self.actions = dict(zip(actions[::2], actions[1::2]))


class NotificationServer:
    def __init__(self, capabilities=('actions', 'body'), inhibited=None, answers=True):
        self.capabilities, self.inhibited, self.answers = list(capabilities), inhibited, answers
        self.shown = {}
        self.strangers = []  # what was asked to be closed and is not shown
        self.history = []
        self._waiting = []
        self._next = 1
        address = Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION)
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.bus = Gio.DBusConnection.new_for_address_sync(address, flags)
        node = Gio.DBusNodeInfo.new_for_xml(XML)
        self.bus.register_object(PATH, node.interfaces[0], self._call, self._get, None)
        self._owner = Gio.bus_own_name_on_connection(self.bus, INTERFACE, Gio.BusNameOwnerFlags.NONE, None, None)

    def _get(self, bus, sender, path, interface, name):
        return GLib.Variant('b', self.inhibited) if self.inhibited is not None else None

    def _call(self, bus, sender, path, interface, method, parameters, invocation):
        if not self.answers:
            self._waiting.append((method, parameters, invocation))
            return
        arguments = parameters.unpack()
        if method == 'GetCapabilities':
            invocation.return_value(GLib.Variant('(as)', (self.capabilities,)))
        elif method == 'GetServerInformation':
            invocation.return_value(GLib.Variant('(ssss)', ('test-server', 'Deskbell', '1.0', '1.2')))
        elif method == 'Notify':
            number = arguments[1] or self._next
            self._next = max(self._next, number + 1)
            self.shown[number] = Shown(number, arguments)
            self.history.append(self.shown[number])
            invocation.return_value(GLib.Variant('(u)', (number,)))
        else:
            if arguments[0] not in self.shown:
                self.strangers.append(arguments[0])
            self._closed(arguments[0], 3)
            invocation.return_value(None)

    def _emit(self, signal, value):
        if self.bus.is_closed():
            return
        self.bus.emit_signal(None, PATH, INTERFACE, signal, value)
        self.bus.flush_sync()

    def _closed(self, number, reason):
        if self.shown.pop(number, None):
            self._emit('NotificationClosed', GLib.Variant('(uu)', (number, reason)))

    def set_inhibited(self, inhibited):
        """Do Not Disturb, as KDE's servers tell it."""
        self.inhibited = inhibited
        changed = {'Inhibited': GLib.Variant('b', inhibited)}
        self.bus.emit_signal(None, PATH, 'org.freedesktop.DBus.Properties', 'PropertiesChanged',
                             GLib.Variant('(sa{sv}as)', (INTERFACE, changed, [])))
        self.bus.flush_sync()

    def press(self, shown, action='default', token=None):
        """A person presses a button of a notification, or clicks it; most servers close it then."""
        if token:
            self._emit('ActivationToken', GLib.Variant('(us)', (shown.number, token)))
        self._emit('ActionInvoked', GLib.Variant('(us)', (shown.number, action)))
        self._closed(shown.number, 2)

    def reply(self, shown, text):
        self._emit('NotificationReplied', GLib.Variant('(us)', (shown.number, text)))
        self._closed(shown.number, 2)

    def titles(self):
        return sorted(shown.title for shown in self.shown.values())

    def wake(self):
        """Answers from now on, first what it has been asked meanwhile."""
        self.answers = True
        while self._waiting:
            method, parameters, invocation = self._waiting.pop(0)
            self._call(self.bus, None, PATH, INTERFACE, method, parameters, invocation)

    def close(self):
        if self.bus.is_closed():
            return
        Gio.bus_unown_name(self._owner)
        self.bus.close_sync()
