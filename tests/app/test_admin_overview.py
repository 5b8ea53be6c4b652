#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the desk does, who changed what, and whole documents in and out: by keyboard, in the main window."""
import csv
import datetime
import json
import pathlib
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import elsewhere  # noqa: E402
import tap  # noqa: E402

from administration import (  # noqa: E402
    answer, begins, go_to_choice, go_to_place, in_dialog, open_desk, open_record, record, resize, rewrite, save, start,
    take_picture)

DEMO = desktop.TOP / 'data' / 'demo' / 'desk.json'
TODAY = datetime.date.today().isoformat()


def rows(path):
    """A file as a spreadsheet reads it."""
    with open(path, encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file))


def new_folder():
    """A folder for files, away from the desk: where the chooser has looked, GLib forgets whom else it has to tell of
    what is written there, and what others change of the desk comes late."""
    return pathlib.Path(tempfile.mkdtemp(prefix='files-', dir=desktop.GUI))


def save_file(program, path):
    """In the chooser, which has the caret in the name."""
    program.wait_focus('Name:')
    rewrite(str(path))
    desktop.keys('Return')
    program.says(f'Saved as “{path.name}”')


def open_file(program, path):
    """In the chooser, by its path."""
    program.find('button', 'Open')
    desktop.keys('ctrl+l')
    entry = desktop.until(lambda: next((found for found in [program.focused()] if found is not None
                                        and found.get_role_name() == 'text'), None), 'the path')
    # Typed, it would be completed while it is typed.
    desktop.Atspi.EditableText.set_text_contents(entry, str(path))
    desktop.until(lambda: desktop.text_of(entry) == str(path), 'the path to be there')

    def is_taken():
        """The chooser looks for the file by itself, and takes no key until it has found it."""
        desktop.keys('Return')
        try:
            return desktop.until(lambda: not program.all('button', 'Open'), 'the chooser to be gone', 2)
        except AssertionError:
            return False
    desktop.until(is_taken, 'the file to be taken')


def open_menu(program):
    """The main one, by keyboard. Its items have no names here; gives how many there are."""
    desktop.keys('F10')
    program.find('menu item')
    return len(program.all('menu item'))


def choose_in_menu(program, name):
    """By the letter that is underlined."""
    open_menu(program)
    desktop.keys(name[0].lower())


def pick(program, shown, wanted):
    """Something else in a filter."""
    program.go_to(shown)
    desktop.keys('space')
    focus = desktop.until(lambda: next((found for found in [program.focused()] if found is not None
                                        and found.get_role_name() in ('list item', 'entry', 'text')), None), 'the choices')
    if focus.get_role_name() == 'list item':
        desktop.keys('Home')
    else:
        desktop.write(wanted)
        desktop.keys('Down')
    go_to_choice(program, wanted)
    desktop.keys('Return')
    program.wait_focus(wanted)


def chat(desk, request, person, answered=True):
    desk.ctl('chat', 'ask', request, '--as', person)
    if answered:
        desk.ctl('chat', 'send', request, '--as', 'bob', 'Hello')


def read_numbers(desk, program):
    """Drawn, told, as a table, as a file, and by themselves."""
    chat(desk, 'r-1001', 'zoe')
    desktop.put_pointer_away()
    go_to_place(program, 'Overview')
    program.says('1 asked for, 1 answered, 0 left')
    said = desktop.Announcements()
    program.go_to('Chats by Day')
    said.wait('Answered: 1')
    program.along('Left')
    said.wait('Answered: 0')
    take_picture(program, 'overview-numbers')
    program.go_to('Charts', 'shift+Tab')
    program.along('Right', 'space')
    program.says('Asked: 1, Answered: 1, Left: 0')
    program.go_to('Save as CSV…')
    desktop.keys('Return')
    file = new_folder() / 'days.csv'
    save_file(program, file)
    found = rows(file)
    tap.same(len(found), 7, 'the days')
    tap.same({name: found[-1][name] for name in ('day', 'asked', 'answered', 'left')},
             {'day': TODAY, 'asked': '1', 'answered': '1', 'left': '0'}, 'today')
    tap.same([found[0]['asked'], found[0]['median_seconds']], ['0', ''], 'a day without chats')
    request = next(found for found in desk.json('export')['requests'] if found['phase'] == 'open' and found['id'] != 'r-1001'
                   and desk.run('chat', 'ask', found['id'], '--as', found['requested_by']).returncode == 0)
    program.says('Asked: 2, Answered: 1')
    program.go_to('By Day', 'shift+Tab')
    program.along('Right', 'space')
    group = next(found['name'] for found in desk.json('export')['groups'] if found['id'] == request['assigned_group'])
    program.says(f'{group} – Asked: ')


