#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds Deskbell as a Flatpak from this checkout, and installs it from its bundle.

The runtime is one of this system's packages (runtime.py), the sources of the modules are those of Debian's
source packages, which are the same files as their authors published: flatpak-builder compares checksums.
Nothing else is asked of the network. What takes long is kept in the user's cache folder.

    build.py OUT: leaves OUT/org.deskbell.Deskbell.flatpak and the installation OUT/installation
"""
import fcntl
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import runtime  # noqa: E402

TOP = pathlib.Path(__file__).resolve().parents[2]
MANIFEST = TOP / 'flatpak' / 'org.deskbell.Deskbell.yml'
APP = 'org.deskbell.Deskbell'

# The source package of a module, and for where the mirror has no such source: the library's package and the
# one to build with it, whose files take the place of what would be built.
DEBIAN = {
    'libical': ('libical3', 'libical3t64', 'libical-dev'),
    'libsodium': ('libsodium', 'libsodium23', 'libsodium-dev'),
    'wslay': ('wslay', 'libwslay1', 'libwslay-dev'),
}

# For how many seconds it is believed that the mirror does not have a source.
ASK_AGAIN = 7 * 24 * 3600


def cache_folder():
    """Where what takes long is kept; tests/env.sh puts it into its root."""
    given = os.environ.get('DESKBELL_FLATPAK_CACHE')
    return pathlib.Path(given or pathlib.Path.home() / '.cache' / 'deskbell' / 'flatpak')


def run(*command, **named):
    """Runs a command that must work; what it says is shown if it does not."""
    ran = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **named)
    if ran.returncode:
        raise SystemExit('\n'.join(['build.py: this failed:', ' '.join(map(str, command))[-300:], *ran.stdout.splitlines()[-40:]]))
    return ran.stdout


def step(what, began=[time.monotonic()]):
    """Says what is done, and how long that took."""
    now = time.monotonic()
    print(f'{now - began[0]:6.1f} s  {what}', flush=True)
    began[0] = now


def allow_sandboxes():
    """In the root of tests/env.sh parts of /proc are covered, if one is root; no sandbox can have its own then."""
    if os.environ.get('DESKBELL_ENV') == 'root' and os.geteuid() == 0:
        for path in ('/proc/irq', '/proc/bus', '/proc/sys', '/proc/sysrq-trigger'):
            subprocess.run(['umount', path], stderr=subprocess.DEVNULL, check=False)


def read_manifest(path=MANIFEST):
    """A manifest with its parts, as flatpak-builder understands it; what it does not know is an error."""
    ran = subprocess.run(['flatpak-builder', '--show-manifest', path], capture_output=True, text=True, check=False)
    if ran.returncode or 'nknown property' in ran.stderr:
        raise SystemExit(f'build.py: {path}: {ran.stderr}')
    return json.loads(ran.stdout)


class Sources:
    """Debian's source packages, of the suites of this system and of the next release."""

    def __init__(self, folder):
        self.folder = folder
        self.config = folder / 'apt.conf'
        self.reached = False  # whether the lists could be fetched

    def prepare(self):
        for name in ('lists/partial', 'cache/archives/partial'):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        own = (f'Dir::State::lists "{self.folder}/lists";\nDir::Cache "{self.folder}/cache";\n'
               'Acquire::Check-Valid-Until "false";\nAPT::Sandbox::User "root";\n')
        self.config.write_text(own, encoding='utf-8')
        # Of a place apt only tells once it has read its lists, which a new root does not keep.
        self.apt('apt-get', '-qq', 'update')
        line = '$(REPO_URI) $(CODENAME) $(COMPONENT)'
        listed = self.apt('apt-get', 'indextargets', '--format', line, 'Created-By: Packages').stdout
        places = set(listed.splitlines())
        places |= {f'{uri} testing {component}' for uri, name, component in map(str.split, places) if '-' not in name}
        key = '[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]'
        (self.folder / 'sources.list').write_text(''.join(f'deb-src {key} {place}\n' for place in sorted(places)), encoding='utf-8')
        self.config.write_text(f'Dir::Etc::sourcelist "{self.folder}/sources.list";\nDir::Etc::sourceparts "-";\n{own}', encoding='utf-8')
        self.reached = self.apt('apt-get', '-qq', '--error-on=any', 'update').returncode == 0

    def apt(self, *command):
        return subprocess.run(command, env=os.environ | {'APT_CONFIG': str(self.config)}, cwd=self.folder, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True, check=False)

    def fetch(self, package, checksum):
        """The file of a source package that has this checksum; None if there is none to be had."""
        if not self.config.exists():
            self.prepare()
        for stanza in self.apt('apt-cache', 'showsrc', '--only-source', package).stdout.split('\n\n'):
            names = [line.split()[-1] for line in stanza.splitlines() if line.strip().startswith(checksum)]
            version = [line.split()[-1] for line in stanza.splitlines() if line.startswith('Version:')]
            if names and version:
                self.apt('apt-get', '-qq', 'source', '--download-only', '--tar-only', '--only-source', f'{package}={version[0]}')
                if (self.folder / names[0]).exists():
                    return self.folder / names[0]
        return None


