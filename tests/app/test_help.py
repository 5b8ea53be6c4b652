#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each place of the window says what it is for."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import tap  # noqa: E402


def dialog_text(program):
    """The paragraphs in the dialog that is open, or nothing."""
    dialog = next(iter(program.all('dialog')), None)
    return [thing.get_name() for thing in desktop.walk(dialog) if thing.get_role_name() == 'label'] if dialog else []


def test_every_place(case):
    desk = desktop.Desk(case.folder)
    program = desktop.Program('--desk', desk.path, '--person', 'ann')
    case.defer(program.close)
    program.says('Ring This Computer?')
    program.click('Do Not Ring')
    rows = [row.get_name() for row in program.all('list item', root=program.find('list', 'Places'))]
    tap.true(len(rows) >= 17, f'places: {rows}')
    program.go_to(rows[0])
    seen = set()
    for row in rows:
        desktop.until(lambda: 'selected' in desktop.states(program.find('list item', row)), f'{row} to be chosen')
        desktop.keys('F1')
        text = desktop.until(lambda: max(dialog_text(program), key=len, default=None), f'help on {row}')
        tap.true(len(text) > 40 and text not in seen, f'{row}: {text}')
        seen.add(text)
        tap.true(text in program.find('dialog').get_description(), f'a screen reader says it of {row}')
        if row == 'Agreements':
            desktop.screenshot(desktop.SHOTS / 'help.png')
        desktop.keys('Escape')
        desktop.until(lambda: not dialog_text(program), 'the help to be gone')
        desktop.keys('Down')


def test_by_the_button(case):
    desk = desktop.Desk(case.folder)
    program = desktop.Program('--desk', desk.path, '--person', 'bob')
    case.defer(program.close)
    program.says('Ring This Computer?')
    program.click('Do Not Ring')
    program.click('Help')
    program.says('People who wait for an answer')


tap.run('/help', globals())