def test_numbers(case):
    read_numbers(*start(case))


def go_back_to_a_version(desk, program):
    """Found again, exported, and restored, from the place and from a record."""
    before = record(desk, 'agreements', 'gold')
    desk.change(agreements=[{**before, 'title': 'Gold, "renamed"', 'chat': False}])
    go_to_place(program, 'Activity')
    program.says('Agreement “Gold, "renamed"” changed')
    program.says(f'Title: {before["title"]} → Gold, "renamed"')
    program.says('Chat: On → Off')
    pick(program, 'All Types', 'Agreements')
    pick(program, 'All Records', 'Gold, "renamed"')
    program.gone('label', begins('Offering “'))
    program.go_to('Save as CSV…')
    desktop.keys('Return')
    file = new_folder() / 'activity.csv'
    save_file(program, file)
    found = [row for row in rows(file) if row['kind'] == 'updated']
    tap.same([(row['type'], row['id'], row['field'], row['before'], row['after']) for row in found],
             [('agreement', 'gold', 'title', before['title'], 'Gold, "renamed"'), ('agreement', 'gold', 'chat', 'On', 'Off')],
             'what was changed')
    program.go_to(begins('Agreement “Gold, "renamed"” changed'))
    desktop.keys('Return')
    program.find('label', 'Before')
    answer(program, 'Restore What Was Before…')
    program.says('Changes are not saved yet')
    tap.same(desktop.text_of(program.field('Title')), before['title'], 'the title that is proposed')
    save(program, before['title'])
    tap.same(record(desk, 'agreements', 'gold'), before, 'the agreement')
    desktop.keys('Escape')
    program.gone('button', 'Back')
    open_record(program, 'Services', 'E-mail and calendar')
    program.activate('History')
    program.says('Service “E-mail and calendar” made')
    program.gone('label', begins('Agreement “'))
    pick(program, 'Services', 'All Types')
    pick(program, 'Anybody', 'Ann Archer')
    program.gone('label', begins('Service “'))
    program.says(f'Agreement “{before["title"]}” changed')


def test_activity(case):
    go_back_to_a_version(*start(case))


def test_import(case):
    """What it would do is shown first; what is wrong is said, and nothing is imported then."""
    desk, program = start(case)
    folder = new_folder()
    good, bad, none = folder / 'good.json', folder / 'bad.json', folder / 'none.json'
    email = record(desk, 'services', 'email')
    good.write_text(json.dumps({'format': 'deskbell/1', 'services': [{'id': 'fax', 'name': 'Fax'}, email]}))
    bad.write_text(json.dumps({'format': 'deskbell/1', 'services': [{'id': 'telex', 'name': 'Telex'}],
                               'people': [{'id': 'max', 'name': 5}]}))
    none.write_text('{"format": ')
    choose_in_menu(program, 'Import')
    open_file(program, bad)
    program.says('“bad.json” Was Not Imported')
    program.says('People › “max” › Name: expected')
    take_picture(program, 'import-bad')
    answer(program, 'Close')
    program.gone('label', '“bad.json” Was Not Imported')
    choose_in_menu(program, 'Import')
    open_file(program, none)
    program.says('“none.json” Was Not Imported')
    program.says('not JSON: line 1')
    answer(program, 'Close')
    program.gone('label', '“none.json” Was Not Imported')
    tap.same(record(desk, 'services', 'telex'), None, 'a service of a bad document')
    choose_in_menu(program, 'Import')
    open_file(program, good)
    program.says('Import “good.json”?')
    table = [label.get_name() for label in program.all('label', where=in_dialog)]
    tap.same(table[table.index('Type'):][:8], ['Type', 'New', 'Changed', 'Unchanged', 'Services', '1', '0', '1'], 'the summary')
    tap.same(record(desk, 'services', 'fax'), None, 'the service while it is asked')
    take_picture(program, 'import-good')
    desktop.keys('Return')
    program.says('Imported: 1 new, 0 changed')
    tap.same(record(desk, 'services', 'fax')['name'], 'Fax', 'the service')


