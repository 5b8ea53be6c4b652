# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop without a screen, and Deskbell on it, driven as a person with a screen reader would.

Programs of this kind run under tests/env/gui.sh, which gives the screen, the session bus and folders.
"""
import json
import os
import pathlib
import signal
import subprocess

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

from wait import wait_until  # noqa: E402

TOP = pathlib.Path(__file__).resolve().parents[2]
GUI = pathlib.Path(os.environ.get('GUI_DIR', '/nonexistent'))
SHOTS = pathlib.Path(os.environ.get('DESKBELL_SHOTS', GUI / 'shots'))
# The keys from F1 to F10 by their places on every keyboard; newer xdotool finds them by their names only beside Alt.
PLACES = {f'F{number}': str(66 + number) for number in range(1, 11)}
# What GTK 4.18 has the left role for, newer ones also have the right one for.
NEWER_ROLES = {'check box': 'switch', 'text': 'password text'}
PREFIX = pathlib.Path(os.environ.get('DESKBELL_PREFIX', TOP / '_build' / 'prefix'))


def pump():
    """Lets accessibility events in."""
    context = GLib.MainContext.default()
    for _ in range(50):
        if not context.iteration(False):
            break


def until(condition, what, deadline=30.0):
    """As wait_until; a thing that is gone while it is looked at counts as not there yet."""
    def attempt():
        pump()
        try:
            return condition()
        except GLib.Error:
            return None
    return wait_until(attempt, what, deadline)


def environment(**more):
    """What a program that is installed in the prefix needs to find its files."""
    share = f'{PREFIX}/share:/usr/local/share:/usr/share'
    return {**os.environ, 'XDG_DATA_DIRS': share, 'PATH': f"{PREFIX}/bin:{os.environ['PATH']}",
            'G_DEBUG': 'fatal-criticals', 'GSETTINGS_BACKEND': 'keyfile', **more}


def is_shown(thing):
    """That something is shown by now is not always reported, so it is asked again."""
    if thing.get_state_set().contains(Atspi.StateType.SHOWING):
        return True
    thing.clear_cache_single()
    return thing.get_state_set().contains(Atspi.StateType.SHOWING)


def walk(root):
    """Everything in it that is on screen; what is in a page that is not shown would take long to go through."""
    yield root
    for index in range(root.get_child_count()):
        child = root.get_child_at_index(index)
        if child is not None and is_shown(child):
            yield from walk(child)


def is_a(thing, role):
    """Whether it has a role, as GTK 4.18 calls it."""
    return thing.get_role_name() in (role, NEWER_ROLES.get(role, role))


def states(thing):
    return {state.value_nick for state in thing.get_state_set().get_states()}


def text_of(thing):
    return Atspi.Text.get_text(thing, 0, Atspi.Text.get_character_count(thing))


def screenshot(path):
    """Saves what is on the screen."""
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(['import', '-window', 'root', str(path)], check=True)


def keys(*names):
    """Presses keys, one after the other: 'Return', 'ctrl+e'."""
    placed = ['+'.join(PLACES.get(part, part) for part in name.split('+')) for name in names]
    subprocess.run(['xdotool', 'key', '--clearmodifiers', *placed], check=True)


def mirrored(key):
    """The key for what goes the same way along a text from right to left: 'shift+Left' for 'shift+Right'."""
    *held, pressed = key.split('+')
    return '+'.join([*held, {'Left': 'Right', 'Right': 'Left'}.get(pressed, pressed)])


def write(text):
    """Types a text where the caret is."""
    subprocess.run(['xdotool', 'type', '--clearmodifiers', '--delay', '4', text], check=True)


def put_pointer_away():
    """Into a corner of the screen, so that nothing is shown of what happens to be below it."""
    subprocess.run(['xdotool', 'mousemove', '9999', '9999'], check=True)


def windows(name):
    """The windows on the screen of a program."""
    run = subprocess.run(['xdotool', 'search', '--onlyvisible', '--class', name], capture_output=True, text=True)
    return run.stdout.split()


class Announcements:
    """What a screen reader is told."""

    def __init__(self):
        self.said = []
        self._listener = Atspi.EventListener.new(lambda event: self.said.append(event.any_data))
        self._listener.register('object:announcement')

    def wait(self, text):
        return until(lambda: any(text in str(said) for said in self.said), f'to be announced: {text}')


class Desk:
    """A desk on a file, kept with deskbellctl from another process."""

    def __init__(self, folder, document=TOP / 'data' / 'demo' / 'desk.json'):
        self.path = pathlib.Path(folder) / 'desk.db'
        self.ctl('import', document)

    def run(self, *arguments, **named):
        return subprocess.run([PREFIX / 'bin' / 'deskbellctl', '--store', self.path, *map(str, arguments)],
                              capture_output=True, text=True, env=environment(**named))

    def ctl(self, *arguments, **named):
        """Runs a command that must work."""
        run = self.run(*arguments, **named)
        if run.returncode != 0:
            raise AssertionError(f'deskbellctl {arguments}: {run.stderr}')
        return run.stdout

    def json(self, *arguments):
        return json.loads(self.ctl(*arguments, '--json'))

    def set_password(self, person, password):
        self.ctl('user', 'set-password', person, DESKBELL_PASSWORD=password)

    def change(self, **members):
        """Imports a part of a desk document."""
        document = {'format': 'deskbell/1', **members}
        run = subprocess.run([PREFIX / 'bin' / 'deskbellctl', '--store', self.path, 'import', '-'],
                             input=json.dumps(document), capture_output=True, text=True, env=environment())
        if run.returncode != 0:
            raise AssertionError(run.stderr)


def run_deskbell(*arguments, deadline=20, **more):
    """Runs deskbell until it ends by itself: as one does whose desk another process holds."""
    return subprocess.run([PREFIX / 'bin' / 'deskbell', *map(str, arguments)], capture_output=True, text=True,
                          timeout=deadline, env=environment(**more))


class Program:
    """A running deskbell. under: a program and its arguments that start it; more: variables, None removes one."""

    def __init__(self, *arguments, name='deskbell', window=True, under=(), **more):
        self.log_path = GUI / f'{name}.log'
        self._log = open(self.log_path, 'w', encoding='utf-8')
        env = {key: value for key, value in environment(**more).items() if value is not None}
        self.process = subprocess.Popen([*under, PREFIX / 'bin' / 'deskbell', *map(str, arguments)],
                                        stdout=self._log, stderr=subprocess.STDOUT, env=env)
        self.root = None
        self.mirrored = False  # whether its texts run from right to left
        if window:
            self.attach()

    def _on_focus(self, event):
        if event.detail1:
            self._focus = event.source

    def attach(self):
        """Finds the program on the accessibility bus."""
        desktop = Atspi.get_desktop(0)

        def find():
            if self.process.poll() is not None:
                raise AssertionError(f'deskbell ended with {self.process.returncode}: {self.log()}')
            for index in range(desktop.get_child_count()):
                child = desktop.get_child_at_index(index)
                if child is not None and child.get_process_id() == self.process.pid:
                    return child
            return None
        self._focus = None  # what was last said to have it
        self._listener = Atspi.EventListener.new(self._on_focus)
        self._listener.register('object:state-changed:focused')
        self.root = until(find, 'deskbell on the accessibility bus')
        return self

    def log(self):
        return self.log_path.read_text(encoding='utf-8')

    def all(self, role, name=None, where=lambda thing: True, root=None):
        """Everything that is showing, of a role, with a name or a part of it (a function)."""
        fits = name if callable(name) else (lambda given: name is None or given == name)
        return [thing for thing in walk(root or self.root)
                if is_a(thing, role) and fits(thing.get_name())
                and 'showing' in states(thing) and where(thing)]

    def find(self, role, name=None, where=lambda thing: True, deadline=30.0):
        """Waits for one."""
        return until(lambda: next(iter(self.all(role, name, where)), None), f'{role} {name!r}', deadline)

    def gone(self, role, name=None):
        """Waits until there is none."""
        until(lambda: not self.all(role, name), f'no {role} {name!r} any more')

    def has(self, role, name=None):
        pump()
        return bool(self.all(role, name))

    def says(self, text):
        """Waits for a label with this text in it."""
        return until(lambda: next((thing for thing in walk(self.root) if text in (thing.get_name() or '')
                                   and 'showing' in states(thing)), None), f'the window to say {text!r}')

    def click(self, name, role='button'):
        button = self.find(role, name, lambda thing: 'sensitive' in states(thing))
        until(lambda: Atspi.Action.do_action(button, 0), f'{role} {name!r} to be pressed')

    def window(self, title):
        return self.find('window', title) if self.all('window', title) else self.find('frame', title)

    def fill(self, name, value, role='text'):
        field = self.find(role, name)
        Atspi.EditableText.set_text_contents(field, value)
        until(lambda: text_of(field) == value, f'{name} to hold {value!r}')

    def field(self, name='Message'):
        return self.find('text', name)

    def focused(self):
        """What has the focus: as was said last, or else it is looked for, which takes long in a large window."""
        pump()
        try:
            if self._focus is None or self._focus.get_process_id() != self.root.get_process_id() \
                    or not {'focused', 'showing'} <= states(self._focus):
                self._focus = None
        except GLib.Error:
            self._focus = None
        try:
            if self._focus is None:
                self._focus = next((thing for thing in walk(self.root) if 'focused' in states(thing)), None)
        except GLib.Error:
            pass  # something has gone while it was looked for
        return self._focus

    def has_focus(self, fits):
        """What has the focus, if its name fits."""
        try:
            found = self.focused()
            return found if found is not None and fits(found.get_name()) else None
        except GLib.Error:
            return None

    def wait_focus(self, name):
        def there():
            found = self.focused()
            return found is not None and found.get_name() == name
        return until(there, f'the focus on {name!r}')

    def go_to(self, name, key='Tab', most=60):
        """Moves the focus by keyboard until it is on something of this name, or with a name that fits."""
        fits = name if callable(name) else (lambda given: given == name)
        for _ in range(most):
            if self.has_focus(fits) is not None:
                return self.focused()
            found = self.focused()
            keys(key)
            try:
                until(lambda before=found: self.focused() != before, 'the focus to move', 2)
            except AssertionError:
                pass  # the end of a list: the next key goes on
        raise AssertionError(f'{most} times {key} did not reach {name!r}')

    def activate(self, name, key='Tab'):
        """Goes to something by keyboard and presses Enter."""
        self.go_to(name, key)
        keys('Return')

    def along(self, *names):
        """Presses keys as they are where texts run from left to right; elsewhere those that go the same way along texts."""
        keys(*(mirrored(name) for name in names) if self.mirrored else names)

    def switch(self, name):
        """Goes to a switch, and moves it."""
        self.go_to(name)
        keys('space')

    def is_on(self, name):
        return 'checked' in states(self.find('check box', name))

    def messages(self):
        """The messages that the window shows, as a screen reader tells them."""
        pump()
        lists = self.all('list', 'Messages')
        rows = [row for found in lists for row in walk(found) if row.get_role_name() == 'list item']
        return [row.get_name() for row in rows]

    def wait_message(self, text):
        return until(lambda: next((row for row in self.messages() if text in row), None), f'message {text!r}')

    def action(self, name, *parameters):
        """Activates one of the program's actions over the bus, as a launcher does."""
        subprocess.run(['gapplication', 'action', 'org.deskbell.Deskbell', name, *parameters], check=True,
                       env=environment())

    def close(self):
        """Ends the program as a session that is logged out does, and looks at how it ends."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
        self._log.close()
        if self.process.returncode != 0:
            raise AssertionError(f'deskbell ended with {self.process.returncode}: {self.log()}')


def has_owner(name):
    """Whether somebody on the session bus has this name; nobody is started by asking."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    answer = bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'NameHasOwner',
                           GLib.Variant('(s)', (name,)), None, Gio.DBusCallFlags.NONE, 5000)
    return answer.unpack()[0]


