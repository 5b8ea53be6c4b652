# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk on a server, and the program connected to it."""
import subprocess

import desktop
import tap

from gi.repository import Atspi

PASSWORD = 'correct horse battery'


class Server:
    """The server of a desk, which can be stopped and started again at the same address."""

    def __init__(self, case, desk=None):
        """desk: another one than the example."""
        self.desk = desk or desktop.Desk(case.folder)
        self.desk.set_password('ann', PASSWORD)
        self.desk.set_password('zoe', PASSWORD)
        self.port = 0
        self.process = None
        self.start()
        case.defer(self.stop)

    def start(self):
        self.process = subprocess.Popen([desktop.PREFIX / 'bin' / 'deskbell-server', '--store', self.desk.path,
                                         '--listen', f'127.0.0.1:{self.port}'],
                                        stdout=subprocess.PIPE, text=True, env=desktop.environment())
        line = self.process.stdout.readline()
        self.port = int(line.rsplit(':', 1)[1].strip().rstrip('/'))

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            tap.same(self.process.wait(30), 0, 'the exit status of the server')
            self.process.stdout.close()
        self.process = None

    @property
    def url(self):
        return f'http://127.0.0.1:{self.port}'

    @property
    def name(self):
        return f'127.0.0.1:{self.port}'

    def bodies(self):
        return [message['body'] for message in self.desk.json('chat', 'transcript', 'r-1001')]


def give_password(program, password):
    """A field that does not show what is in it."""
    Atspi.EditableText.set_text_contents(program.find('text', 'Password'), password)


def fill_in(program, url, password=PASSWORD):
    program.fill('Address', url)
    program.fill('Name or E-mail', 'ann')
    give_password(program, password)


def ask_for(program, url):
    """From the welcome to asking a server, whatever comes of it."""
    program.action('welcome')
    program.says('Welcome to Deskbell')
    program.activate('Connect to a Server', 'Down')
    program.says('Whoever keeps the server gives you')
    fill_in(program, url)
    program.activate('Connect')


def connect(case, server, start=desktop.Program, **more):
    """The first start, up to the desk; start: the program, which takes more."""
    dunst = desktop.Dunst()
    case.defer(dunst.close)
    program = start(**more)
    case.defer(program.close)
    ask_for(program, server.url)
    program.says('Ring for Chat Requests')
    program.activate('Start')
    program.says('Nobody Is Waiting')
    program.says('Connected')
    return program, dunst
