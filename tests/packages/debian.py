#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Debian's packages: built, looked at, installed in a throw-away root, used, removed."""
import os
import pathlib
import re
import shutil

import tap
import trees

HERE = pathlib.Path(__file__).resolve().parent
SOURCES = trees.WORK / 'debian' / 'deskbell'
NAMES = ['deskbell', 'deskbell-common', 'deskbell-server', 'deskbellctl']
DESK = '/var/lib/private/deskbell/desk.db'
# What dpkg, systemd and the caches of others write down of packages that come and go.
OTHERS = re.compile(r'/(var/lib/dpkg/|var/log/|var/cache/|var/lib/systemd/deb-systemd-|etc/ld\.so\.cache$)'
                    r'|/(icon-theme|mimeinfo)\.cache$|/gschemas\.compiled$')


@trees.once
def built():
    """Builds the packages of what the project has now; gives their paths."""
    copy = trees.anew(SOURCES.parent) / SOURCES.name
    trees.copy_project(copy)
    shutil.copytree(copy / 'data' / 'debian', copy / 'debian')
    trees.run('dpkg-buildpackage', '-b', '-us', '-uc', cwd=copy, env=os.environ | trees.QUICK)
    return sorted(SOURCES.parent.glob('*.deb'))


@trees.once
def visited():
    """Installs, uses and removes them; gives the folder of what was seen meanwhile."""
    folder = trees.anew(trees.WORK / 'visit')
    (folder / 'seen').mkdir()
    for package in built():
        shutil.copy2(package, folder)
    for script in ('throw-away.sh', 'visit.sh'):
        shutil.copy2(HERE / script, folder)
    alone = ['unshare', '--mount', *(['--map-root-user'] if os.getuid() else [])]
    try:
        trees.run(*alone, 'sh', folder / 'throw-away.sh', folder, 'visit.sh')
    except AssertionError as error:
        logs = ''.join(f'\n{log.name}: {log.read_text(errors="replace")[-1500:]}' for log in sorted(folder.glob('seen/*.log')))
        raise AssertionError(f'{error}{logs}') from error
    return folder / 'seen'


def seen(name):
    return (visited() / name).read_text(encoding='utf-8')


def listed(name):
    return set(seen(name).splitlines())


def left(name):
    """What is there of what was not there before."""
    return sorted(path for path in listed(f'{name}.list') - listed('before.list') if not OTHERS.search(path))


def test_packages_are_built(case):
    tap.same(sorted(package.name.split('_')[0] for package in built()), NAMES, 'the packages')


def test_nothing_names_the_build(case):
    for package in built():
        trees.run('dpkg-deb', '--raw-extract', package, case.folder / package.name)
    tap.problems(trees.naming(case.folder, [trees.TOP, trees.WORK, SOURCES]), 'what cannot be moved away')


def test_lintian_finds_nothing_wrong(case):
    built()
    changes, = SOURCES.parent.glob('*.changes')
    case.note(trees.run('lintian', '--allow-root', '--fail-on', 'error,warning', changes))


def test_programs_say_their_version(case):
    version = re.search(r"^  version: '([^']+)'", (trees.TOP / 'meson.build').read_text(encoding='utf-8'), re.M).group(1)
    for name in ('deskbell', 'deskbell-server', 'deskbellctl'):
        tap.same(seen(f'{name}.version'), f'{name} {version}\n', f'the version of {name}')
    tap.has(built()[0].name, f'_{version}_', 'the version of the packages')


def test_manuals_are_shown(case):
    for name in ('deskbell', 'deskbell-server', 'deskbellctl'):
        tap.same(seen(f'{name}.warnings'), '', f'what man says of the page of {name}')
        tap.true(re.search(f'{name} \N{EM DASH}+ ', seen(f'{name}.manual')), f'man shows the page of {name}')


def test_shells_find_the_completions(case):
    for part in ('complete -F _deskbellctl deskbellctl\n', 'zsh: _deskbellctl\n', 'coverage\t'):
        tap.has(seen('completions.log'), part, 'what bash, zsh and fish know')


def test_units_are_valid(case):
    for kind in ('system', 'user'):
        tap.problems([line for line in seen(f'{kind}.verify').splitlines() if 'deskbell' in line], f'the {kind} units')
        tap.true(seen(f'{kind}.verify').endswith('status 0\n'), f'systemd takes the {kind} units: {seen(f"{kind}.verify")}')
    tap.true({f'/usr/lib/systemd/{kind}/deskbell-server.service' for kind in ('system', 'user')} <= listed('installed.list'),
             'both are there')


def test_nothing_starts_unasked(case):
    tap.same(seen('installed.links'), '', 'what starts units after the install')
    tap.true('deskbell-server.service' in seen('enabled.links'), 'they are started when somebody says so')
    tap.same(seen('again.links'), seen('enabled.links'), 'what starts units when the packages were renewed')


def told(name):
    """What systemd is told about Deskbell's units."""
    return [line.removeprefix('--quiet ') for line in seen(f'{name}.told').splitlines() if 'deskbell' in line]


def test_a_server_that_runs_is_restarted_and_stopped(case):
    tap.same(told('again'), ['try-restart deskbell-server.service'], 'when the packages are renewed; whoever connects then waits')
    removed = told('removed')
    tap.same(removed[:2], ['stop deskbell-server.service deskbell-server.socket',
                           '--user --machine 1000@ stop deskbell-server.service'], 'when they are removed')
    # Newer tools say it once more of each unit.
    tap.problems([line for line in removed[2:] if not re.fullmatch(r'stop deskbell-server\.(service|socket)', line)], 'when they are removed')


def test_a_desk_is_made_and_served(case):
    tap.same(seen('server.said'), 'Serving /var/lib/deskbell/desk.db at unix:/run/desk.sock\n', 'what the server says')
    tap.same(seen('pagereadyz'), 'ready\n', 'whether it can serve')
    tap.has(seen('page.'), '<title>', 'the portal')


def test_removing_and_purging_keep_the_desk_alone(case):
    kept = ('/var/lib/private/deskbell', '/var/lib/deskbell')
    tap.true(DESK in listed('removed.list'), 'the desk is there when the packages are removed')
    tap.true(DESK in listed('purged.list'), 'the desk is there when the packages are purged')
    tap.problems([path for path in left('removed') if not path.startswith((*kept, '/etc/systemd'))],
                 'what is left of removed packages')
    tap.problems([path for path in left('purged') if not path.startswith(kept)], 'what is left of purged packages')
    tap.problems(sorted(path for path in listed('before.list') - listed('purged.list') if not OTHERS.search(path)), 'what went with them')


tap.run('/debian', globals())
