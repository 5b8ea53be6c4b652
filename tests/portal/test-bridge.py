#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What programs in Python can do with a person in the browser."""
import json
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import browser  # noqa: E402
import tap  # noqa: E402

CTL = os.environ['DESKBELL_CTL']
PASSWORD = 'correct horse'


class Desk:
    """A desk that is served until the case is over."""

    def __init__(self, case):
        self._store = case.folder / 'desk.db'
        self.ctl('import', os.environ['DESKBELL_TEST_DESK'])
        for person in ('zoe', 'max'):
            self.ctl('user', 'set-password', person)
        server = subprocess.Popen([CTL, '--store', self._store, 'serve', '--listen', '127.0.0.1:0'],
                                  stdout=subprocess.PIPE, text=True)
        case.defer(server.wait)
        case.defer(server.terminate)
        self.uri = re.search(r'http:\S+', server.stdout.readline()).group()

    def ctl(self, *words):
        """What a command prints."""
        return subprocess.run([CTL, '--store', self._store, *words], check=True, capture_output=True, text=True,
                              env={**os.environ, 'DESKBELL_PASSWORD': PASSWORD}).stdout


def test_bridge_drives_two_people(case):
    desk = Desk(case)
    zoe, other = browser.Person(case), browser.Person(case)
    zoe.start(desk.uri)
    other.start(desk.uri, width=360, dark=True)
    zoe.sign_in('zoe', PASSWORD)
    other.sign_in('max', PASSWORD)
    zoe.click('link', 'Mails to the whole office')
    zoe.click('button', 'Chat with an agent')
    zoe.wait_text('Waiting for an agent')
    zoe.fill('Your message', 'Hello')
    zoe.press('Enter')
    desk.ctl('chat', 'send', 'r-1001', '--as', 'ann', 'Good morning')
    zoe.wait_text('Good morning')
    zoe.wait_gone('Waiting for an agent')
    zoe.reload()
    zoe.wait_text('Good morning')
    tap.has(zoe.text(), 'You are talking to Ann Archer', 'the text inside the element')
    tap.lacks(zoe.text(), 'Need anything else', 'text that is not to be seen')
    tap.same([message['body'] for message in json.loads(desk.ctl('--json', 'chat', 'transcript', 'r-1001'))],
             ['Hello', 'Good morning'], 'the transcript')
    other.goto('/requests/r-1002')
    other.wait_text('The battery is swollen')
    tap.lacks(other.text(), 'Mails', "the other one's page")
    tap.same(other.evaluate('innerWidth'), 360, 'the width')
    zoe.screenshot(case.folder / 'zoe.png')
    tap.true((case.folder / 'zoe.png').stat().st_size > 10000, 'there is a picture')
    tap.same(zoe.troubles(), [], 'what the scripts failed with')


def test_bridge_says_what_did_not_come(case):
    desk = Desk(case)
    zoe = browser.Person(case)
    zoe.start(desk.uri)
    try:
        zoe.wait_text('Nothing like this', deadline=0.3)
    except AssertionError as error:
        tap.has(str(error), 'Nothing like this', 'the message')
    else:
        raise AssertionError('a text that is not there was found')
    zoe.wait_text('Sign in')
    browser.stop()
    again = browser.Person(case)
    again.start(desk.uri)
    again.wait_text('Sign in')


tap.run('/portal', globals())