def test_export(case):
    """The whole desk, which is what the command line gives."""
    desk, program = start(case)
    choose_in_menu(program, 'Export')
    file = new_folder() / 'whole.json'
    save_file(program, file)
    tap.same(json.loads(file.read_text(encoding='utf-8')), desk.json('export'), 'the document')


def test_not_for_agents(case):
    """They do not see the two items, and the window does not have what they do."""
    counts = []
    for person in ('ann', 'bob'):
        folder = case.folder / person
        folder.mkdir()
        program = open_desk(case, desktop.Desk(folder), person)
        counts.append(open_menu(program))
        desktop.keys('i')
        if person == 'ann':
            program.find('button', 'Open')
        else:
            tap.true(not program.has('button', 'Open'), 'nothing is imported')
        program.close()
    tap.same(counts[0] - counts[1], 2, 'the items that agents do not see')


def desk_with_past(folder, days=12):
    """The example desk, with chats in the last days."""
    now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    desk = desktop.Desk.__new__(desktop.Desk)
    desk.path = pathlib.Path(folder) / 'desk.db'

    def ctl(minutes, *arguments):
        return desk.run('--now', (now - datetime.timedelta(minutes=minutes)).isoformat(), *arguments)
    ctl((days + 1) * 1440, 'import', DEMO)
    for day in range(days, -1, -1):
        minutes = day * 1440 + 30
        ctl(minutes, 'chat', 'ask', 'r-1001', '--as', 'zoe')
        if day % 4 == 1:
            ctl(minutes - 1, 'chat', 'end', 'r-1001', '--as', 'zoe', '--reason', 'other')
        elif day > 0:
            ctl(minutes - 1 - day * 5 % 17, 'chat', 'send', 'r-1001', '--as', 'bob', 'Hello')
            ctl(minutes - 25, 'chat', 'end', 'r-1001', '--as', 'bob', '--reason', 'solved')
    gold = record(desk, 'agreements', 'gold')
    desk.change(agreements=[{**gold, 'title': 'Gold for everybody', 'chat': False}])
    desk.change(agreements=[gold])
    return desk


def look_at_a_day(desk, program):
    """Of what was done on two days one sees what was done on one of them, and then all again."""
    phones = record(desk, 'services', 'telephony')
    yesterday = datetime.datetime.now().astimezone() - datetime.timedelta(days=1)
    file = new_folder() / 'yesterday.json'
    file.write_text(json.dumps({'format': 'deskbell/1', 'services': [{**phones, 'name': 'Old phones'}]}))
    desk.ctl('--now', yesterday.isoformat(timespec='seconds'), 'import', file)
    desk.change(services=[{**phones, 'name': 'New phones'}])
    go_to_place(program, 'Activity')
    program.says('Name: Old phones → New phones')
    program.says(f'Name: {phones["name"]} → Old phones')
    heard = desktop.Announcements()
    program.activate('Any Day')
    program.wait_focus('Day')
    program.along('Left')
    heard.wait('Yesterday')
    take_picture(program, 'activity-day')
    program.activate('This Day')
    program.gone('label', 'Name: Old phones → New phones')
    program.says(f'Name: {phones["name"]} → Old phones')
    program.wait_focus('Yesterday')
    desktop.keys('Return')
    program.wait_focus('Day')
    day_before = f'{yesterday - datetime.timedelta(days=1):%A}'
    program.along('Left')
    heard.wait(day_before)
    program.activate('This Day')
    program.says('No Changes')
    program.wait_focus(day_before)
    desktop.keys('Return')
    program.activate('Any Day')
    program.says('Name: Old phones → New phones')
    program.says(f'Name: {phones["name"]} → Old phones')
    for name in ('Phones', 'Telephones', phones['name']):
        desk.change(services=[{**phones, 'name': name}])
        program.says(f' → {name}')


