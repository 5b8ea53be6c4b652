#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ringing: what the notification says, when it comes, and that it goes, whatever the server can do."""
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import tap  # noqa: E402
from notification_server import NotificationServer  # noqa: E402
from wait import holds_for  # noqa: E402


def start(case, *arguments, server=None, rings=True, window=True, document=None):
    """A desk, a notification server, and a program that rings for Ann."""
    desk = desktop.Desk(case.folder)
    if document:
        desk.change(**document)
    shown = server or NotificationServer()
    case.defer(shown.close)
    program = desktop.Program('--desk', desk.path, '--person', 'ann', *arguments, window=False)
    case.defer(program.close)
    desktop.until(lambda: desktop.has_owner('org.deskbell.Deskbell'), 'deskbell on the bus')
    if window:
        program.attach()
        answer(program, rings)
    return desk, shown, program


def answer(program, rings):
    """The question of a computer that has not been asked yet."""
    program.says('Ring This Computer?')
    program.click('Ring' if rings else 'Do Not Ring')
    program.says('This computer rings' if rings else 'This computer does not ring')


def one(server):
    return desktop.until(lambda: list(server.shown.values()), 'a notification')[0]


def none(server):
    desktop.until(lambda: not server.shown, 'no notification any more')


def test_what_it_says(case):
    desk, server, _ = start(case, server=NotificationServer(['actions', 'body', 'sound', 'persistence']))
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    shown = one(server)
    tap.same(shown.title, 'Zoe Lindqvist asks to chat', 'the title')
    tap.has(shown.body, 'r-1001 · Mails to the whole office bounce', 'the body')
    tap.has(shown.body, 'Waiting since ', 'the body')
    tap.same(list(shown.actions), ['default', 'open', 'later'], 'the actions')
    tap.same(shown.actions['open'], 'Open Chat', 'the first button')
    tap.same(shown.actions['later'], 'Not Now', 'the second button')
    tap.same(shown.hints['category'], 'im.received', 'the category')
    tap.same(shown.hints['desktop-entry'], 'org.deskbell.Deskbell', 'the desktop entry')
    tap.same(shown.hints['urgency'], 2, 'a high priority is urgent')
    tap.same(shown.hints['sound-name'], 'message-new-instant', 'the sound')
    tap.same(shown.timeout, 0, 'it stays until it is withdrawn')


def test_markup_is_text(case):
    person = {'id': 'zoe', 'name': '<b>Zoe</b> & Co', 'department': 'board'}
    request = {'id': 'r-1001', 'title': '<img src="x"> & "quotes"', 'kind': 'support', 'offering': 'mailbox-help',
               'actual_service': 'email', 'requested_by': 'zoe', 'priority': 'low', 'phase': 'open', 'owner': 'ann',
               'expert_assignee': None, 'assigned_group': None}
    document = {'people': [person], 'requests': [request]}
    desk, server, _ = start(case, server=NotificationServer(['actions', 'body', 'body-markup']), document=document)
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    shown = one(server)
    tap.same(shown.title, '<b>Zoe</b> & Co asks to chat', 'titles are never markup')
    tap.has(shown.body, '&lt;img src=&quot;x&quot;&gt; &amp; &quot;quotes&quot;', 'bodies are, and so it is escaped')
    tap.same(shown.hints['urgency'], 1, 'a low priority is not urgent')
    desk.ctl('chat', 'leave', 'r-1001', '--as', 'zoe')
    none(server)
    server.capabilities.remove('body-markup')
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    tap.has(one(server).body, '<img src="x"> & "quotes"', 'without markup it is not escaped')


def test_it_stops(case):
    """On an answer, on leaving, on the end: everywhere, at once."""
    desk, server, _ = start(case)
    for stop in (['send', 'r-1001', '--as', 'bob', 'Hello'], ['leave', 'r-1001', '--as', 'zoe'],
                 ['end', 'r-1001', '--as', 'ann', '--reason', 'solved']):
        desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
        one(server)
        desk.ctl('chat', *stop)
        none(server)
        desk.run('chat', 'end', 'r-1001', '--as', 'bob', '--reason', 'solved')
    tap.same(len(server.history), 3, 'each rang once')


def test_click_opens_the_chat(case):
    desk, server, program = start(case)
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    server.press(one(server), 'default', token='a-token')
    program.find('frame', 'Zoe Lindqvist')
    program.wait_focus('Message')
    tap.same(desk.json('chat', 'pending', '--as', 'ann')[0]['status'], 'pending', 'the person sees nothing yet')
    desktop.write('Hello Zoe')
    desktop.keys('Return')
    program.wait_message('Hello Zoe')
    desktop.until(lambda: desk.json('chat', 'transcript', 'r-1001')[0]['body'] == 'Hello Zoe', 'it on the desk')


def test_button_opens_it_too(case):
    desk, server, program = start(case)
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    server.press(one(server), 'open')
    program.find('frame', 'Zoe Lindqvist')
    program.wait_focus('Message')


