# SPDX-License-Identifier: GPL-3.0-or-later
"""The same tasks as on a desk of this computer, from left to right: on a desk elsewhere, and from right to left."""
import arabic
import desktop
import remote_desk
import tap

from administration import begins, go_to_place
from gi.repository import Atspi


def left_edge(thing):
    return thing.get_extents(Atspi.CoordType.WINDOW).x


def start(case, desk=None):
    """A server with the example desk, or another one, and a program that is connected to it and runs from right to left.
    Gives both, the program with the focus in the list of a place."""
    server = remote_desk.Server(case, desk)
    program, _ = remote_desk.connect(case, server, **arabic.environment(case.folder))
    program.mirrored = True
    arabic.write_days(case)
    go_to_place(program, 'Services')
    tap.true(left_edge(program.find('list item', 'Services')) > left_edge(program.find('entry', 'Search Services')),
             'the places are right of what they show')
    return server.desk, program


def do_each(case, tasks, desk=None):
    """One task after the other, each a function of the desk and the program."""
    desk, program = start(case, desk)
    for task in tasks:
        case.note(task.__name__)
        task(desk, program)
        if program.has('button', 'Back'):
            desktop.keys('Escape')
            program.gone('button', 'Back')
