#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What "meson install" does with a prefix of its own and DESTDIR."""
import configparser
import os
import pathlib
import re

import tap
import trees

PREFIX = '/opt/deskbell'
# Where an install has no business, as DESTDIR is elsewhere.
ELSEWHERE = [folder for folder in ('/etc', '/opt', '/usr', os.environ.get('HOME')) if folder and pathlib.Path(folder).is_dir()]
APP = 'org.deskbell.Deskbell'
# One of each kind of thing; the rest is what meson says that it installs.
WANTED = [
    'bin/deskbell',
    'bin/deskbell-server',
    'bin/deskbellctl',
    'lib/systemd/system/deskbell-server.service',
    'lib/systemd/system/deskbell-server.socket',
    'lib/systemd/user/deskbell-server.service',
    f'share/applications/{APP}.desktop',
    'share/bash-completion/completions/deskbellctl',
    f'share/dbus-1/services/{APP}.service',
    'share/deskbell/openapi.yaml',
    f'share/glib-2.0/schemas/{APP}.gschema.xml',
    f'share/gnome-shell/search-providers/{APP}.search-provider.ini',
    f'share/icons/hicolor/scalable/apps/{APP}.svg',
    'share/locale/de/LC_MESSAGES/deskbell.mo',
    'share/man/man1/deskbellctl.1',
    f'share/metainfo/{APP}.metainfo.xml',
]


def without_tests():
    """What the compiler is told: tests would be built, too."""
    flags = trees.quick_flags()
    return flags | {'CFLAGS': f"{flags['CFLAGS']} -DBELL_WITHOUT_TESTS"}


@trees.once
def installed():
    """Builds and installs; gives where, and what the install changed in other folders."""
    copy = trees.anew(trees.WORK / 'install' / 'deskbell')
    trees.copy_project(copy)
    build = copy / 'plain'
    trees.run('meson', 'setup', build, copy, '--prefix', PREFIX, '--buildtype', 'plain', env=os.environ | without_tests())
    trees.run('ninja', '-C', build, env=os.environ | trees.QUICK)
    destination = trees.anew(trees.WORK / 'destination')
    stamp = trees.WORK / 'stamp'
    stamp.write_text('before the install', encoding='ascii')
    trees.run('meson', 'install', '-C', build, '--no-rebuild', env=os.environ | {'DESTDIR': str(destination)})
    changed = trees.run('find', *ELSEWHERE, '-xdev', '(', '-path', trees.TOP, '-prune', ')', '-o', '-cnewer', stamp, '-print')
    return destination, changed.splitlines()


def read_keys(name):
    keys = configparser.ConfigParser(interpolation=None, strict=True)
    keys.optionxform = str
    keys.read_string((installed()[0] / PREFIX[1:] / name).read_text(encoding='utf-8'))
    return keys


def test_only_destdir_is_written_to(case):
    tap.problems(installed()[1], f'what changed in {" ".join(ELSEWHERE)}')


def test_everything_is_under_the_prefix(case):
    destination, _ = installed()
    found = trees.files(destination)
    tap.problems([name for name in found if not name.startswith(PREFIX + '/')], 'what is elsewhere')
    tap.problems([name for name in WANTED if f'{PREFIX}/{name}' not in found], 'what is not there')
    case.note(f'{len(found)} files')


def test_nothing_names_the_build(case):
    tap.problems(trees.naming(installed()[0], [trees.TOP, trees.WORK, 'destination']), 'what cannot be moved away')


def test_what_a_desktop_reads(case):
    share = installed()[0] / PREFIX[1:] / 'share'
    trees.run('desktop-file-validate', share / 'applications' / f'{APP}.desktop')
    trees.run('appstreamcli', 'validate', '--no-net', share / 'metainfo' / f'{APP}.metainfo.xml')
    trees.run('glib-compile-schemas', '--strict', '--dry-run', share / 'glib-2.0' / 'schemas')


def test_the_bus_starts_the_program(case):
    service = read_keys(f'share/dbus-1/services/{APP}.service')['D-BUS Service']
    tap.same(service['Name'], APP, 'the name on the bus')
    tap.same(service['Exec'].split()[0], f'{PREFIX}/bin/deskbell', 'the program')
    provider = read_keys(f'share/gnome-shell/search-providers/{APP}.search-provider.ini')['Shell Search Provider']
    tap.same(provider['BusName'], service['Name'], 'who is asked for what is searched')
    tap.true((installed()[0] / PREFIX[1:] / 'share/applications' / provider['DesktopId']).is_file(), 'the desktop file is there')


def test_units_start_the_server(case):
    for kind in ('system', 'user'):
        text = (installed()[0] / PREFIX[1:] / f'lib/systemd/{kind}/deskbell-server.service').read_text(encoding='utf-8')
        tap.same(re.findall(r'^ExecStart=(\S+)$', text, re.M), [f'{PREFIX}/bin/deskbell-server'], f'the program of the {kind} unit')


tap.run('/install', globals())
