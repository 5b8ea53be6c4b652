#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The live support window: a chat from its request to its end, as agents have it before them."""
import datetime
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import tap  # noqa: E402

from administration import begins, open_desk  # noqa: E402
from wait import holds_for  # noqa: E402

SHOTS = pathlib.Path(os.environ.get('DESKBELL_SHOTS', desktop.GUI / 'shots'))
REQUEST = {'kind': 'support', 'offering': 'mailbox-help', 'actual_service': 'email', 'requested_by': 'zoe',
           'priority': 'medium', 'phase': 'open', 'owner': 'ann', 'expert_assignee': None, 'assigned_group': None}


def start(case, **document):
    """The example desk with Ann at this computer, which does not ring."""
    desk = desktop.Desk(case.folder)
    if document:
        desk.change(**document)
    return desk, open_desk(case, desk)


def ask(desk, program, request='r-1001'):
    """A chat request, opened."""
    desk.ctl('chat', 'ask', request, '--as', 'zoe')
    program.action('open-chat', f"'{request}.1'")
    program.find('frame', 'Zoe Lindqvist')
    program.wait_focus('Message')


def bodies(desk, request='r-1001'):
    return [message['body'] for message in desk.json('chat', 'transcript', request)]


def test_by_keyboard_alone(case):
    """From the list to the end of the chat without a pointer; the transcript stays on the request."""
    desk, program = start(case)
    announced = desktop.Announcements()
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    program.says('Mails to the whole office bounce')
    desktop.screenshot(SHOTS / 'chat-1-pending.png')
    program.activate(begins('Zoe Lindqvist'))
    program.wait_focus('Message')
    tap.same(desk.json('chat', 'pending', '--as', 'ann')[0]['status'], 'pending', 'opening shows the person nothing')
    desktop.screenshot(SHOTS / 'chat-2-open.png')
    desktop.write('Good morning,')
    desktop.keys('shift+Return')
    desktop.write('I am looking into it')
    desktop.keys('Return')
    program.wait_message('I am looking into it')
    desktop.until(lambda: bodies(desk) == ['Good morning,\nI am looking into it'], 'the first message on the desk')
    tap.same(desk.run('chat', 'pending', '--as', 'ann').returncode, 1, 'the first message answers: nothing is pending')
    desk.ctl('chat', 'send', 'r-1001', '--as', 'zoe', 'Thank you <b>so</b> much & see https://example.org')
    program.wait_message('Thank you <b>so</b> much')
    announced.wait('Zoe Lindqvist: Thank you <b>so</b> much')
    desktop.screenshot(SHOTS / 'chat-3-active.png')
    desktop.keys('ctrl+e')
    program.says('End This Chat?')
    program.go_to('Note for Your Colleagues')
    desktop.write('The gateway did not know the sender')
    desktop.screenshot(SHOTS / 'chat-4-end.png')
    desktop.keys('Return')
    program.says('Ann Archer ended this chat at')
    program.says('2 messages')
    program.says('The gateway did not know the sender')
    program.gone('text', 'Message')
    desktop.screenshot(SHOTS / 'chat-5-ended.png')


def test_list_changes_by_itself(case):
    """Oldest first, with a count; what is answered, left or ended goes."""
    requests = [{**REQUEST, 'id': f'r-{number}', 'title': f'Number {number}'} for number in (1, 2, 3)]
    desk, program = start(case, requests=requests)
    for number in (2, 3, 1):
        desk.ctl('chat', 'ask', f'r-{number}', '--as', 'zoe')

    def titles():
        desktop.pump()
        names = [label.get_name() or '' for label in program.all('label')]
        return [name.split()[-1] for name in names if name.startswith('r-') and '· Number' in name]
    desktop.until(lambda: titles() == ['2', '3', '1'], 'three chats, oldest first')
    program.find('list item', begins('My Chat Requests, 3'))
    desk.ctl('chat', 'send', 'r-3', '--as', 'bob', 'Hello')
    desktop.until(lambda: titles() == ['2', '1'], 'the answered chat to go')
    desk.ctl('chat', 'leave', 'r-2', '--as', 'zoe')
    desktop.until(lambda: titles() == ['1'], 'the left chat to go')
    desk.ctl('chat', 'send', 'r-1', '--as', 'ann', 'Hello')
    desktop.until(lambda: titles() == [], 'the list to be empty')
    desktop.keys('alt+2')
    desktop.until(lambda: titles() == ['1'], 'the chat among My Chats')


