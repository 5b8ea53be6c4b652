# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs that the bus starts, as a launcher, a link or a notification has it do."""
import os
import pathlib
import shutil
import signal
import subprocess

import desktop

NAME = 'org.deskbell.Deskbell'
PATH = '/org/deskbell/Deskbell'
SERVICE = desktop.PREFIX / 'share' / 'dbus-1' / 'services' / f'{NAME}.service'
CALL = ['gdbus', 'call', '--session', '--dest']


def on_bus():
    desktop.until(lambda: desktop.has_owner(NAME), 'deskbell on the bus')


def off_bus():
    desktop.until(lambda: not desktop.has_owner(NAME), 'deskbell off the bus')


class Started(desktop.Program):
    """A program that the bus has started; it has the environment of the bus, and the settings that are saved."""

    def __init__(self, case, window=True):
        self.process = self
        case.defer(self.close)
        answer = subprocess.run([*CALL, 'org.freedesktop.DBus', '--object-path', '/', '--method',
                                 'org.freedesktop.DBus.GetConnectionUnixProcessID', NAME],
                                capture_output=True, text=True, check=True).stdout
        self.pid = int(answer.strip('(),\n ').split()[-1])
        if window:
            self.attach()

    def poll(self):
        return None

    def log(self):
        return (desktop.GUI / 'bus.log').read_text(encoding='utf-8')

    def close(self):
        if desktop.has_owner(NAME):
            os.kill(self.pid, signal.SIGTERM)
        off_bus()


def by_bus(case, desk_known=True):
    """A desk in the settings, and a bus that starts the program for whoever asks for it."""
    desk = desktop.Desk(case.folder)
    services = desktop.GUI / 'services'
    config = pathlib.Path(os.environ['XDG_CONFIG_HOME']) / 'glib-2.0' / 'settings' / 'keyfile'
    config.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"desk='{desk.path}'", "person='ann'"] if desk_known else []
    config.write_text('\n'.join(['[org/deskbell/Deskbell]', *lines, '']), encoding='utf-8')
    shutil.copy(SERVICE, services)
    variables = ', '.join(f"'{name}': '{desktop.environment()[name]}'"
                          for name in ('XDG_DATA_DIRS', 'G_DEBUG', 'GSETTINGS_BACKEND', 'DISPLAY'))
    bus('UpdateActivationEnvironment', f'{{{variables}}}')
    bus('ReloadConfig')
    case.defer(bus, 'ReloadConfig')
    case.defer((services / SERVICE.name).unlink)
    case.defer(config.unlink)
    return desk


def bus(method, *arguments):
    subprocess.run([*CALL, 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus', '--method',
                    f'org.freedesktop.DBus.{method}', *arguments], check=True, capture_output=True)


def run(*command):
    subprocess.run(command, check=True, capture_output=True, env=desktop.environment(), timeout=40)


def call(method, *arguments, path=PATH):
    """Calls the program, which the bus starts if it does not run, and gives what gdbus prints."""
    return subprocess.run([*CALL, NAME, '--object-path', path, '--method', method, *arguments], check=True, text=True,
                          capture_output=True, env=desktop.environment(), timeout=40).stdout
