# SPDX-License-Identifier: GPL-3.0-or-later
"""What a window must be like on any desktop: everything told to a screen reader, nothing beyond an edge."""
import subprocess

import desktop

from gi.repository import Atspi

# Whose parts are the toolkit's own, which no program can name: the days of a calendar, the chosen row of a choice.
WHOLE = {'calendar', 'combo box'}

# What only holds others.
HOLDERS = {'scroll pane', 'panel', 'list', 'grouping'}


def enlarge_text(factor):
    """Has programs that start from now on show texts larger, as the settings of a desktop do."""
    resource = f'Xft.dpi: {round(96 * factor)}\n'
    subprocess.run(['xprop', '-root', '-f', 'RESOURCE_MANAGER', '8s', '-set', 'RESOURCE_MANAGER', resource], check=True)


def place_of(thing):
    """Where something is in the window, for people."""
    words = []
    while thing is not None and thing.get_role_name() != 'application' and len(words) < 6:
        words.append(f"{thing.get_role_name()} {thing.get_name() or ''}".strip())
        thing = thing.get_parent()
    return ' in '.join(words)


def is_nameless(thing):
    """Whether a screen reader would have to be silent of what can have the focus, or begins something."""
    role = thing.get_role_name()
    told = role in ('table', 'dialog') or role not in HOLDERS and 'focusable' in desktop.states(thing)
    return told and not (thing.get_name() or '').strip()


def is_beyond(thing, window):
    """Whether something reaches over the left or the right edge of its window."""
    if thing.get_child_count() > 0 or thing.get_role_name() in HOLDERS:
        return False
    there = thing.get_extents(Atspi.CoordType.WINDOW)
    # Of what has no place GTK says nonsense.
    if not 0 < there.width < 100000:
        return False
    return there.x < window.x - 1 or there.x + there.width > window.x + window.width + 1


def look_over(thing, window, more):
    """The faults of something and of what is shown in it."""
    if is_nameless(thing):
        yield f'{place_of(thing)} has no name'
    if is_beyond(thing, window):
        yield f'{place_of(thing)} reaches over the edge'
    yield from more(thing)
    if thing.get_role_name() in WHOLE:
        return
    for index in range(thing.get_child_count()):
        child = thing.get_child_at_index(index)
        if child is not None and desktop.is_shown(child):
            yield from look_over(child, window, more)


def faults(program, more=lambda thing: ()):
    """What is wrong in the windows of a program; more: gives what else is wrong with a thing."""
    windows = [program.root.get_child_at_index(index) for index in range(program.root.get_child_count())]
    return [fault for window in windows if window is not None and desktop.is_shown(window)
            for fault in look_over(window, window.get_extents(Atspi.CoordType.WINDOW), more)]


def check(program, where, more=lambda thing: ()):
    """Waits until nothing is wrong: some of it follows when the desk has answered."""
    try:
        desktop.until(lambda: not faults(program, more), 'no faults', 3)
    except AssertionError:
        found = '\n'.join(faults(program, more))
        raise AssertionError(f'{where}:\n{found}') from None
