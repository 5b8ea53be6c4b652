# SPDX-License-Identifier: GPL-3.0-or-later
"""The administration in the main window, by keyboard."""
import subprocess

import desktop

AGENT_PLACES = ['My Chat Requests', 'My Chats', 'Requests']
ADMIN_PLACES = ['Agreements', 'Offerings', 'Services', 'Groups', 'Shifts', 'Rules', 'Calendars', 'People',
                'Desk Settings']
PLACES = AGENT_PLACES + ADMIN_PLACES


def start(case, person='ann', size=None, **more):
    """The example desk with somebody at this computer, which does not ring."""
    desk = desktop.Desk(case.folder)
    return desk, open_desk(case, desk, person, size, **more)


def open_desk(case, desk, person='ann', size=None, **more):
    program = desktop.Program('--desk', desk.path, '--person', person, **more)
    case.defer(program.close)
    program.says('Ring This Computer?')
    program.click('Do Not Ring')
    program.says('This computer does not ring')
    if size:
        window = subprocess.run(['xdotool', 'getactivewindow'], capture_output=True, text=True).stdout.strip()
        subprocess.run(['xdotool', 'windowsize', '--sync', window, *map(str, size)], check=True)
    return program


def record(desk, collection, name):
    """A record as the desk has it, or None."""
    return next((found for found in desk.json('export')[collection] if found['id'] == name), None)


def begins(text):
    return lambda given: (given or '').startswith(text)


def go_to_place(program, name):
    """By keyboard, into the sidebar and to a place in it."""
    program.go_to(lambda given: given in PLACES)
    desktop.keys('Home')
    program.go_to(name, 'Down')
    program.find('label', name)


def open_record(program, place, title):
    """By keyboard: a place, and a record in its list."""
    go_to_place(program, place)
    program.go_to(lambda given: (given or '').startswith('New '))
    desktop.keys('Tab')
    program.go_to(begins(title), 'Down')
    desktop.keys('Return')
    program.find('button', 'Back')


def begin_new(program, place, what, first):
    """By keyboard: a place, and a new record in it."""
    go_to_place(program, place)
    program.activate(what)
    program.wait_focus(first)


def is_choice(thing, text):
    return thing is not None and thing.get_role_name() == 'list item' and any(
        part.get_name() == text for part in desktop.walk(thing))


def choose(program, field, text):
    """By keyboard: one of what a field offers; where there is a search, with it."""
    program.go_to(field)
    desktop.keys('space')
    opened = desktop.until(lambda: next((found for found in [program.focused()] if found is not None
                                         and found.get_role_name() in ('list item', 'entry')), None), 'the choices')
    if opened.get_role_name() == 'entry':
        desktop.write(text)
        desktop.keys('Down')
    for _ in range(20):
        if is_choice(program.focused(), text):
            break
        desktop.keys('Down')
    desktop.until(lambda: is_choice(program.focused(), text), f'the focus on {text!r}')
    desktop.keys('Return')
    program.wait_focus(field)


def rewrite(text):
    desktop.keys('ctrl+a')
    desktop.write(text)


def save(program, title):
    desktop.keys('ctrl+s')
    program.says(f'“{title}” saved')


def switch(program, name, on):
    """Presses a switch that has the focus. It is at its new place when it has got there."""
    desktop.keys('space')
    desktop.until(lambda: any(thing.get_role_name() == 'check box' and thing.get_name() == name
                              and ('checked' in desktop.states(thing)) == on for thing in desktop.walk(program.root)),
                  f'"{name}" to be switched')


def in_dialog(thing):
    while thing is not None:
        if thing.get_role_name() in ('dialog', 'alert'):
            return True
        thing = thing.get_parent()
    return False


def answer(program, name):
    """Presses a button of a question."""
    button = program.find('button', name, in_dialog)
    desktop.until(lambda: desktop.Atspi.Action.do_action(button, 0), f'{name!r} to be answered')


def may_save(program):
    return bool(program.all('button', 'Save', lambda thing: 'sensitive' in desktop.states(thing)))
