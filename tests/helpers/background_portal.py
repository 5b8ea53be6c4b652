# SPDX-License-Identifier: GPL-3.0-or-later
"""A Background portal of the tests' own: org.freedesktop.portal.Background on the test's bus, with a person
who agrees or not. A program that runs with GTK_USE_PORTAL=1 asks it as if it were in a sandbox."""
from gi.repository import Gio, GLib

NAME = 'org.freedesktop.portal.Desktop'
PATH = '/org/freedesktop/portal/desktop'
XML = '''
<node>
  <interface name="org.freedesktop.portal.Background">
    <method name="RequestBackground">
      <arg type="s" direction="in"/><arg type="a{sv}" direction="in"/><arg type="o" direction="out"/>
    </method>
    <method name="SetStatus"><arg type="a{sv}" direction="in"/></method>
    <property name="version" type="u" access="read"/>
  </interface>
</node>'''


class BackgroundPortal:
    """agrees: whether the person does; asked: what was asked for; statuses: what is shown, the last one last."""

    def __init__(self, agrees=True):
        self.agrees = agrees
        self.asked, self.statuses = [], []
        address = Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION)
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.bus = Gio.DBusConnection.new_for_address_sync(address, flags)
        self.bus.register_object(PATH, Gio.DBusNodeInfo.new_for_xml(XML).interfaces[0], self._call,
                                 lambda *_: GLib.Variant('u', 2), None)
        self._owner = Gio.bus_own_name_on_connection(self.bus, NAME, Gio.BusNameOwnerFlags.NONE, None, None)

    def _call(self, bus, sender, path, interface, method, parameters, invocation):
        if method == 'SetStatus':
            self.statuses.append(parameters.unpack()[0]['message'])
            invocation.return_value(None)
            return
        options = parameters.unpack()[1]
        self.asked.append(options)
        handle = f'{PATH}/request/{sender[1:].replace(".", "_")}/{options["handle_token"]}'
        invocation.return_value(GLib.Variant('(o)', (handle,)))
        results = {'background': GLib.Variant('b', self.agrees),
                   'autostart': GLib.Variant('b', self.agrees and options['autostart'])}
        bus.emit_signal(sender, handle, 'org.freedesktop.portal.Request', 'Response',
                        GLib.Variant('(ua{sv})', (0 if self.agrees else 1, results)))

    def close(self):
        Gio.bus_unown_name(self._owner)
        self.bus.close_sync()
