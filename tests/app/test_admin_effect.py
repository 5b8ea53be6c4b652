#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an edit does to chats, shown in the main window before it is made."""
import pathlib
import signal
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import remote_desk  # noqa: E402
import tap  # noqa: E402

from administration import answer, effect, open_record, record, rewrite, start, switch  # noqa: E402
from desktop import SHOTS  # noqa: E402


def test_the_effect_of_an_edit(case):
    """It is shown before saving, and may be thought better of; what does nothing is saved at once."""
    desk, program = start(case)
    open_record(program, 'Agreements', 'Gold')
    program.go_to('Chat')
    switch(program, 'Chat', False)
    program.activate('Save')
    texts = effect(program)
    desktop.screenshot(SHOTS / 'admin-effect.png')
    for text in ('Offerings That Lose Chat', 'Help with my mailbox', 'So far through “Gold support, round the clock”',
                 'Open Requests That Lose Chat', 'Would Not Be Told of Chats Any More'):
        tap.true(text in texts, f'{text} in {texts}')
    tap.true(any(text.startswith('and ') and text.endswith(' more') for text in texts), f'the rest is a number: {texts}')
    program.says('r-1001 · Mails to the whole office bounce')
    answer(program, 'Keep Editing')
    program.gone('label', 'Offerings That Lose Chat')
    program.wait_focus('Chat')
    tap.same(record(desk, 'agreements', 'gold')['chat'], True, 'what was thought better of')
    desktop.keys('ctrl+s')
    effect(program)
    desktop.keys('Return')
    program.says('“Gold support, round the clock” saved')
    program.wait_focus('Chat')
    tap.same(record(desk, 'agreements', 'gold')['chat'], False, 'chat')
    desktop.keys('shift+Tab')
    program.go_to('Title', 'shift+Tab')
    rewrite('Gold, renamed')
    program.activate('Save')
    program.says('“Gold, renamed” saved')
    program.wait_focus('Title')


def test_a_slow_desk_and_one_that_is_away(case):
    """One sees that it is slow, and need not wait; nothing that was edited is lost."""
    server = remote_desk.Server(case)
    program, _ = remote_desk.connect(case, server)
    open_record(program, 'Agreements', 'Gold')
    program.go_to('Chat')
    switch(program, 'Chat', False)
    server.process.send_signal(signal.SIGSTOP)
    case.defer(server.process.send_signal, signal.SIGCONT)
    desktop.keys('ctrl+s')
    program.says('Looking at What This Changes…')
    desktop.screenshot(SHOTS / 'admin-effect-slow.png')
    desktop.keys('Escape')
    program.gone('label', 'Looking at What This Changes…')
    program.wait_focus('Chat')
    server.process.send_signal(signal.SIGCONT)
    program.says('Changes are not saved yet')
    server.stop()
    program.says('Offline')
    desktop.keys('ctrl+s')
    program.says('Not saved: The desk cannot be reached now.')
    program.says('Changes are not saved yet')
    tap.same(record(server.desk, 'agreements', 'gold')['chat'], True, 'chat while the desk is away')
    server.start()
    program.says('Connected')
    desktop.keys('ctrl+s')
    effect(program)
    desktop.keys('Return')
    program.says('“Gold support, round the clock” saved')
    tap.same(record(server.desk, 'agreements', 'gold')['chat'], False, 'chat')


def test_deleting_says_what_it_does(case):
    desk, program = start(case)
    open_record(program, 'Rules', 'directors-get-gold')
    program.activate('Delete…')
    program.says('Delete “directors-get-gold”?')
    program.says('Open Requests That Have It Another Way')
    program.wait_focus('Cancel')
    desktop.keys('Escape')
    program.wait_focus('Delete…')
    tap.true(record(desk, 'rules', 'directors-get-gold') is not None, 'it is still there')
    desktop.keys('Return')
    program.says('Delete “directors-get-gold”?')
    answer(program, 'Delete')
    program.says('“directors-get-gold” deleted')
    tap.same(record(desk, 'rules', 'directors-get-gold'), None, 'the rule')


tap.run('/admin-effect', globals())