def test_changes_of_a_day(case):
    look_at_a_day(*start(case))


def bring_back_what_was_deleted(desk, program):
    """A record is proposed as it was when somebody deleted it, and is made again under its id."""
    before = {'id': 'tin', 'title': 'Tin plate', 'kind': 'support', 'owner': 'ingrid', 'chat': True, 'status': 'active',
              'valid_from': None, 'valid_until': '2999-12-31', 'services': ['email'], 'calendar': 'halifax',
              'only_in_hours': False, 'targets': [{'kind': 'resolution', 'warn_percent': 70, 'minutes': {'high': 90}}]}
    desk.change(agreements=[before])
    open_record(program, 'Agreements', 'Tin plate')
    program.activate('Delete…')
    program.says('Delete “Tin plate”?')
    answer(program, 'Delete')
    program.says('“Tin plate” deleted')
    tap.same(record(desk, 'agreements', 'tin'), None, 'the agreement that is deleted')
    go_to_place(program, 'Activity')
    program.go_to(begins('Agreement “Tin plate” deleted'))
    desktop.keys('Return')
    program.find('label', 'Before')
    take_picture(program, 'activity-deleted')
    answer(program, 'Restore What Was Before…')
    program.says('Changes are not saved yet')
    tap.same(record(desk, 'agreements', 'tin'), None, 'the agreement while it is proposed')
    take_picture(program, 'activity-proposed')
    save(program, 'Tin plate')
    tap.same(record(desk, 'agreements', 'tin'), before, 'the agreement that is back')


def test_a_deleted_record(case):
    bring_back_what_was_deleted(*start(case))


def test_elsewhere(case):
    elsewhere.do_each(case, [read_numbers, go_back_to_a_version])


def test_a_day_elsewhere(case):
    elsewhere.do_each(case, [look_at_a_day])


def test_looks(case):
    """Pictures, for whoever looks at them."""
    past = desk_with_past(case.folder)
    for name, size, more in (('light', (1000, 900), {}), ('dark', (1000, 900), {'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'}),
                             ('contrast', (1000, 900), {'ADW_DEBUG_HIGH_CONTRAST': '1'}), ('narrow', (370, 640), {})):
        folder = case.folder / name
        folder.mkdir()
        desk = desktop.Desk.__new__(desktop.Desk)
        desk.path = folder / 'desk.db'
        shutil.copy(past.path, desk.path)
        program = desktop.Program('--desk', desk.path, '--person', 'ann', **more)
        case.defer(program.close)
        # It is one desk to the program, which asks once.
        if name == 'light':
            program.click('Do Not Ring')
        program.says('This computer does not ring')
        resize(size)
        program.action('show-place', "'overview'")
        program.go_to('Chats by Day')
        take_picture(program, f'overview-{name}')
        program.go_to('Service Level Targets')
        take_picture(program, f'overview-{name}-end')
        program.go_to('Charts', 'shift+Tab')
        desktop.keys('Right', 'space')
        program.says('Asked: 1, Answered: 1')
        take_picture(program, f'overview-{name}-table')
        program.action('show-place', "'activity'")
        program.go_to(begins('Agreement “'))
        take_picture(program, f'activity-{name}')
        desktop.keys('Return')
        program.find('label', 'Before')
        take_picture(program, f'activity-{name}-change')
        program.close()


tap.run('/admin-overview', globals())
