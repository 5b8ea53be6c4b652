# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole chain on real parts: a desk, a person in a browser, an agent's desktop that rings.

The program serves the portal itself; the person is Chromium; the notification server is dunst."""
import pathlib
import socket
import subprocess
import urllib.error
import urllib.request

import desktop
from browser import Person

PASSWORD = 'the bell rings twice'


def free_port():
    with socket.socket() as found:
        found.bind(('127.0.0.1', 0))
        return found.getsockname()[1]


def set_setting(key, value):
    """Sets one of the program's settings, as it will find it."""
    subprocess.run(['gsettings', 'set', 'org.deskbell.Deskbell', key, value], check=True,
                   env=desktop.environment())


class Chain:
    """A person and an agent on one desk. shots: where screenshots of the steps go."""

    def __init__(self, case, shots, agent='ann', person='zoe', request='r-1001', rings=True):
        self.case, self.shots, self.agent, self.person, self.request = case, pathlib.Path(shots), agent, person, request
        self.step = 0
        self.desk = desktop.Desk(case.folder)
        self.desk.set_password(person, PASSWORD)
        self.uri = f'http://127.0.0.1:{free_port()}'
        set_setting('portal-port', self.uri.rsplit(':', 1)[1])
        set_setting('serve-portal', 'true')
        self.dunst = desktop.Dunst()
        case.defer(self.dunst.close)
        self.program = self.start()
        self.answer_whether_to_ring(rings)
        self.page = Person(case)

    def start(self, *arguments, window=True):
        program = desktop.Program('--desk', self.desk.path, '--person', self.agent, *arguments, window=window)
        self.case.defer(program.close)
        return program

    def answer_whether_to_ring(self, rings):
        self.program.says('Ring This Computer?')
        self.program.click('Ring' if rings else 'Do Not Ring')
        self.program.says('This computer rings' if rings else 'This computer does not ring')

    def restart_in_background(self):
        """As after a login: the program runs, and has no window."""
        self.program.close()
        self.program = self.start('--background', window=False)
        desktop.until(self.portal_answers, 'the portal to answer again')
        if desktop.windows('deskbell'):
            raise AssertionError('it has a window, though it runs in the background')

    def portal_answers(self):
        try:
            with urllib.request.urlopen(self.uri) as answer:
                return answer.status == 200
        except urllib.error.URLError:
            return False

    def shot(self, name):
        """Takes pictures of the agent's screen and of the person's page."""
        self.step += 1
        desktop.screenshot(self.shots / f'{self.step:02}-{name}.png')
        self.page.screenshot(self.shots / f'{self.step:02}-{name}-portal.png')

    def open_request(self):
        self.page.start(f'{self.uri}/requests/{self.request}')
        self.page.sign_in(self.person, PASSWORD)
        self.page.wait_text('Chat with an agent')

    def ask(self):
        self.page.click('button', 'Chat with an agent')
        self.page.wait_text('Waiting for an agent.')

    def click_notification(self):
        """The agent clicks; the live support window has the chat, and the caret is in the message field."""
        self.dunst.wait_shown(1)
        self.dunst.click()
        if self.program.root is None:
            self.program.attach()
        self.program.wait_focus('Message')

    def person_writes(self, text):
        self.page.fill('Your message', text)
        self.page.press('Enter')

    def agent_writes(self, text):
        self.program.wait_focus('Message')
        desktop.write(text)
        desktop.keys('Return')

    def bodies(self):
        return [message['body'] for message in self.desk.json('chat', 'transcript', self.request)]
