#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The administration in the main window: records made, checked, saved, deleted, and who may do so."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import tap  # noqa: E402

from administration import (  # noqa: E402
    ADMIN_PLACES, answer, begin_new, begins, choose, go_to_place, may_save, open_desk, open_record, record, rewrite, save,
    start, switch, take_picture)
from desktop import SHOTS  # noqa: E402

def test_a_service_with_chat(case):
    """From nothing to an offering with chat, by keyboard alone."""
    desk, program = start(case)
    begin_new(program, 'Services', 'New Service', 'Name')
    program.says('Not right yet: Name, Identifier')
    desktop.write('Backups')
    desktop.until(lambda: desktop.text_of(program.field('Identifier')) == 'backups', 'an identifier to be suggested')
    save(program, 'Backups')
    tap.same(record(desk, 'services', 'backups'), {'id': 'backups', 'name': 'Backups', 'active': True}, 'the service')

    begin_new(program, 'Offerings', 'New Offering', 'Name')
    desktop.write('Restore my files')
    choose(program, 'Status', 'Active')
    choose(program, 'Default Service', 'Backups')
    save(program, 'Restore my files')
    found = record(desk, 'offerings', 'restore-my-files')
    tap.same((found['status'], found['default_service']), ('active', 'backups'), 'the offering')

    begin_new(program, 'Agreements', 'New Agreement', 'Title')
    desktop.write('Backups with chat')
    program.go_to('Chat')
    desktop.keys('space')
    choose(program, 'Status', 'Active')
    choose(program, 'Add Service', 'Backups')
    program.find('button', 'Remove Backups')
    desktop.screenshot(SHOTS / 'admin-new-agreement.png')
    save(program, 'Backups with chat')
    found = record(desk, 'agreements', 'backups-with-chat')
    tap.same((found['chat'], found['status'], found['services']), (True, 'active', ['backups']), 'the agreement')
    decision = desk.json('check', '--offering', 'restore-my-files', '--requested-by', 'beatriz')
    tap.same((decision['available'], decision['agreement']), (True, 'backups-with-chat'), 'chat on the offering')


def test_what_is_wrong_is_said(case):
    """In words, beside the field, while one types; it cannot be saved, and nothing written is lost."""
    desk, program = start(case)
    before = record(desk, 'agreements', 'gold')
    open_record(program, 'Agreements', 'Gold')
    program.go_to('Valid Until')
    rewrite('soon')
    program.says('A date, such as 2026-11-24.')
    program.says('Not right yet: Valid Until')
    tap.true(not may_save(program), 'what is wrong cannot be saved')
    desktop.keys('ctrl+s')
    desktop.screenshot(SHOTS / 'admin-wrong.png')
    rewrite('2025-01-01')
    program.says('This must not be before Valid From.')
    tap.true(not may_save(program), 'nor what does not go together')
    tap.same(record(desk, 'agreements', 'gold'), before, 'the desk meanwhile')
    rewrite('2027-12-31')
    program.says('Changes are not saved yet')
    save(program, 'Gold support, round the clock')
    tap.same(record(desk, 'agreements', 'gold'), {**before, 'valid_until': '2027-12-31'}, 'the agreement')
    program.click('Undo')
    desktop.until(lambda: record(desk, 'agreements', 'gold') == before, 'the change to be undone')
    desktop.until(lambda: desktop.text_of(program.field('Valid Until')) == '', 'the page to follow')
    program.find('text', 'Title')
    desktop.keys('Escape')
    program.find('entry', 'Search Agreements')


def test_another_editor(case):
    """A page without changes follows the desk; one with changes says so, and loses nothing."""
    desk, program = start(case)
    gold = record(desk, 'agreements', 'gold')
    open_record(program, 'Agreements', 'Gold')
    desk.change(agreements=[{**gold, 'title': 'Gold, renamed'}])
    desktop.until(lambda: desktop.text_of(program.field('Title')) == 'Gold, renamed', 'the page to follow')
    rewrite('Gold, mine')
    desk.change(agreements=[{**gold, 'title': 'Gold, theirs', 'owner': 'goran'}])
    program.says('Somebody else has changed this meanwhile.')
    tap.same(desktop.text_of(program.field('Title')), 'Gold, mine', 'what was written')
    tap.true(not may_save(program), 'saved over what was not seen')
    program.click('Show…')
    program.says('Changed Meanwhile')
    program.find('label', 'Gold, theirs')
    program.find('label', 'Gold, mine')
    desktop.screenshot(SHOTS / 'admin-both.png')
    answer(program, 'Keep Mine')
    program.says('“Gold, mine” saved')
    found = record(desk, 'agreements', 'gold')
    tap.same((found['title'], found['owner']), ('Gold, mine', 'goran'), 'the agreement')
    program.gone('label', 'Somebody else has changed this meanwhile.')
    program.go_to('Title')
    rewrite('Gold, mine again')
    desk.change(agreements=[{**gold, 'title': 'Gold, theirs again'}])
    program.says('Somebody else has changed this meanwhile.')
    program.click('Show…')
    answer(program, 'Use Theirs')
    desktop.until(lambda: desktop.text_of(program.field('Title')) == 'Gold, theirs again', 'theirs in the page')
    tap.same(record(desk, 'agreements', 'gold')['title'], 'Gold, theirs again', 'the title')


