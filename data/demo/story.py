#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""story.py FOLDER: the main job on the example desk, with a person and an agent who follow a script.

Runs under tests/env/gui.sh; leaves pictures of every step and the transcript in the folder."""
import pathlib
import sys

import desktop
import tap
from chain import Chain


def tell(text):
    print(text, flush=True)


def show(case, folder):
    tell('Ann Archer starts Deskbell; Zoe Lindqvist signs in to the Service Portal.')
    chain = Chain(case, folder)
    chain.open_request()
    chain.restart_in_background()
    chain.shot('request')
    tell('Zoe asks to chat about r-1001. Ann has no window open.')
    chain.ask()
    chain.dunst.wait_shown(1)
    chain.shot('ringing')
    tell('Ann’s desktop rings. She clicks, and the chat opens; Zoe sees nothing of it yet.')
    chain.click_notification()
    chain.person_writes('Good morning! Everything I send to the whole office comes back.')
    chain.program.wait_message('comes back.')
    chain.shot('opened')
    tell('Ann’s first message answers the chat.')
    chain.agent_writes('Good morning Zoe. I see it in the queue: the new gateway does not know you yet.')
    chain.page.wait_text('does not know you yet.')
    chain.agent_writes('I have added you. Could you try once more?')
    chain.page.wait_text('Could you try once more?')
    chain.person_writes('It went out. Thank you, just in time for ten o’clock!')
    chain.program.wait_message('just in time')
    chain.shot('talking')
    tell('Ann ends the chat, with a reason and a note.')
    desktop.keys('ctrl+e')
    chain.program.says('End This Chat?')
    chain.program.go_to('Note for Your Colleagues')
    desktop.write('Sender was missing on the new gateway')
    chain.shot('ending')
    desktop.keys('Return')
    chain.page.wait_text('The chat has ended.')
    chain.program.says('Ann Archer ended this chat')
    chain.shot('ended')
    transcript = chain.desk.ctl('chat', 'transcript', chain.request)
    (folder / 'transcript.txt').write_text(transcript, encoding='utf-8')
    tell(f'\nThe transcript on the request:\n\n{transcript}')
    tell(f'Pictures of every step, and the transcript: {folder}')


def main():
    case = tap.Case('demo')
    try:
        show(case, pathlib.Path(sys.argv[1]))
    finally:
        case.close()


main()