def as_debian_built(module, library, development):
    """A module that installs what is in binary packages, with what the library needs and the platform lacks."""
    platform = runtime.packages()
    needed = [name for name in runtime.closure([library]) if name not in platform]
    if library not in needed:
        raise SystemExit(f'build.py: there is no package {library} to take {module} from')
    listed = run('dpkg-query', '-L', *needed, development).splitlines()
    libraries = [path for path in listed if '/lib/' in path and ('.so' in path or path.endswith('.pc'))]
    headers = [path for path in listed if path.startswith('/usr/include/') and os.path.isfile(path)]
    commands = [f'install -d /app/lib/pkgconfig && cp -a {" ".join(path for path in libraries if ".so" in path)} /app/lib/']
    commands += [f'sed "s,/usr,/app,; s,/[^/]*-linux-gnu,," {path} > /app/lib/pkgconfig/{os.path.basename(path)}'
                 for path in libraries if path.endswith('.pc')]
    commands += [f'install -D -m 644 {path} /app{path[4:]}' for path in headers]
    return {'name': module, 'buildsystem': 'simple', 'build-commands': [' && '.join(commands)]}


def with_sources(manifest, cache):
    """Puts the modules' sources where flatpak-builder looks for them; replaces modules that have none."""
    sources = Sources(cache / 'sources')
    for place, module in enumerate(manifest['modules']):
        source = module['sources'][0]
        if module['name'] not in DEBIAN:
            continue
        target = cache / 'state' / 'downloads' / source['sha256'] / source['url'].rsplit('/', 1)[-1]
        package, *binaries = DEBIAN[module['name']]
        absent = cache / f"absent-{source['sha256']}"
        asked = absent.exists() and time.time() - absent.stat().st_mtime < ASK_AGAIN
        if not target.exists() and not asked:
            found = sources.fetch(package, source['sha256'])
            if found is None and sources.reached:
                absent.touch()
            elif found is not None:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(found, target)
        if not target.exists():
            print(f"The mirror does not have the source of {module['name']}: taken as Debian built it", flush=True)
            manifest['modules'][place] = as_debian_built(module['name'], *binaries)
    shutil.rmtree(cache / 'sources', ignore_errors=True)
    return manifest


def make_runtime(manifest, cache, installation):
    """Installs the platform and the SDK; gives the folder that stands for the SDK's files."""
    versions = runtime.packages()
    key = runtime.key_of(versions)
    platform = cache / f'platform-{key[:16]}'
    if not platform.exists():
        for old in cache.glob('platform-*'):
            shutil.rmtree(old)
        runtime.make_platform(platform, versions, key)
    runtime.install(installation, manifest['runtime'], manifest, key, platform)
    return runtime.install(installation, manifest['sdk'], manifest, key)


def build(out):
    cache = cache_folder()
    cache.mkdir(parents=True, exist_ok=True)
    with open(cache / 'lock', 'w', encoding='utf-8') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        shutil.rmtree(out, ignore_errors=True)
        installation = out / 'installation'
        installation.mkdir(parents=True)
        os.environ['FLATPAK_USER_DIR'] = str(installation)
        manifest = read_manifest()
        sdk = make_runtime(manifest, cache, installation)
        step('the runtime')
        manifest = with_sources(manifest, cache)
        step('the sources')
        manifest['modules'][-1]['sources'][0]['path'] = str(TOP)
        adapted = out / f'{APP}.json'
        adapted.write_text(json.dumps(manifest), encoding='utf-8')
        # A platform that is a link can be run, but is not found by flatpak-builder.
        link = installation / 'runtime' / manifest['runtime'] / runtime.ARCH / manifest['runtime-version']
        platform = link.resolve()
        run(*runtime.with_sdk(sdk, link), 'flatpak-builder', '--user', '--force-clean', '--disable-rofiles-fuse', '--disable-updates',
            '--disable-download', '--ccache', '--repo', cache / 'repo', '--state-dir', cache / 'state', cache / 'build', adapted)
        link.rmdir()
        link.symlink_to(platform)
        step('the build')
        run('flatpak', 'build-bundle', cache / 'repo', out / f'{APP}.flatpak', APP, manifest['branch'])
        run('flatpak', '--user', 'install', '-y', '--noninteractive', '--no-deps', out / f'{APP}.flatpak')
        step('the bundle, installed')


if __name__ == '__main__':
    allow_sandboxes()
    build(pathlib.Path(sys.argv[1]).absolute())
