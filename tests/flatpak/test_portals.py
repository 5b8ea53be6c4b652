#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak on a desktop with portals: notifications and secrets go through them."""
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import tap  # noqa: E402
from remote_desk import connect, Server  # noqa: E402

import sandboxed  # noqa: E402

PREFERRED = '[preferred]\ndefault=gtk\norg.freedesktop.impl.portal.Secret=gnome-keyring\n'


class Watch:
    """The calls of the notification portal's."""

    def __init__(self, case):
        self.path = case.folder / 'portal.log'
        self._file = open(self.path, 'w', encoding='utf-8')
        self.process = subprocess.Popen(['dbus-monitor', '--session', "interface='org.freedesktop.portal.Notification'"],
                                        stdout=self._file, stderr=subprocess.DEVNULL)
        case.defer(self.close)
        desktop.until(self.text, 'the monitor to listen')

    def text(self):
        return self.path.read_text(encoding='utf-8')

    def close(self):
        self.process.terminate()
        self.process.wait(10)
        self._file.close()


def start_keyring(case):
    """A keyring that is unlocked, as after a login."""
    keyring = subprocess.Popen(['gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets'], stdin=subprocess.PIPE,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    keyring.stdin.write(b'the password of the login')
    keyring.stdin.close()
    case.defer(keyring.wait, 10)
    case.defer(keyring.terminate)
    desktop.until(lambda: desktop.has_owner('org.freedesktop.secrets'), 'the keyring to be there')


def prepare(case):
    folder = pathlib.Path(os.environ['XDG_CONFIG_HOME']) / 'xdg-desktop-portal'
    folder.mkdir(exist_ok=True)
    (folder / 'portals.conf').write_text(PREFERRED, encoding='utf-8')
    start_keyring(case)


def test_rings_and_remembers(case):
    """A notification by the portal opens the chat; after a restart nobody is asked for a password."""
    prepare(case)
    server = Server(case)
    watch = Watch(case)
    program, dunst = connect(case, server, sandboxed.Program)
    server.desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    dunst.wait_shown(1)
    tap.has(watch.text(), 'member=AddNotification', 'what was asked of the portal')
    desktop.screenshot(desktop.SHOTS / 'flatpak-portal.png')
    dunst.click()
    program.find('frame', 'Zoe Lindqvist')
    program.wait_focus('Message')
    program.close()
    kept = list((sandboxed.data() / 'data' / 'keyrings').glob('*.keyring'))
    tap.true(kept, 'the secret is in the keyring of the sandbox')
    again = sandboxed.Program(name='again')
    case.defer(again.close)
    again.says('Connected')
    tap.true(not again.has('label', 'You Are Signed Out'), 'it is signed in')


tap.run('/portals', globals())
