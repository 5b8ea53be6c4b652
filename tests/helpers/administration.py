# SPDX-License-Identifier: GPL-3.0-or-later
"""What administrators do in the main window, by keyboard."""
import subprocess

import desktop
import wait

from desktop import SHOTS

AGENT_PLACES = ['My Chat Requests', 'My Chats', 'Requests']
ADMIN_PLACES = ['Overview', 'Agreements', 'Offerings', 'Services', 'Groups', 'Shifts', 'Rules', 'Calendars', 'People',
                'Desk Settings', 'Check a Request', 'Coverage', 'Findings', 'Activity']
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
        resize(size)
    return program


def window_in_front(title=None):
    """The one that has the keyboard, by its title; waits for that."""
    def find():
        run = subprocess.run(['xdotool', 'getactivewindow', 'getwindowname'], capture_output=True, text=True)
        if run.returncode or title not in (None, run.stdout.strip()):
            return None
        return subprocess.run(['xdotool', 'getactivewindow'], capture_output=True, text=True).stdout.strip()
    return desktop.until(find, f'a window {title or ""} in front')


def resize(size, title=None):
    """Of the window in front."""
    subprocess.run(['xdotool', 'windowsize', '--sync', window_in_front(title), *map(str, size)], check=True)


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


def go_to_choice(program, text):
    """Down a list that is open, to a row of it. A row that goes while it is looked at, as the list is being limited to
    what was written, is looked for again."""
    def is_there():
        found = program.focused()
        return [is_choice(found, text)] if found is not None else None
    for _ in range(30):
        if desktop.until(is_there, 'something to have the focus')[0]:
            return
        desktop.keys('Down')
    raise AssertionError(f'the focus does not get to {text!r}')


def choose(program, field, text):
    """By keyboard: one of what a field offers; where there is a search, with it."""
    program.go_to(field)
    desktop.keys('space')
    opened = desktop.until(lambda: next((found for found in [program.focused()] if found is not None
                                         and found.get_role_name() in ('list item', 'entry')), None), 'the choices')
    if opened.get_role_name() == 'entry':
        desktop.write(text)
        desktop.keys('Down')
    go_to_choice(program, text)
    desktop.keys('Return')
    program.wait_focus(field)


def rewrite(text):
    desktop.keys('ctrl+a')
    desktop.write(text)


def is_effect(name):
    """Whether a text is the question whether what saving does is meant."""
    return name.startswith('Save “') and name.endswith('”?')


def effect(program):
    """Waits for the question whether what saving does is meant. Gives the texts in it."""
    heading = program.find('label', lambda name: is_effect(name or ''), in_dialog)
    dialog = heading
    while dialog.get_role_name() not in ('dialog', 'alert'):
        dialog = dialog.get_parent()
    return [thing.get_name() for thing in desktop.walk(dialog) if thing.get_role_name() == 'label']


def save(program, title):
    """By keyboard; if that does something to chats, it is meant."""
    desktop.keys('ctrl+s')
    done = 'Desk settings saved' if title == 'Desk Settings' else f'“{title}” saved'
    said = desktop.until(lambda: next((name for thing in desktop.walk(program.root) for name in [thing.get_name() or '']
                                       if (done in name or is_effect(name)) and 'showing' in desktop.states(thing)),
                                      None), f'{done!r}, or what that does')
    if is_effect(said):
        answer(program, 'Save')
        program.says(done)


def switch(program, name, on):
    """Presses a switch that has the focus. It is at its new place when it has got there."""
    desktop.keys('space')
    desktop.until(lambda: any(desktop.is_a(thing, 'check box') and thing.get_name() == name
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


def take_picture(program, name):
    """When what moves has come to rest."""
    wait.holds_for(lambda: program.process.poll() is None, 'the program runs', 0.6)
    desktop.screenshot(SHOTS / f"{name}{'-rtl' if program.mirrored else ''}.png")


def compose(program, offering=None, service=None, person=None, priority=None):
    """By keyboard: the page where requests are checked, and one that is not made yet."""
    go_to_place(program, 'Check a Request')
    program.go_to('A Request')
    program.along('Right', 'space')
    for field, wanted in (('Offering', offering), ('Service', service), ('Person', person), ('Priority', priority)):
        if wanted:
            choose(program, field, wanted)


def make_the_basic_set_up(program):
    """From nothing, by keyboard: a service, a group, an agreement with chat, and an offering."""
    begin_new(program, 'Services', 'New Service', 'Name')
    desktop.write('Backups')
    save(program, 'Backups')
    begin_new(program, 'Groups', 'New Group', 'Name')
    desktop.write('Keepers')
    choose(program, 'Owner', 'Ann Archer')
    choose(program, 'Dispatcher', 'Bob Fraser')
    save(program, 'Keepers')
    begin_new(program, 'Agreements', 'New Agreement', 'Title')
    desktop.write('Safe')
    program.go_to('Kind')
    choose(program, 'Kind', 'Support')
    program.go_to('Chat')
    switch(program, 'Chat', True)
    choose(program, 'Status', 'Active')
    choose(program, 'Add Service', 'Backups')
    save(program, 'Safe')
    begin_new(program, 'Offerings', 'New Offering', 'Name')
    desktop.write('Restore my files')
    choose(program, 'Kind', 'Support')
    choose(program, 'Status', 'Active')
    choose(program, 'Default Service', 'Backups')
    choose(program, 'Owner', 'Ingrid MacNeil')
    choose(program, 'Assigned Group', 'Keepers')
    desktop.keys('ctrl+s')
    desktop.until(lambda: 'Offerings That Gain Chat' in effect(program), 'the offering to gain chat')
    desktop.keys('Return')
    program.says('“Restore my files” saved')
