# SPDX-License-Identifier: GPL-3.0-or-later
"""Deskbell as a Flatpak, installed by build.py, on the screen and session bus of tests/env/gui.sh."""
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / 'helpers'))
import build  # noqa: E402
import desktop  # noqa: E402

from gi.repository import Atspi, GLib  # noqa: E402

OUT = build.TOP / '_build' / 'flatpak'
INSTALLATION = OUT / 'installation'
REF = f'{build.APP}//stable'

build.allow_sandboxes()
if not (INSTALLATION / 'app' / build.APP).exists():
    raise SystemExit('Deskbell was not built as a Flatpak; _build/flatpak.log says why, tests/run.sh flatpak does it again')


def environment(**more):
    """What flatpak needs to find the installation; data of programs is kept in a home of the test's own."""
    home = desktop.GUI / 'home' if desktop.GUI.exists() else OUT / 'home'
    settings = data() / 'config' / 'gtk-4.0'
    if not settings.exists() and desktop.GUI.exists():
        shutil.copytree(desktop.GUI / 'config' / 'gtk-4.0', settings)
    home.mkdir(exist_ok=True)
    env = {**os.environ, 'FLATPAK_USER_DIR': str(INSTALLATION), 'HOME': str(home), 'G_DEBUG': 'fatal-criticals', **more}
    return {name: value for name, value in env.items() if value is not None}


def data():
    """Where the program keeps its files, seen from outside."""
    return desktop.GUI / 'home' / '.var' / 'app' / build.APP


def sh(script, *options):
    """Runs a shell script in the sandbox, with what the program sees; gives what it prints."""
    command = ['flatpak', 'run', '--user', *options, '--command=sh', REF, '-c', script]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment())


class Program(desktop.Program):
    """The program in its sandbox. options: as "flatpak run" takes them."""

    def __init__(self, *arguments, options=(), name='deskbell', **more):
        self.log_path = desktop.GUI / f'{name}.log'
        self._log = open(self.log_path, 'w', encoding='utf-8')
        self.process = subprocess.Popen(['flatpak', 'run', '--user', *options, REF, *map(str, arguments)],
                                        stdout=self._log, stderr=subprocess.STDOUT, env=environment(**more))
        self.attach()

    def attach(self):
        """Finds the program on the accessibility bus, where it goes by the process that stands before its sandbox."""
        tree = Atspi.get_desktop(0)

        def find():
            if self.process.poll() is not None:
                raise AssertionError(f'flatpak ended with {self.process.returncode}: {self.log()}')
            for index in range(tree.get_child_count()):
                child = tree.get_child_at_index(index)
                if child is not None and (child.get_name() or '').lower().endswith('deskbell'):
                    return child
            return None
        self._focus = None
        self._listener = Atspi.EventListener.new(self._on_focus)
        self._listener.register('object:state-changed:focused')
        self.root = desktop.until(find, 'deskbell on the accessibility bus')
        return self

    def close(self):
        """Quits, and waits until the sandbox is gone."""
        if self.process.poll() is None:
            self.action('quit')
        self.process.wait(30)
        self._log.close()
        if self.process.returncode != 0:
            raise AssertionError(f'flatpak ended with {self.process.returncode}: {self.log()}')
