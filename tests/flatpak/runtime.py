# SPDX-License-Identifier: GPL-3.0-or-later
"""A flatpak runtime of what is installed on this system, where the real one cannot be had.

The platform is a copy of the files of some Debian packages (platform-packages) and of all that they need,
without what Deskbell needs and the real platform lacks. The SDK is this system as it is, mounted in its
place while something is built. Both are installed in a flatpak installation of the tests' own.
"""
import hashlib
import os
import pathlib
import re
import shutil
import subprocess

from gi.repository import GLib

HERE = pathlib.Path(__file__).parent
ARCH = os.uname().machine
LOCALES = ('de_DE', 'en_US', 'fr_FR', 'ar_EG')

# What packages make of their files when they are installed.
MADE = [
    'etc/alternatives', 'etc/ca-certificates.conf', 'etc/ssl/certs', 'etc/fonts/conf.d', 'usr/share/glib-2.0/schemas/gschemas.compiled',
    'usr/share/icons/*/icon-theme.cache', 'usr/share/mime', 'usr/lib/*/gio/modules/giomodule.cache',
    'usr/lib/*/gdk-pixbuf-2.0/*/loaders.cache', 'usr/share/zoneinfo/localtime', 'etc/passwd', 'etc/group', 'etc/nsswitch.conf',
]

# With /app beside /usr, and the fonts' cache where the sandbox can read it.
FONTS = '''<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><cachedir>/usr/lib/fontconfig/cache</cachedir><dir>/app/share/fonts</dir></fontconfig>
'''
METADATA = '''[Runtime]
name={name}
runtime={platform}/{arch}/{branch}
sdk={sdk}/{arch}/{branch}

[Environment]
XDG_DATA_DIRS=/app/share:/usr/share:/usr/share/runtime/share:/run/host/user-share:/run/host/share
'''


def installed():
    """What dpkg knows: {package: (version, the packages that it needs as lists of alternatives)}."""
    show = '${Package}\t${Version}\t${Pre-Depends}, ${Depends}\t${Provides}\t${db:Status-Status}\n'
    lines = subprocess.run(['dpkg-query', '-W', '-f', show], check=True, capture_output=True, text=True).stdout
    known, provided = {}, {}
    for line in lines.splitlines():
        name, version, depends, provides, status = line.split('\t')
        if status != 'installed':
            continue
        needs = [re.findall(r'(?:^|\|)\s*([a-z0-9][a-z0-9.+-]+)', need) for need in depends.split(',')]
        known[name] = version, [need for need in needs if need]
        for virtual in re.findall(r'([a-z0-9][a-z0-9.+-]+)(?: \([^)]*\))?', provides):
            provided.setdefault(virtual, name)
    return known, provided


def closure(names):
    """The packages and all that they need: {package: version}."""
    known, provided = installed()
    found, left = {}, list(names)
    while left:
        name = left.pop()
        name = name if name in known else provided.get(name)
        if name is None or name in found:
            continue
        found[name] = known[name][0]
        for need in known[name][1]:
            there = [other for other in need if other in known or other in provided]
            left += there[:1]
    return found


def packages():
    lines = (HERE / 'platform-packages').read_text(encoding='utf-8').splitlines()
    return closure(line for line in lines if line and not line.startswith('#'))


def key_of(versions):
    """Changes when the platform has to be made anew."""
    return hashlib.sha256(pathlib.Path(__file__).read_bytes() + repr(sorted(versions.items())).encode()).hexdigest()


def _files(versions):
    """The paths of the files of the packages, without the leading slash, that the platform gets."""
    listed = subprocess.run(['dpkg-query', '-L', *versions], check=True, capture_output=True, text=True).stdout
    paths = {line.lstrip('/') for line in listed.splitlines() if line.startswith('/') and line != '/.'}
    paths |= {path.replace('lib', 'usr/lib', 1) for path in paths if re.match(r'lib(64)?/', path)}
    paths |= {f'usr/{path}' for path in paths if re.match(r's?bin/', path)}
    skipped = re.compile(r'usr/share/(doc|man|info|lintian|bug)/')
    found = [path for path in paths if path.startswith(('usr/', 'etc/')) and not skipped.match(path)]
    for pattern in MADE:
        found += [str(path.relative_to('/')) for path in pathlib.Path('/').glob(pattern)]
    return [path for path in sorted(set(found)) if os.path.islink('/' + path) or os.access('/' + path, os.R_OK)]