def test_the_focus_outlives_a_list(case):
    """The last chat of a list goes while it has the focus: the keyboard goes on."""
    desk, program = start(case)
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    program.go_to(begins('Zoe Lindqvist'))
    desk.ctl('chat', 'send', 'r-1001', '--as', 'ann', 'Hello')
    program.wait_focus('Open the Service Portal')
    desktop.keys('Tab')
    program.wait_focus('Find')
    desktop.keys('alt+2')
    program.go_to(begins('Zoe Lindqvist'))
    desk.ctl('chat', 'end', 'r-1001', '--as', 'ann', '--reason', 'solved')
    program.says('No Chats Going On')
    desktop.until(lambda: program.focused() is not None, 'something to have the focus')
    program.go_to('Find')


def test_another_agent_is_first(case):
    """Who loses is told who won, and keeps the text as a draft."""
    desk, program = start(case)
    ask(desk, program)
    desktop.write('I can help with this')
    desk.ctl('chat', 'send', 'r-1001', '--as', 'bob', 'Bob here')
    program.wait_message('Bob here')
    program.says('Bob Fraser answered at ')
    desktop.keys('Return')
    kept = program.says('Your text is kept.').get_name()
    tap.true(kept.startswith('Bob Fraser answered '), f'who was first: {kept}')
    tap.same(desktop.text_of(program.field()), 'I can help with this', 'the draft')
    tap.same(bodies(desk), ['Bob here'], 'nothing is sent')
    desktop.screenshot(SHOTS / 'chat-lost.png')
    program.click('Send Anyway')
    program.wait_message('I can help with this')
    desktop.until(lambda: bodies(desk) == ['Bob here', 'I can help with this'], 'it on the desk')
    tap.same(desktop.text_of(program.field()), '', 'the field is empty again')


def test_a_draft_belongs_to_its_chat(case):
    requests = [{**REQUEST, 'id': 'r-1', 'title': 'First'}, {**REQUEST, 'id': 'r-2', 'title': 'Second'}]
    desk, program = start(case, requests=requests)
    ask(desk, program, 'r-1')
    desktop.write('For the first')
    ask(desk, program, 'r-2')
    desktop.until(lambda: desktop.text_of(program.field()) == '', 'an empty field')
    desktop.write('For the second')
    desk.ctl('chat', 'send', 'r-1', '--as', 'zoe', 'Are you there?')
    desktop.screenshot(SHOTS / 'chat-tabs.png')
    program.action('open-chat', "'r-1.1'")
    desktop.until(lambda: desktop.text_of(program.field()) == 'For the first', 'the draft of the first chat')
    program.wait_message('Are you there?')
    desktop.keys('Return')
    desktop.until(lambda: bodies(desk, 'r-1') == ['Are you there?', 'For the first'], 'it in the first chat')
    program.action('open-chat', "'r-2.1'")
    desktop.until(lambda: desktop.text_of(program.field()) == 'For the second', 'the draft of the second chat')
    desktop.keys('ctrl+w', 'ctrl+w')
    desktop.until(lambda: not program.all('frame', 'Zoe Lindqvist'), 'the window to close with its last tab')
    program.action('open-chat', "'r-2.1'")
    desktop.until(lambda: desktop.text_of(program.field()) == 'For the second', 'the draft, kept while no window had it')


def test_a_tab_becomes_a_window(case):
    """Each window follows its own chats; closing one leaves the other as it is."""
    requests = [{**REQUEST, 'id': 'r-1', 'title': 'First'}, {**REQUEST, 'id': 'r-2', 'title': 'Second'}]
    desk, program = start(case, requests=requests)
    ask(desk, program, 'r-1')
    ask(desk, program, 'r-2')
    desktop.keys('ctrl+shift+n')
    desktop.until(lambda: len(program.all('frame', 'Zoe Lindqvist')) == 2, 'two windows')
    program.wait_focus('Message')
    desktop.write('In the new window')
    desktop.keys('Return')
    desktop.until(lambda: bodies(desk, 'r-2') == ['In the new window'], 'it on the desk')
    desktop.until(lambda: any('sensitive' in desktop.states(button) for button in program.all('button', 'End Chat…')),
                  'the new window to know that the chat goes on')
    desktop.write('A draft')
    program.action('open-chat', "'r-1.1'")
    desktop.until(lambda: desktop.text_of(program.focused()) == '', 'the first chat in front')
    desktop.keys('ctrl+w')
    desktop.until(lambda: len(program.all('frame', 'Zoe Lindqvist')) == 1, 'one window')
    program.action('open-chat', "'r-2.1'")
    desktop.until(lambda: desktop.text_of(program.field()) == 'A draft', 'the draft in the other one')


