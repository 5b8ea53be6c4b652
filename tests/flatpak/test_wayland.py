#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak on a Wayland desktop, without any X server that it could reach."""
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import tap  # noqa: E402

import sandboxed  # noqa: E402

WITHOUT_X = {'DISPLAY': None, 'GDK_BACKEND': None, 'XDG_SESSION_TYPE': 'wayland', 'WAYLAND_DISPLAY': 'wayland-test'}


def start_weston(case):
    log = desktop.GUI / 'weston.log'
    weston = subprocess.Popen(['weston', '--backend=headless', '--renderer=pixman', '--socket=wayland-test', '--debug', '--idle-time=0',
                               '--width=1280', '--height=1024', f'--log={log}'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    case.defer(weston.wait, 10)
    case.defer(weston.terminate)
    socket = pathlib.Path(os.environ['XDG_RUNTIME_DIR']) / 'wayland-test'
    desktop.until(socket.exists, f'weston to listen: {log}')


def test_first_start(case):
    start_weston(case)
    program = sandboxed.Program(name='wayland', **WITHOUT_X)
    case.defer(program.close)
    program.says('Welcome to Deskbell')
    tap.same(desktop.windows('deskbell'), [], 'windows on the X server')
    desktop.SHOTS.mkdir(parents=True, exist_ok=True)
    shot = subprocess.run(['weston-screenshooter'], cwd=desktop.SHOTS, capture_output=True, text=True, check=False,
                          env=os.environ | {'WAYLAND_DISPLAY': 'wayland-test'})
    tap.same(shot.returncode, 0, f'a picture can be taken: {shot.stderr}')
    for picture in desktop.SHOTS.glob('wayland-screenshot-*.png'):
        picture.rename(desktop.SHOTS / 'flatpak-wayland.png')
    colours = subprocess.run(['identify', '-format', '%k', desktop.SHOTS / 'flatpak-wayland.png'], capture_output=True, text=True, check=True)
    tap.true(int(colours.stdout) > 30, f'there is something to be seen ({colours.stdout} colours)')


tap.run('/wayland', globals())
