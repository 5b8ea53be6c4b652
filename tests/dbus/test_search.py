#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shell's search: it asks on the bus as GNOME Shell does, also when Deskbell does not run."""
import configparser
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import tap  # noqa: E402
from activation import NAME, Started, by_bus, call  # noqa: E402
from notification_server import NotificationServer  # noqa: E402
from wait import holds_for  # noqa: E402

from gi.repository import Gio, GLib  # noqa: E402

PROVIDER = desktop.PREFIX / 'share' / 'gnome-shell' / 'search-providers' / f'{NAME}.search-provider.ini'


class Shell:
    """GNOME Shell's side, by what is installed for it."""

    def __init__(self):
        entry = configparser.ConfigParser()
        entry.read(PROVIDER)
        self.about = entry['Shell Search Provider']
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)

    def call(self, method, signature, *arguments):
        answer = self.bus.call_sync(self.about['BusName'], self.about['ObjectPath'], 'org.gnome.Shell.SearchProvider2',
                                    method, GLib.Variant(signature, arguments), None, Gio.DBusCallFlags.NONE, 20000)
        return answer.unpack()[0] if answer.n_children() else None

    def search(self, *words):
        return self.call('GetInitialResultSet', '(as)', words)


def test_from_cold(case):
    """It finds, and neither rings nor shows anything."""
    server = NotificationServer()
    case.defer(server.close)
    desk = by_bus(case)
    call('org.freedesktop.Application.Activate', '{}')
    program = Started(case)
    program.says('Ring This Computer?')
    program.click('Ring')
    program.says('This computer rings')
    program.close()
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    shell = Shell()
    tap.same(shell.about['DesktopId'], f'{NAME}.desktop', 'whose search it is')
    found = shell.search('mails', 'OFFICE')
    program = Started(case, window=False)
    tap.same(found, ['deskbell://request/r-1001'], 'what has both words')
    meta = shell.call('GetResultMetas', '(as)', found)[0]
    tap.same(meta['name'], 'Mails to the whole office bounce', 'its name')
    tap.same(meta['description'], 'r-1001 · Zoe Lindqvist · Open', 'what is said of it')
    tap.has(shell.search('zoe'), 'deskbell://person/zoe', 'people')
    tap.has(shell.search('zoe'), 'deskbell://request/r-1001', 'their requests')
    tap.same(shell.call('GetSubsearchResultSet', '(asas)', shell.search('zoe'), ['zoe', 'bounce']),
             ['deskbell://request/r-1001'], 'more words')
    tap.has(shell.search('krizova'), 'deskbell://person/dagmar', 'people, however their names are typed')
    tap.has(shell.search('KRIZOVA'), 'deskbell://request/r-1032', 'their requests, too')
    tap.same(shell.search('nothing like this'), [], 'nothing')
    tap.same(shell.search(), [], 'no words')
    tap.same(shell.call('GetResultMetas', '(as)', ['deskbell://request/r-9']), [], 'what was not found')
    holds_for(lambda: not server.shown, 'nothing rings', 1)
    tap.same(desktop.windows('Deskbell'), [], 'windows')
    shell.call('ActivateResult', '(sasu)', 'deskbell://request/r-1001', ['mails'], 0)
    program.attach()
    program.says('r-1001')
    desktop.until(lambda: server.shown, 'it rings now')


def test_everything(case):
    by_bus(case)
    Shell().call('LaunchSearch', '(asu)', ['zoe', 'lindqvist'], 0)
    program = Started(case)
    desktop.until(lambda: desktop.text_of(program.find('entry', 'Search Requests')) == 'zoe lindqvist', 'the search')
    program.says('Mails to the whole office bounce')


def test_before_the_first_start(case):
    by_bus(case, desk_known=False)
    tap.same(Shell().search('mails'), [], 'nothing is found')
    Started(case, window=False)
    tap.same(desktop.windows('Deskbell'), [], 'windows')


tap.run('/search', globals())
