#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The switch that serves the portal in the program: it serves, says when it cannot, and stops."""
import pathlib
import socket
import sys
import urllib.error
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import tap  # noqa: E402

from gi.repository import Atspi  # noqa: E402

SWITCH = 'Serve the Portal on This Computer'


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def taken_port(case):
    other = socket.socket()
    case.defer(other.close)
    other.bind(('127.0.0.1', 0))
    other.listen()
    return other, other.getsockname()[1]


def status(port):
    """What the portal answers to a browser; None if nobody listens there."""
    try:
        return urllib.request.urlopen(f'http://127.0.0.1:{port}/', timeout=10).status
    except (urllib.error.URLError, ConnectionError):
        return None


def serves(port):
    desktop.until(lambda: status(port) == 200, f'the portal on port {port}')


def start(case):
    """A program with its preferences open, and the portal off."""
    desk = desktop.Desk(case.folder)
    program = desktop.Program('--desk', desk.path, '--person', 'ann')
    case.defer(program.close)
    program.says('Ring This Computer?')
    program.click('Do Not Ring')
    program.gone('label', 'Ring This Computer?')
    program.action('preferences')
    if is_on(program):
        toggle(program)
    return desk, program


def is_on(program):
    return 'checked' in desktop.states(program.find('check box', SWITCH))


def toggle(program):
    """Switches it by keyboard; the focus need not go round the whole dialog for it."""
    before = is_on(program)
    desktop.keys('alt+p')
    desktop.until(lambda: is_on(program) != before, 'the switch to move')


def set_port(program, port):
    field = program.find('spin button', 'Port')
    Atspi.Value.set_current_value(field, port)
    desktop.until(lambda: Atspi.Value.get_current_value(field) == port, f'port {port} in the field')


def test_on_and_off(case):
    _, program = start(case)
    port = free_port()
    set_port(program, port)
    tap.same(status(port), None, 'what is served before it is switched on')
    toggle(program)
    serves(port)
    program.says(f'http://127.0.0.1:{port}/')
    desktop.screenshot(desktop.SHOTS / 'portal-on.png')
    toggle(program)
    desktop.until(lambda: status(port) is None, 'nothing served any more')
    program.gone('label', f'http://127.0.0.1:{port}/')


def test_taken(case):
    _, program = start(case)
    other, port = taken_port(case)
    set_port(program, port)
    said = desktop.Announcements()
    toggle(program)
    program.says(f'Not served: another program has port {port}. Choose another port below.')
    said.wait(f'another program has port {port}')
    desktop.screenshot(desktop.SHOTS / 'portal-taken.png')
    better = free_port()
    program.go_to('Port')
    desktop.keys('Return', 'ctrl+a')
    desktop.write(str(better))
    desktop.keys('Return')
    serves(better)
    program.says(f'http://127.0.0.1:{better}/')
    set_port(program, port)
    program.says(f'another program has port {port}')
    desktop.until(lambda: status(better) is None, 'the former port free again')
    other.close()
    toggle(program)
    toggle(program)
    serves(port)


def test_it_goes_on_without_a_window(case):
    desk, program = start(case)
    port = free_port()
    set_port(program, port)
    toggle(program)
    serves(port)
    desktop.keys('Escape')
    program.gone('check box', SWITCH)
    desktop.keys('alt+F4')
    desktop.until(lambda: not desktop.windows('deskbell'), 'no window')
    tap.same(status(port), 200, 'what is served without a window')
    program.close()
    tap.same(status(port), None, 'what is served after the end')
    again = desktop.Program('--desk', desk.path, '--person', 'ann', '--background', window=False)
    case.defer(again.close)
    serves(port)


def test_taken_at_the_start(case):
    """Everything else goes on, and whoever wants the portal is told why it is not there."""
    desk, program = start(case)
    port = free_port()
    set_port(program, port)
    toggle(program)
    serves(port)
    program.close()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(('127.0.0.1', port))
        other.listen()
        program = desktop.Program('--desk', desk.path, '--person', 'ann')
        case.defer(program.close)
        program.says('Nobody Is Waiting')
        program.click('Open the Service Portal')
        program.says(f'Not served: another program has port {port}.')


tap.run('/portal-setting', globals())