def test_deleting(case):
    """What is used stays, and the window names by what; what was deleted can be had back."""
    desk, program = start(case)
    desk.change(services=[{'id': 'fax', 'name': 'Fax'}])
    open_record(program, 'Services', 'E-mail and calendar')
    program.activate('Delete…')
    program.says('Delete “E-mail and calendar”?')
    answer(program, 'Delete')
    program.says('Not deleted, as it is used: Agreement “')
    program.says('Make it inactive instead.')
    desktop.screenshot(SHOTS / 'admin-used.png')
    tap.true(record(desk, 'services', 'email') is not None, 'it is still there')
    desktop.keys('Escape')
    program.find('entry', 'Search Services')
    open_record(program, 'Services', 'Fax')
    program.activate('Delete…')
    program.says('Delete “Fax”?')
    answer(program, 'Delete')
    program.says('“Fax” deleted')
    program.find('entry', 'Search Services')
    tap.same(record(desk, 'services', 'fax'), None, 'the service')
    program.click('Undo')
    desktop.until(lambda: record(desk, 'services', 'fax') is not None, 'it to be back')
    program.find('label', 'Fax')


def test_leaving_with_changes(case):
    desk, program = start(case)
    open_record(program, 'Services', 'E-mail and calendar')
    program.wait_focus('Name')
    rewrite('Mail')
    program.says('Changes are not saved yet')
    desktop.keys('Escape')
    program.says('Save Changes?')
    desktop.screenshot(SHOTS / 'admin-leave.png')
    answer(program, 'Keep Editing')
    program.gone('label', 'Save Changes?')
    tap.same(desktop.text_of(program.field('Name')), 'Mail', 'what was written')
    program.action('show-place', "'pending'")
    program.says('Save Changes?')
    answer(program, 'Save')
    program.says('Nobody Is Waiting')
    desktop.until(lambda: record(desk, 'services', 'email')['name'] == 'Mail', 'it to be saved')
    open_record(program, 'Services', 'Mail')
    program.wait_focus('Name')
    rewrite('Post')
    program.says('Changes are not saved yet')
    desktop.keys('alt+Left')
    program.says('Save Changes?')
    answer(program, 'Discard')
    program.find('entry', 'Search Services')
    tap.same(record(desk, 'services', 'email')['name'], 'Mail', 'what was discarded')


def test_a_chat_administrator(case):
    """They switch chat, and see the rest."""
    desk = desktop.Desk(case.folder)
    desk.change(people=[{**record(desk, 'people', 'cyd'), 'roles': ['agent', 'chat_admin']}])
    program = open_desk(case, desk, 'cyd')
    go_to_place(program, 'Agreements')
    tap.true(not program.has('button', 'New Agreement'), 'nothing new')
    program.go_to(begins('Bronze'), 'Tab')
    desktop.keys('Return')
    program.find('button', 'Back')
    tap.true(not program.has('text', 'Title'), 'the title can only be read')
    tap.true(not program.has('button', 'Delete…'), 'nothing to delete with')
    program.go_to('Chat')
    switch(program, 'Chat', True)
    save(program, 'Bronze support, run from Halifax')
    tap.same(record(desk, 'agreements', 'bronze')['chat'], True, 'chat')
    desktop.keys('Escape')
    program.gone('button', 'Back')
    go_to_place(program, 'Desk Settings')
    program.go_to('Live Chat')
    switch(program, 'Live Chat', False)
    save(program, 'Desk Settings')
    tap.same(desk.json('export')['settings']['live_chat'], False, 'live chat')


def test_becoming_an_administrator(case):
    """Agents see nothing of it; whoever is made an administrator meanwhile sees it at once."""
    desk, program = start(case, 'bob')
    program.find('list item', 'Requests')
    for place in ADMIN_PLACES:
        tap.true(not program.has('list item', place), f'an agent does not see {place}')
    desk.change(people=[{**record(desk, 'people', 'bob'), 'roles': ['agent', 'admin']}])
    program.find('list item', 'Agreements')
    desk.change(people=[{**record(desk, 'people', 'bob'), 'roles': ['agent']}])
    program.gone('list item', 'Agreements')


def test_lists(case):
    """They search, say what to do next, and change by themselves."""
    desk, program = start(case)
    go_to_place(program, 'Services')
    program.go_to(lambda given: given == 'New Service')
    program.go_to('Search Services', 'shift+Tab')
    desktop.write('mail')
    program.gone('label', 'Network, Wi-Fi and VPN')
    program.find('label', 'E-mail and calendar')
    rewrite('nothing of the kind')
    program.says('Nothing Found')
    rewrite('fax')
    desk.change(services=[{'id': 'fax', 'name': 'Fax'}])
    program.find('label', 'Fax')


def test_looks(case):
    """Pictures, for whoever looks at them: dark, and as narrow as it goes."""
    for name, size, more in (('light', None, {}), ('dark', None, {'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'}),
                             ('narrow', (370, 640), {})):
        folder = case.folder / name
        folder.mkdir()
        program = open_desk(case, desktop.Desk(folder), size=size, **more)
        program.action('show-place', "'settings'")
        program.says('Live Chat')
        take_picture(program, f'admin-{name}-settings')
        for place in ('people', 'shifts', 'agreements'):
            program.action('show-place', f"'{place}'")
            program.find('entry', f'Search {place.capitalize()}')
            take_picture(program, f'admin-{name}-{place}')
        program.go_to(begins('Bronze'))
        program.go_to(begins('Gold'), 'Down')
        desktop.keys('Return')
        program.wait_focus('Title')
        take_picture(program, f'admin-{name}-form')
        desktop.keys('shift+Tab', 'shift+Tab')
        program.go_to('Delete…')
        take_picture(program, f'admin-{name}-form-end')
        program.close()


tap.run('/administration', globals())
