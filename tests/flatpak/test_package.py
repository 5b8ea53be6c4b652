#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak itself: what it may, what is in it, what it needs of the platform."""
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import tap  # noqa: E402

import sandboxed  # noqa: E402
from sandboxed import build  # noqa: E402

LIST = (sandboxed.HERE / 'permissions').read_text(encoding='utf-8')
FILES = sandboxed.INSTALLATION / 'app' / build.APP / 'current' / 'active'
DEVELOPMENT = build.TOP / 'flatpak' / f'{build.APP}.Devel.yml'


def flatpak(*arguments):
    ran = subprocess.run(['flatpak', *arguments], capture_output=True, text=True, check=False, env=sandboxed.environment())
    tap.same(ran.returncode, 0, f'the status of flatpak {arguments} ({ran.stderr})')
    return ran.stdout


def permissions(text):
    """As flatpak lists them, in no order; that X11 is there where Wayland is not, older flatpak also calls X11."""
    listed = {}
    section = None
    for line in filter(None, text.splitlines()):
        if line.startswith('['):
            section = line
            continue
        name, _, values = line.partition('=')
        listed[section, name] = set(values.split(';')) - {''}
        if 'fallback-x11' in listed[section, name]:
            listed[section, name].discard('x11')
    return listed


def test_permissions(case):
    """Exactly those of the list, each with a reason in the manifest."""
    shown = flatpak('info', '--user', '--show-permissions', sandboxed.REF)
    tap.same(permissions(shown), permissions(LIST), 'the permissions')
    tap.true('--socket=x11' not in build.read_manifest()['finish-args'], 'X11 is only there where Wayland is not')
    for path in (build.MANIFEST, DEVELOPMENT):
        before = ''
        for line in path.read_text(encoding='utf-8').splitlines():
            if line.strip().startswith('- --'):
                tap.true(before.strip().startswith('# ') or before.strip().startswith('- --'), f'{path.name}: {line} has a reason')
            before = line


def test_the_development_manifest(case):
    """Differs from the release in how Deskbell is compiled, and in nothing that the sandbox can do."""
    release, development = build.read_manifest(), build.read_manifest(DEVELOPMENT)
    for name in ('id', 'runtime', 'runtime-version', 'sdk', 'command'):
        tap.same(development[name], release[name], name)
    tap.same(development['finish-args'], release['finish-args'], 'the permissions')
    tap.same(development['modules'][:-1], release['modules'][:-1], 'the libraries')
    tap.true(development['branch'] != release['branch'], 'both can be installed')


def test_sources_have_checksums(case):
    for module in build.read_manifest()['modules'][:-1]:
        for source in module['sources']:
            tap.same(source['type'], 'archive', module['name'])
            tap.true(source['url'].startswith('https://'), source['url'])
            tap.same(len(source['sha256']), 64, source['url'])


def test_no_library_is_missing(case):
    """The platform and the modules have all that the program needs, with nothing of the SDK."""
    found = sandboxed.sh('find /app -type f \\( -perm -100 -o -name "*.so*" \\) -exec ldd {} +; ls /usr/include')
    tap.has(found.stdout, 'libgtk-4.so.1', 'what the program needs')
    tap.lacks(found.stdout, 'not found', 'what the program needs')
    for name in ('libical-glib.so', 'libsodium.so', 'libwslay.so'):
        lines = [line for line in found.stdout.splitlines() if line.strip().startswith(name)]
        tap.true(lines, f'{name} is needed')
        tap.problems([line for line in lines if '=> /app/lib/' not in line], f'{name} is one of the modules')
    tap.has(found.stderr, '/usr/include', 'this is no SDK')


def test_what_is_shown_outside(case):
    """The desktop sees files of the program's own name only, and they are right."""
    exported = [path for path in (FILES / 'export').rglob('*') if path.is_file()]
    tap.problems([path for path in exported if not path.name.startswith(build.APP)], 'names of others')
    kinds = {path.suffix for path in exported}
    tap.true({'.desktop', '.service', '.svg'} <= kinds, f'a launcher, an icon and how the bus starts it, not only {kinds}')
    launcher = next(path for path in exported if path.suffix == '.desktop')
    checked = subprocess.run(['desktop-file-validate', '--no-hints', launcher], capture_output=True, text=True, check=False)
    tap.same((checked.returncode, checked.stdout), (0, ''), 'the launcher')
    service = next(path for path in exported if path.suffix == '.service').read_text(encoding='utf-8')
    tap.has(service, 'flatpak run', 'how the bus starts it')


def test_nothing_but_the_program(case):
    """No headers, no server, no manual pages."""
    files = {str(path.relative_to(FILES / 'files')) for path in (FILES / 'files').rglob('*')}
    tap.true('bin/deskbell' in files, 'the program is there')
    unwanted = ('include', 'lib/pkgconfig', 'lib/cmake', 'share/man', 'bin/deskbellctl', 'bin/deskbell-server', 'lib/systemd')
    tap.problems([path for path in sorted(files) if path.startswith(unwanted)], 'what a person at a desktop has no use for')


tap.run('/package', globals())