def test_becoming_narrow(case):
    """The caret stays in the message field when the window is made narrow at one stroke."""
    desk, program = start(case)
    ask(desk, program)
    window = subprocess.run(['xdotool', 'getactivewindow'], capture_output=True, text=True).stdout.strip()
    subprocess.run(['xdotool', 'windowsize', '--sync', window, '370', '640'], check=True)
    program.find('button', 'End Chat…', lambda button: button.get_child_count() == 0
                 or button.get_child_at_index(0).get_role_name() != 'label')
    program.wait_focus('Message')
    desktop.write('Still here')
    desktop.until(lambda: desktop.text_of(program.field()) == 'Still here', 'what was typed')


def test_quitting_asks(case):
    """Nothing that was written goes without a word."""
    desk, program = start(case)
    ask(desk, program)
    desktop.write('Not sent yet')
    desktop.keys('ctrl+q')
    program.says('Quit Without Sending?')
    desktop.keys('Escape')
    program.gone('label', 'Quit Without Sending?')
    tap.same(desktop.text_of(program.field()), 'Not sent yet', 'the draft')
    desktop.keys('ctrl+q')
    program.says('Quit Without Sending?')
    program.click('Quit')
    tap.same(program.process.wait(30), 0, 'the exit status')


def test_into_an_abandoned_chat(case):
    """The person finds it on the request."""
    desk, program = start(case)
    ask(desk, program)
    desk.ctl('chat', 'leave', 'r-1001', '--as', 'zoe')
    program.says('Zoe Lindqvist left at')
    desktop.write('It is mended now')
    desktop.keys('Return')
    program.wait_message('It is mended now')
    desktop.until(lambda: bodies(desk) == ['It is mended now'], 'it on the desk')
    desktop.screenshot(SHOTS / 'chat-abandoned.png')


def test_who_is_looking(case):
    desk, program = start(case)
    ask(desk, program)
    desk.ctl('chat', 'look', 'r-1001', '--as', 'bob')
    program.says('Bob Fraser is looking at this')
    desk.ctl('chat', 'look', 'r-1001', '--as', 'bob', '--stop')
    program.gone('label', 'Bob Fraser is looking at this')


def test_long_chat(case):
    """It opens at the end, and older messages load above without losing the place."""
    desk, program = start(case)
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    for number in range(1, 121):
        desk.ctl('chat', 'send', 'r-1001', '--as', 'zoe', f'Message number {number}.')
    program.action('open-chat', "'r-1001.1'")
    program.wait_focus('Message')
    showing = lambda text: [row for row in program.messages() if text in row]
    desktop.until(lambda: showing('number 120.'), 'the last message in view')
    tap.true(not showing('number 1.'), 'the first message is not loaded')
    desk.ctl('chat', 'send', 'r-1001', '--as', 'zoe', 'One more')
    desktop.until(lambda: showing('One more'), 'the list to follow')
    program.go_to(lambda name: name and name.endswith(': One more'), 'shift+Tab')
    desktop.until(lambda: (desktop.keys('ctrl+Home') or True) and showing('number 1.'), 'the first message')
    desk.ctl('chat', 'send', 'r-1001', '--as', 'zoe', 'And another')
    desktop.until(lambda: showing('number 1.') and not showing('And another'), 'the place to be kept')


def left_of(program, target):
    """What the row of a target says is left of it, or else what it says at all."""
    labels = [label.get_name() or '' for label in program.all('label')]
    return labels[labels.index(target) + 1] if target in labels else ''


def seconds_left(program, target):
    """As a number, while seconds are counted."""
    found = re.fullmatch(r'(\d+):(\d\d)', left_of(program, target))
    return int(found[1]) * 60 + int(found[2]) if found else None