class Dunst:
    """A real notification server."""

    def __init__(self):
        self.process = subprocess.Popen(['dunst', '-conf', TOP / 'tests' / 'env' / 'dunstrc'],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment())
        until(lambda: has_owner('org.freedesktop.Notifications'), 'dunst to be there')

    def ctl(self, *arguments):
        return subprocess.run(['dunstctl', *arguments], capture_output=True, text=True).stdout.strip()

    def shown(self):
        return int(self.ctl('count', 'displayed') or -1)

    def wait_shown(self, number):
        return until(lambda: self.shown() == number, f'{number} notifications to be shown, not {self.shown()}')

    def click(self):
        """Clicks the newest notification."""
        self.ctl('action', '0')

    def close(self):
        self.process.terminate()
        self.process.wait(10)


class Monitor:
    """What goes to the notification server over the bus."""

    def __init__(self):
        self.path = GUI / 'notifications.log'
        self._file = open(self.path, 'w', encoding='utf-8')
        self.process = subprocess.Popen(['dbus-monitor', '--session', "interface='org.freedesktop.Notifications'"],
                                        stdout=self._file, stderr=subprocess.DEVNULL)
        until(lambda: 'NameAcquired' in self.text() or self.text(), 'the monitor to listen')

    def text(self):
        return self.path.read_text(encoding='utf-8')

    def calls(self):
        """The Notify calls, each as the strings in it."""
        found = []
        for part in self.text().split('method call')[1:]:
            if 'member=Notify\n' in part.split('method return')[0]:
                lines = [line.strip() for line in part.split('signal ')[0].splitlines()]
                found.append([line[8:-1] for line in lines if line.startswith('string "')])
        return found

    def close(self):
        self.process.terminate()
        self.process.wait(10)
        self._file.close()
