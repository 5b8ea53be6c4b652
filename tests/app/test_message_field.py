#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The message field and what is written in it: too much, and what looks like markup."""
import os
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import tap  # noqa: E402
from notification_server import NotificationServer  # noqa: E402

from gi.repository import Atspi  # noqa: E402

MOST = 20000
MARKUP = '<b>x</b> <script>alert(1)</script> & <a href="javascript:x">y</a> &amp; %s </span>'
NAME = '<i>Zoe</i> & _Co_ &lt;'
TITLE = '<u>Mails</u> & <img src=x> _bounce_'


def start(case, rings=False, **document):
    desk = desktop.Desk(case.folder)
    if document:
        desk.change(**document)
    program = desktop.Program('--desk', desk.path, '--person', 'ann')
    case.defer(program.close)
    program.says('Ring This Computer?')
    program.click('Ring' if rings else 'Do Not Ring')
    program.gone('label', 'Ring This Computer?')
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    return desk, program


def open_chat(program):
    program.click('Open Chat')
    program.wait_focus('Message')


def fill(program, text):
    Atspi.EditableText.set_text_contents(program.field(), text)


def length(program):
    return Atspi.Text.get_character_count(program.field())


def cpu(program):
    """How much of the processor it has had, in seconds."""
    fields = pathlib.Path(f'/proc/{program.process.pid}/stat').read_text().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


def bodies(desk):
    return [message['body'] for message in desk.json('chat', 'transcript', 'r-1001')]


def says_excess(program, excess):
    """The line beside the field, with or without separators between thousands."""
    def found():
        return next((label for label in program.all('label', lambda name: 'too long; at most' in name)), None)
    label = desktop.until(found, 'the line that says it is too long')
    tap.same([int(re.sub(r'\D', '', number)) for number in re.findall(r'\d[\d,.]*', label.get_name())], [excess, MOST],
             'the numbers')


def test_the_most(case):
    desk, program = start(case)
    open_chat(program)
    said = desktop.Announcements()
    fill(program, 'ž' * (MOST + 1))
    says_excess(program, 1)
    said.wait('1 character too long')
    desktop.screenshot(desktop.SHOTS / 'too-long.png')
    said.said.clear()
    desktop.keys('Return')
    said.wait('1 character too long')
    tap.same(length(program), MOST + 1, 'what is in the field after Enter')
    tap.true('sensitive' not in desktop.states(program.find('button', 'Send')), 'it cannot be sent')
    desktop.keys('BackSpace')
    desktop.until(lambda: not program.has('label', lambda name: 'too long' in name), 'the line gone')
    desktop.keys('Return')
    desktop.until(lambda: bodies(desk) == ['ž' * MOST], 'the longest message on the desk')
    desktop.until(lambda: length(program) == 0, 'the field empty')


def test_a_million(case):
    """A log file that somebody pastes: the window lives, the text stays, and it says what is wrong."""
    desk, program = start(case)
    open_chat(program)
    text = 'Nov 25 19:13:22 host daemon[42]: something went wrong again here\n' * 16000
    began = cpu(program)
    fill(program, text)
    says_excess(program, len(text) - MOST)
    took = cpu(program) - began
    case.note(f'{took:.2f} s')
    tap.at_most(took, 20, 'seconds of the processor for a million characters')
    desktop.keys('Return')
    desktop.write('x')
    says_excess(program, len(text) + 1 - MOST)
    tap.same(bodies(desk), [], 'nothing is sent')
    desktop.keys('ctrl+a', 'BackSpace')
    desktop.until(lambda: length(program) == 0, 'the field empty')
    desktop.write('short')
    desktop.keys('Return')
    program.wait_message('short')


