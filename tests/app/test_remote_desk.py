#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk on a server: connecting to it, working on it, and what the window says while it cannot be reached."""
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import tap  # noqa: E402
import tls_relay  # noqa: E402

from remote_desk import ask_for, connect, fill_in, give_password, PASSWORD, Server  # noqa: E402


def test_first_start(case):
    server = Server(case)
    program = desktop.Program()
    case.defer(program.close)
    program.says('Welcome to Deskbell')
    desktop.screenshot(desktop.SHOTS / 'remote-1-welcome.png')
    program.activate('Connect to a Server', 'Down')
    program.says('Whoever keeps the server gives you')
    program.fill('Address', 'http://desk.example.org')
    program.says('Everybody on the way could read along.')
    program.fill('Address', 'desk example')
    program.says('Write the address of a server')
    desktop.screenshot(desktop.SHOTS / 'remote-2-address.png')
    fill_in(program, server.url, 'wrong')
    program.activate('Connect')
    program.says('The name or the password is not right.')
    desktop.screenshot(desktop.SHOTS / 'remote-3-password.png')
    fill_in(program, 'http://127.0.0.1:9')
    program.activate('Connect')
    program.says('cannot be reached')
    fill_in(program, server.url)
    program.activate('Connect')
    program.says('Ring for Chat Requests')
    tap.true(not program.has('check box', 'Serve the Portal on This Computer'), 'the server has the portal')
    program.activate('Start')
    program.says('Nobody Is Waiting')
    program.says('Ann Archer')


def test_the_server_is_away(case):
    """What is written meanwhile arrives once, when it is back."""
    server = Server(case)
    program, dunst = connect(case, server)
    program.says(server.name)
    program.says('There is no keyring to keep your sign-in')
    server.desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    dunst.wait_shown(1)
    desktop.screenshot(desktop.SHOTS / 'remote-4-rings.png')
    dunst.click()
    program.find('frame', 'Zoe Lindqvist')
    program.wait_focus('Message')
    desktop.write('Good morning')
    desktop.keys('Return')
    desktop.until(lambda: server.bodies() == ['Good morning'], 'the answer on the desk')
    said = desktop.Announcements()
    server.stop()
    program.says(f'No connection to {server.name}. Messages are sent when it is back.')
    said.wait(f'No connection to {server.name}.')
    program.says('Offline')
    program.says('No connection. This chat may have gone on meanwhile; what you write is sent later.')
    desktop.write('Written meanwhile')
    desktop.keys('Return')
    program.wait_message('Written meanwhile')
    desktop.screenshot(desktop.SHOTS / 'remote-5-offline.png')
    tap.same(server.bodies(), ['Good morning'], 'what is on the desk meanwhile')
    server.start()
    desktop.until(lambda: server.bodies() == ['Good morning', 'Written meanwhile'], 'the message, once', 60)
    program.says('Connected')
    program.gone('label', f'No connection to {server.name}. Messages are sent when it is back.')
    program.gone('label', 'No connection. This chat may have gone on meanwhile; what you write is sent later.')
    program.gone('label', 'Catching up. This chat may have gone on meanwhile.')
    desktop.screenshot(desktop.SHOTS / 'remote-6-back.png')
    tap.same(server.bodies(), ['Good morning', 'Written meanwhile'], 'the messages')


def test_signing_out_and_in(case):
    server = Server(case)
    program, _ = connect(case, server)
    program.action('desks')
    program.says('Another Desk…')
    desktop.screenshot(desktop.SHOTS / 'remote-7-desks.png')
    desktop.keys('Escape')
    program.gone('button', 'Another Desk…')
    program.action('sign-out')
    program.says('You Are Signed Out')
    desktop.screenshot(desktop.SHOTS / 'remote-8-signed-out.png')
    program.click('Sign In…')
    program.says('The password of “ann”')
    give_password(program, 'wrong')
    program.click('Sign In')
    program.says('The password is not right.')
    desktop.screenshot(desktop.SHOTS / 'remote-9-sign-in.png')
    give_password(program, PASSWORD)
    program.click('Sign In')
    program.says('Nobody Is Waiting')
    program.says('Connected')


def test_signed_out_by_the_server(case):
    """A new password ends the sign-ins: the window asks for it, and nothing that was written goes."""
    server = Server(case)
    program, _ = connect(case, server)
    server.desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    program.action('open-chat', "'r-1001.1'")
    program.wait_focus('Message')
    desktop.write('A draft')
    server.desk.set_password('ann', 'another password')
    program.says('Everything that you have written here is kept.')
    give_password(program, 'another password')
    desktop.screenshot(desktop.SHOTS / 'remote-signed-out-open.png')
    program.click('Sign In')
    program.says('Connected')
    tap.same(desktop.text_of(program.field()), 'A draft', 'the draft')
    tap.same(server.bodies(), [], 'nothing is sent by itself')


class Keyring:
    """A real keyring, unlocked with an empty password, which a line has to tell it."""

    def __init__(self, case):
        self.process = subprocess.Popen(['gnome-keyring-daemon', '--unlock', '--components=secrets', '--foreground'],
                                        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        case.defer(self.close)
        self.process.stdin.write(b'\n')
        self.process.stdin.close()
        desktop.until(lambda: desktop.has_owner('org.freedesktop.secrets'), 'the keyring to be there')

    def close(self):
        self.process.terminate()
        self.process.wait(10)


def test_a_certificate_of_ones_own(case):
    """It is shown, and trusted only by who says so; after that it is the one that is expected."""
    server = Server(case)
    relay = tls_relay.TlsRelay(case, server.port)
    Keyring(case)
    program = desktop.Program(ADW_DEBUG_COLOR_SCHEME='prefer-dark')
    case.defer(program.close)
    ask_for(program, relay.url)
    program.says('Unknown Certificate')
    said = ' '.join(label.get_name() or '' for label in program.all('label'))
    tap.has(said.replace('\n', ':'), relay.fingerprint, 'the fingerprint')
    tap.has(said, 'desk.example.org', 'whom it was issued to')
    desktop.screenshot(desktop.SHOTS / 'remote-certificate.png')
    program.click('Cancel')
    program.gone('label', 'Unknown Certificate')
    tap.true(not program.has('label', 'Ring for Chat Requests'), 'nothing goes on without trust')
    program.activate('Connect')
    program.says('Unknown Certificate')
    program.click('Trust This Certificate')
    program.says('Ring for Chat Requests')
    program.activate('Start')
    program.says('Connected')
    program.close()
    again = desktop.Program(ADW_DEBUG_COLOR_SCHEME='prefer-dark')
    case.defer(again.close)
    again.says('Connected')
    window = subprocess.run(['xdotool', 'getactivewindow'], capture_output=True, text=True).stdout.strip()
    subprocess.run(['xdotool', 'windowsize', '--sync', window, '370', '640'], check=True)
    server.stop()
    again.says('Messages are sent when it is back.')
    desktop.screenshot(desktop.SHOTS / 'remote-narrow.png')
    server.start()
    again.gone('button', 'Try Now')


tap.run('/remote', globals())
