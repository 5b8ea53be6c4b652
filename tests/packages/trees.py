# SPDX-License-Identifier: GPL-3.0-or-later
"""Trees of files: what the project has, and what was installed."""
import functools
import os
import pathlib
import shutil
import subprocess

import tap

TOP = pathlib.Path(__file__).resolve().parents[2]
# Kept from one run to the next, so that compilers find what they did before.
WORK = pathlib.Path(os.environ['DESKBELL_PACKAGES'])
LAST = 40
# How compilers are told to work, in both builds the same, so that the second finds what the first made. Nothing is
# optimized and nothing told to debuggers: that takes three times as long, and packages are the same but for it.
# The builds are as deep under their sources, too, as the compiler is told relative paths.
QUICK = {'DEB_BUILD_OPTIONS': 'noopt noautodbgsym', 'DEB_CFLAGS_STRIP': '-g', 'CCACHE_DEPEND': '1'}


def once(function):
    """Calls a function without arguments the first time only; what it gave, or how it failed, is the same for all."""
    @functools.cache
    def outcome():
        try:
            return function(), None
        except AssertionError as error:
            return None, error

    @functools.wraps(function)
    def called():
        given, error = outcome()
        if error:
            raise error
        return given
    return called


def run(*command, status=0, **named):
    """Runs a program and gives what it said; fails, with the end of that, unless it ends with the status."""
    ran = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                         encoding='utf-8', errors='replace', **named)
    said = '\n'.join(ran.stdout.splitlines()[-LAST:])
    tap.same(ran.returncode, status, f'the exit status of {" ".join(map(str, command))}, which said:\n{said}')
    return ran.stdout


def quick_flags():
    """What of Debian's flags are right for a folder elsewhere, too, as variables that meson reads."""
    return {f'{kind}FLAGS': run('dpkg-buildflags', '--get', f'{kind}FLAGS', cwd='/', env=os.environ | QUICK
                                | {'DEB_BUILD_MAINT_OPTIONS': 'hardening=+all'}).strip() for kind in ('C', 'CPP', 'LD')}


def anew(folder):
    """The folder, empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def copy_project(folder):
    """Copies what is kept in version control, as it is now, and what would be if it were added."""
    names = run('git', 'ls-files', '-co', '--exclude-standard', '-z', cwd=TOP).split('\0')
    for name in filter(None, names):
        source = TOP / name
        if source.is_file():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


def files(folder):
    """The paths of all files and links under a folder, as they would be if it were the root."""
    return sorted('/' + str(path.relative_to(folder)) for path in folder.rglob('*') if path.is_symlink() or not path.is_dir())


def naming(folder, words):
    """The files under a folder that have one of the words in them or in where they point."""
    found = []
    for name in files(folder):
        path = folder / name[1:]
        content = os.readlink(path).encode() if path.is_symlink() else path.read_bytes()
        found += [f'{name} names {word}' for word in map(str, words) if word.encode() in content]
    return found