def test_endless_words(case):
    """What nobody reads must not make the window stand still: neither for one word nor for many lines."""
    desk, program = start(case)
    open_chat(program)
    for text in ('ž' * MOST, 'https://example.org/' + 'a' * 9000 + ' ' + 'b' * 9000, 'word ' * 4000):
        began = cpu(program)
        desk.ctl('chat', 'send', 'r-1001', '--as', 'zoe', text.strip())
        desktop.until(lambda: any(text.strip() in row for row in program.messages()), f'{len(text)} characters shown')
        took = cpu(program) - began
        case.note(f'{took:.2f} s')
        tap.at_most(took, 6, 'seconds of the processor for a message')
    desktop.screenshot(desktop.SHOTS / 'endless.png')


def test_somebody_else_was_first(case):
    """Also what is sent anyway has the limit."""
    desk, program = start(case)
    open_chat(program)
    desktop.write('Hello')
    desk.ctl('chat', 'send', 'r-1001', '--as', 'bob', 'I have it')
    program.wait_message('I have it')
    desktop.keys('Return')
    program.find('button', 'Send Anyway')
    fill(program, 'a' * (MOST + 5))
    program.click('Send Anyway')
    says_excess(program, 5)
    tap.same(length(program), MOST + 5, 'what is in the field')
    tap.same(bodies(desk), ['I have it'], 'the messages')


def test_blank(case):
    desk, program = start(case)
    open_chat(program)
    fill(program, ' \n\t \n')
    desktop.keys('Return')
    tap.true('sensitive' not in desktop.states(program.find('button', 'Send')), 'nothing is not sent')
    fill(program, 'a line')
    desktop.keys('Return')
    program.wait_message('a line')
    tap.same(bodies(desk), ['a line'], 'the messages')


def markup_document():
    zoe = {'id': 'zoe', 'name': NAME, 'department': '<b>board</b> &', 'location': '</span>', 'email': 'zoe&@example.org'}
    request = {'id': 'r-1001', 'title': TITLE, 'description': MARKUP, 'kind': 'support', 'offering': 'mailbox-help',
               'actual_service': 'email', 'requested_by': 'zoe', 'priority': 'low', 'phase': 'open', 'owner': 'ann',
               'expert_assignee': None, 'assigned_group': None}
    return {'people': [zoe], 'requests': [request]}


def test_markup_is_text(case):
    """Wherever what people write is shown it is shown as they wrote it."""
    server = NotificationServer(['actions', 'body', 'body-markup'])
    case.defer(server.close)
    desk, program = start(case, rings=True, **markup_document())
    desktop.until(lambda: server.shown, 'a notification')
    tap.has(list(server.shown.values())[0].title, NAME, 'the title of the notification')
    tap.has(list(server.shown.values())[0].body, '&lt;u&gt;Mails&lt;/u&gt; &amp;', 'its body')
    program.says(NAME)
    program.says(TITLE)
    desktop.screenshot(desktop.SHOTS / 'markup-list.png')
    open_chat(program)
    program.find('frame', NAME)
    program.says(f'The first message answers the chat. {NAME} sees nothing before.')
    program.says(MARKUP)
    desktop.screenshot(desktop.SHOTS / 'markup-empty.png')
    fill(program, MARKUP)
    desktop.keys('Return')
    program.wait_message(MARKUP)
    desk.ctl('chat', 'send', 'r-1001', '--as', 'zoe', f'{MARKUP} https://example.org/?a=1&b=<2>')
    program.wait_message('https://example.org/?a=1&b=<2>')
    desk.ctl('chat', 'end', 'r-1001', '--as', 'ann', '--reason', 'solved')
    program.says('ended this chat')
    desktop.screenshot(desktop.SHOTS / 'markup.png')
    program.action('show-place', "'requests'")
    program.says(TITLE)
    desktop.screenshot(desktop.SHOTS / 'markup-requests.png')
    program.action('show-request', "'r-1001'")
    program.says(MARKUP)
    tap.same([line for line in program.log().splitlines() if 'arkup' in line], [], 'what the program complains about')


tap.run('/message-field', globals())