def test_not_now(case):
    """The chat stays in the list; nothing opens; it does not ring again for this."""
    desk, server, program = start(case)
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    server.press(one(server), 'later')
    none(server)
    program.says('Mails to the whole office bounce')
    holds_for(lambda: (desktop.pump() or True) and not server.shown and not program.has('frame', 'Zoe Lindqvist'),
              'nothing rings and nothing opens', 0.5)


def test_reply_in_the_notification(case):
    desk, server, program = start(case, server=NotificationServer(['actions', 'body', 'inline-reply']))
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    shown = one(server)
    tap.true('inline-reply' in shown.actions, 'a field to reply in')
    server.reply(shown, 'I am on it')
    program.find('frame', 'Zoe Lindqvist')
    program.wait_message('I am on it')
    desktop.until(lambda: desk.json('chat', 'transcript', 'r-1001')[0]['author'] == 'ann', 'it answers the chat')


def test_in_the_background(case):
    """Started without a window it rings, and the click opens the first one."""
    desk, server, program = start(case)
    program.close()
    program = desktop.Program('--desk', desk.path, '--person', 'ann', '--background', window=False)
    case.defer(program.close)
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    shown = one(server)
    tap.true(not desktop.windows('deskbell'), 'it has no window')
    server.press(shown)
    program.attach()
    program.wait_focus('Message')


def test_new_request_while_another_chat_has_the_focus(case):
    requests = [{'id': 'r-2', 'title': 'Second', 'kind': 'support', 'offering': 'mailbox-help', 'actual_service': 'email',
                 'requested_by': 'zoe', 'priority': 'medium', 'phase': 'open', 'owner': 'ann', 'expert_assignee': None,
                 'assigned_group': None}]
    desk, server, program = start(case, document={'requests': requests})
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    server.press(one(server))
    program.wait_focus('Message')
    desk.ctl('chat', 'ask', 'r-2', '--as', 'zoe')
    tap.has(one(server).body, 'r-2 · Second', 'the second request rings')


def test_message_out_of_view(case):
    desk, server, program = start(case)
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    server.press(one(server))
    program.wait_focus('Message')
    desktop.write('Hello')
    desktop.keys('Return')
    program.wait_message('Hello')
    desk.ctl('chat', 'send', 'r-1001', '--as', 'zoe', 'In view')
    program.wait_message('In view')
    holds_for(lambda: (desktop.pump() or True) and not server.shown, 'messages of the chat in view are silent', 0.3)
    program.action('show-place', "'pending'")
    desktop.until(lambda: 'active' in desktop.states(program.find('frame', 'Deskbell')), 'the main window in front')
    desk.ctl('chat', 'send', 'r-1001', '--as', 'zoe', 'Out of view')
    shown = one(server)
    tap.same((shown.title, shown.body), ('Zoe Lindqvist', 'Out of view'), 'a message that is not in view')
    server.press(shown)
    none(server)
    program.wait_focus('Message')


def test_several_waiting_at_the_start(case):
    """Coming back after being away: one summary, nothing for what is over."""
    requests = [{'id': f'r-{number}', 'title': f'Number {number}', 'kind': 'support', 'offering': 'mailbox-help',
                 'actual_service': 'email', 'requested_by': 'zoe', 'priority': 'low', 'phase': 'open', 'owner': 'ann',
                 'expert_assignee': None, 'assigned_group': None} for number in (1, 2, 3, 4)]
    desk = desktop.Desk(case.folder)
    desk.change(requests=requests)
    for number in (1, 2, 3, 4):
        desk.ctl('chat', 'ask', f'r-{number}', '--as', 'zoe')
    desk.ctl('chat', 'leave', 'r-4', '--as', 'zoe')
    server = NotificationServer()
    case.defer(server.close)
    program = desktop.Program('--desk', desk.path, '--person', 'ann')
    case.defer(program.close)
    answer(program, True)
    tap.same(one(server).title, '3 people are waiting to chat', 'one notification for three')
    for number in (1, 2, 3):
        tap.same(len(server.shown), 1, 'still one')
        desk.ctl('chat', 'send', f'r-{number}', '--as', 'bob', 'Hello')
    none(server)


def test_switched_off(case):
    desk, server, program = start(case, rings=False)
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    program.says('Mails to the whole office bounce')
    holds_for(lambda: (desktop.pump() or True) and not server.shown, 'nothing rings', 0.5)
    program.action('preferences')
    switch = program.find('check box', 'Ring for Chat Requests')
    tap.true('checked' not in desktop.states(switch), 'the switch is off')
    program.go_to('Ring for Chat Requests')
    desktop.keys('space')
    tap.has(one(server).body, 'r-1001', 'what waits rings when it is switched on')
    desktop.keys('space')
    none(server)


tap.run('/ringing', globals())