def test_targets_count_down(case):
    """Those of the request, while time runs, stands still, is over and is too late."""
    desk, program = start(case)
    ask(desk, program)
    program.says('Gold')
    first = seconds_left(program, 'Chat Response')
    tap.true(240 < first <= 300, f'nearly five minutes: {first}')
    desktop.until(lambda: 240 < (seconds_left(program, 'Chat Response') or 0) < first, 'the time to go by')
    tap.true(re.fullmatch(r'\d+ h( \d+ min)?', left_of(program, 'Resolution')), 'hours and minutes')
    desktop.screenshot(SHOTS / 'chat-targets.png')
    desktop.write('Good morning')
    desktop.keys('Return')
    program.says('Met: ')
    tap.true(left_of(program, 'Chat Response').startswith('Met: '), 'nothing is left of what is over')
    request = next(request for request in desk.json('export')['requests'] if request['id'] == 'r-1001')
    desk.change(requests=[{**request, 'phase': 'suspended'}])
    program.says('The time stands still while the request is suspended')
    desk.change(requests=[{**request, 'phase': 'open'}])
    program.gone('label', 'The time stands still while the request is suspended')
    program.says('Due: ')


def test_a_target_that_was_missed(case):
    """It says so, and by how much; a request without targets shows none."""
    desk = desktop.Desk(case.folder)
    past = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=2)
    desk.ctl('--now', past.isoformat(timespec='seconds'), 'chat', 'ask', 'r-1001', '--as', 'zoe')
    program = open_desk(case, desk)
    program.action('show-request', "'r-1001'")
    program.says('Missed: ')
    tap.true(re.fullmatch(r'1 h \d+ min late', left_of(program, 'Chat Response')), 'how much too late it is')
    desktop.screenshot(SHOTS / 'chat-target-missed.png')
    desk.ctl('chat', 'leave', 'r-1001', '--as', 'zoe')
    program.find('label', lambda name: begins('Missed: ')(name) and ' · Ended: ' in name)
    request = next(request for request in desk.json('export')['requests'] if request['id'] == 'r-1001')
    desk.change(requests=[{**request, 'priority': 'low'}])
    desktop.until(lambda: left_of(program, 'Initial Review').startswith('Missed: '), 'it to be missed all the same, and late no more')
    desktop.keys('Escape')
    program.gone('label', begins('Missed: '))
    agreements = [{**agreement, 'targets': []} for agreement in desk.json('export')['agreements']]
    desk.change(agreements=agreements, requests=[{**REQUEST, 'id': 'r-1', 'title': 'Without targets'}])
    program.action('show-request', "'r-1'")
    program.says('Without targets')
    program.says('Why is ')
    holds_for(lambda: not program.has('label', 'Service Level Targets'), 'there is nothing to show', 1)


def test_other_requests(case):
    """What else the person has asked for, one after the other, and all of it in the list."""
    requests = [{**REQUEST, 'id': f'r-{number}', 'title': f'Number {number}'} for number in range(1, 9)]
    desk, program = start(case, requests=requests)
    program.action('show-request', "'r-8'")
    program.activate(begins('Number 7'))
    program.find('label', 'r-7')
    program.go_to(begins('Number 8'))
    desk.change(requests=[{**requests[7], 'title': 'Another title'}])
    desktop.until(lambda: program.has_focus(begins('Another title')), 'the row to follow, with the focus')
    desktop.screenshot(SHOTS / 'request-others.png')
    program.activate('All Requests')
    program.gone('label', 'r-7')
    desktop.until(lambda: program.focused() is not None and 'Zoe Lindqvist' in desktop.text_of(program.focused()),
                  'the search for the person')


def test_why_chat_is_on(case):
    """And that it is on no more, when an administrator has changed what decides."""
    desk, program = start(case)
    ask(desk, program)
    program.activate('Why is chat on here?')
    program.says('Gold')
    desktop.screenshot(SHOTS / 'chat-why.png')
    program.says('Ann Archer')
    desktop.keys('Escape')
    agreements = [{**agreement, 'chat': False} for agreement in desk.json('export')['agreements']]
    desk.change(agreements=agreements)
    program.says('Why is there no chat here?')


tap.run('/chat', globals())