def _copy(versions, folder):
    """Copies files, and of folders only those that are named by MADE with all that is in them."""
    whole = {str(path.relative_to('/')) for pattern in MADE for path in pathlib.Path('/').glob(pattern)}
    paths = _files(versions)
    plain = [path for path in paths if path not in whole and (os.path.islink('/' + path) or not os.path.isdir('/' + path))]
    full = [path for path in paths if path in whole]
    for some, more in ((plain, ['--no-recursion']), (full, [])):
        pack = subprocess.Popen(['tar', '-C', '/', *more, '--null', '-T', '-', '-cf', '-'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        unpack = subprocess.Popen(['tar', '-C', folder, '--no-same-owner', '-xf', '-'], stdin=pack.stdout)
        pack.stdin.write(b'\0'.join(path.encode() for path in some))
        pack.stdin.close()
        if pack.wait() or unpack.wait():
            raise RuntimeError('the platform could not be copied')


def _finish(usr):
    """What a flatpak runtime has and Debian has not: folders to mount on, its own linker and font settings."""
    etc = usr / 'etc'
    for name in ('ld.so.conf', 'ld.so.cache', 'ld.so.conf.d', 'resolv.conf', 'hosts', 'hostname', 'machine-id', 'mtab'):
        path = etc / name
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
    (etc / 'ld.so.conf').touch()
    ldconfig = usr / 'bin' / 'ldconfig'
    if not ldconfig.exists():
        ldconfig.symlink_to('../sbin/ldconfig')
    (etc / 'fonts' / 'conf.d' / '00-sandbox.conf').write_text(FONTS, encoding='utf-8')
    for name in ('lib/extensions', 'share/runtime', 'lib/fontconfig/cache', 'lib/locale'):
        (usr / name).mkdir(parents=True, exist_ok=True)
    for name in LOCALES:
        subprocess.run(['localedef', '--no-archive', '-i', name, '-f', 'UTF-8', usr / 'lib' / 'locale' / f'{name}.utf8'], check=True)
    subprocess.run(['bwrap', '--bind', usr, '/usr', '--ro-bind', etc, '/etc', '--symlink', 'usr/lib', '/lib', '--symlink', 'usr/lib64',
                    '/lib64', '--symlink', 'usr/bin', '/bin', '--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', 'fc-cache', '-f'],
                   check=True)
    (usr / '.ref').touch()


def make_platform(folder, versions, key):
    """Makes the platform in a folder, which is not there yet; its files are in KEY/files in that."""
    new = folder.with_suffix('.new')
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    _copy(versions, new)
    (new / 'etc').rename(new / 'usr' / 'etc')
    _finish(new / 'usr')
    shutil.rmtree(new / 'var', ignore_errors=True)
    (new / key).mkdir()
    (new / 'usr').rename(new / key / 'files')
    new.rename(folder)


def install(installation, name, manifest, key, platform=None):
    """Installs a runtime as flatpak itself would: the folder of a platform, or an empty one. Gives its files."""
    branch = manifest['runtime-version']
    base = installation / 'runtime' / name / ARCH / branch
    base.parent.mkdir(parents=True)
    deployed = base / key
    if platform is None:
        (deployed / 'files').mkdir(parents=True)
        (deployed / 'files' / '.ref').touch()
    else:
        base.symlink_to(platform)
    text = METADATA.format(name=name, platform=manifest['runtime'], sdk=manifest['sdk'], arch=ARCH, branch=branch)
    (deployed / 'metadata').write_text(text, encoding='utf-8')
    more = {'deploy-version': GLib.Variant('i', 4), 'timestamp': GLib.Variant('t', 0)}
    data = GLib.Variant('(ssasta{sv})', ('tests', key, [], 0, more))
    (deployed / 'deploy').write_bytes(data.get_data_as_bytes().get_data())
    (base / 'active').unlink(missing_ok=True)
    (base / 'active').symlink_to(key)
    return deployed / 'files'


def with_sdk(files, link):
    """What stands before a command that shall see this system as the files of the SDK, and the platform, a link, in its place."""
    platform = link.resolve()
    link.unlink()
    link.mkdir()
    binds = ['--dev-bind', '/', '/', '--bind', platform, link]
    for name in sorted(os.listdir('/usr')):
        binds += ['--ro-bind', f'/usr/{name}', f'{files}/{name}']
    return ['bwrap', *binds, '--ro-bind', '/etc', f'{files}/etc', '--']
