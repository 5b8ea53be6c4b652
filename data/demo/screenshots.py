#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""screenshots.py FOLDER: pictures of the program for README.md and for software centres.

Runs under tests/env/gui.sh. One picture a window, without what is around it."""
import pathlib
import subprocess
import sys

import administration
import desktop
import tap


def take(path):
    """The window in front, with as few colours as one sees."""
    window = subprocess.run(['xdotool', 'getactivewindow'], check=True, capture_output=True, text=True).stdout.strip()
    subprocess.run(['import', '-window', window, path], check=True)
    subprocess.run(['mogrify', '-strip', '-dither', 'None', '-colors', '256', path], check=True)
    print(path, flush=True)


def show_chat(program, desk, folder):
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    program.action('open-chat', "'r-1001.1'")
    program.wait_focus('Message')
    for person, text in (('zoe', 'Good morning! Everything I send to the whole office comes back.'),
                         ('ann', 'Good morning Zoe. I see it in the queue: the new gateway does not know you yet.'),
                         ('ann', 'I have added you. Could you try once more?'),
                         ('zoe', 'It went out. Thank you, just in time for ten o’clock!')):
        desk.ctl('chat', 'send', 'r-1001', '--as', person, text)
        program.wait_message(text)
    take(folder / 'chat.png')


def show_places(program, folder):
    administration.open_record(program, 'Calendars', 'Office')
    take(folder / 'calendar.png')
    desktop.keys('Escape')
    administration.go_to_place(program, 'Coverage')
    program.go_to('Search Coverage')
    desktop.write('mailbox')
    program.go_to(administration.begins('Help with my mailbox'), 'Down')
    desktop.keys('Return')
    program.says('Ann Archer')
    take(folder / 'check.png')


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    case = tap.Case('screenshots')
    try:
        desk, program = administration.start(case, size=(1100, 780))
        show_places(program, folder)
        show_chat(program, desk, folder)
    finally:
        case.close()


main()
