#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job from end to end: a person asks in the portal, the agent's desktop rings, the chat opens."""
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import tap  # noqa: E402
from chain import Chain  # noqa: E402
from wait import holds_for  # noqa: E402

SHOTS = pathlib.Path(os.environ.get('DESKBELL_SHOTS', desktop.GUI / 'shots'))


def start(case, name, **options):
    chain = Chain(case, SHOTS / name, **options)
    chain.open_request()
    return chain


def talk(chain):
    """Both ways, to the end; everybody reads the same, and it stays."""
    chain.agent_writes('Good morning, I am looking into it')
    chain.page.wait_text('Good morning, I am looking into it')
    chain.page.wait_text('Ann Archer')
    chain.person_writes('Thank you! It says <b>550</b>')
    chain.program.wait_message('Thank you! It says <b>550</b>')
    chain.shot('talking')
    chain.page.reload()
    chain.page.wait_text('Good morning, I am looking into it')
    chain.page.wait_text('Thank you! It says <b>550</b>')
    chain.agent_writes('Try once more, please')
    chain.page.wait_text('Try once more, please')
    desktop.keys('ctrl+e')
    chain.program.says('End This Chat?')
    chain.program.go_to('Note for Your Colleagues')
    desktop.write('Sender was missing on the gateway')
    chain.shot('ending')
    desktop.keys('Return')
    chain.page.wait_text('The chat has ended.')
    chain.program.says('Ann Archer ended this chat')
    chain.shot('ended')
    tap.same(chain.bodies(), ['Good morning, I am looking into it', 'Thank you! It says <b>550</b>',
                              'Try once more, please'], 'the transcript on the request')
    chain.page.reload()
    chain.page.wait_text('Try once more, please')


def test_whole_chain(case):
    chain = start(case, 'chain')
    chain.shot('request')
    chain.ask()
    chain.dunst.wait_shown(1)
    chain.program.says('Mails to the whole office bounce')
    chain.shot('ringing')
    chain.click_notification()
    chain.program.find('frame', 'Zoe Lindqvist')
    chain.dunst.wait_shown(0)
    chain.page.wait_text('Waiting for an agent.')
    chain.shot('opened')
    talk(chain)


def test_without_a_window(case):
    """The program runs in the background; the click on the notification opens its first window."""
    chain = start(case, 'background')
    chain.restart_in_background()
    chain.ask()
    chain.dunst.wait_shown(1)
    tap.same(desktop.windows('deskbell'), [], 'still no window')
    chain.shot('ringing')
    chain.click_notification()
    chain.shot('opened')
    talk(chain)


def test_person_leaves(case):
    """Who leaves while they wait takes the notification with them."""
    chain = start(case, 'leaving')
    chain.ask()
    chain.dunst.wait_shown(1)
    chain.page.click('button', 'Leave')
    chain.dunst.wait_shown(0)
    chain.page.wait_text('You left this chat.')
    chain.program.says('Nobody Is Waiting')
    chain.shot('left')


def test_closing_the_page(case):
    """A page that is gone is waited for; after the grace the chat is abandoned, and nothing rings any more."""
    chain = start(case, 'closing')
    chain.desk.change(settings={'live_chat': True, 'abandon_grace_seconds': 2, 'timezone': 'Europe/Prague'})
    chain.ask()
    chain.dunst.wait_shown(1)
    chain.page.reload()
    chain.page.wait_text('Waiting for an agent.')
    holds_for(lambda: chain.dunst.shown() == 1, 'a reload abandons nothing', 3)
    chain.page.close()
    chain.dunst.wait_shown(0)
    chain.program.says('Nobody Is Waiting')


def test_switched_off(case):
    """A device that does not ring shows no banner; the list has the chat all the same."""
    chain = start(case, 'silent', rings=False)
    chain.ask()
    chain.program.says('Mails to the whole office bounce')
    holds_for(lambda: chain.dunst.shown() == 0, 'nothing rings', 0.5)
    chain.shot('list')
    chain.program.activate(lambda name: name and name.startswith('Zoe Lindqvist'))
    chain.program.wait_focus('Message')
    chain.agent_writes('Hello')
    chain.page.wait_text('Hello')


def race(chain, number):
    """Ann and Bob answer in the same moment. Gives who won."""
    chain.ask()
    chain.click_notification()
    desktop.write(f'Ann, round {number}')
    bob = subprocess.Popen([desktop.PREFIX / 'bin' / 'deskbellctl', '--store', chain.desk.path, 'chat', 'send',
                            chain.request, '--as', 'bob', f'Bob, round {number}'], stderr=subprocess.PIPE, text=True,
                           env=desktop.environment())
    desktop.keys('Return')
    trouble = bob.communicate()[1]
    said = desktop.until(lambda: [body for body in chain.bodies() if body.endswith(f'round {number}')], 'an answer')
    tap.same(len(said), 1, 'answers')
    if said[0].startswith('Bob'):
        tap.same(bob.returncode, 0, 'Bob is told that it went well')
        chain.program.says('Bob Fraser answered')
        chain.program.says('Your text is kept.')
        tap.same(desktop.text_of(chain.program.field()), f'Ann, round {number}', 'the draft')
        chain.shot('lost')
        return 'bob'
    tap.true(bob.returncode != 0, 'Bob is told that it did not go well')
    tap.has(trouble, '"ann" answered the chat', 'Bob is told who answered')
    return 'ann'


def test_two_agents_at_once(case):
    """One wins; the other is told who, and keeps the text."""
    chain = start(case, 'race')
    won = []
    for number in range(1, 5):
        won.append(race(chain, number))
        chain.page.wait_text(f'round {number}')
        chain.desk.ctl('chat', 'end', chain.request, '--as', 'bob', '--reason', 'solved')
        chain.page.wait_text('The chat has ended.')
        desktop.until(lambda: chain.program.says('ended this chat'), 'the window to know')
        desktop.keys('ctrl+w')
        desktop.until(lambda: not chain.program.all('frame', 'Zoe Lindqvist'), 'the window to close')
    case.note(f'who won: {won}')


tap.run('/chain', globals())
