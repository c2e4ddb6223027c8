"""Plays a person at a terminal: waits for a text on the screen, types the next keys, and so on.

Usage: terminal.py STEPS COMMAND...   where STEPS is a JSON list of [text to wait for, keys to type].
TERMINAL_COLUMNS says how wide the screen is. Prints what was on it; leaves with the command's exit code, or 99 when a text or the end never came.
"""

import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios
import time

steps = json.loads(sys.argv[1])
child, screen = pty.fork()
if child == 0:
    size = struct.pack("HHHH", 50, int(os.environ.get("TERMINAL_COLUMNS", "80")), 0, 0)
    fcntl.ioctl(0, termios.TIOCSWINSZ, size)
    os.execvp(sys.argv[2], sys.argv[2:])

seen = b""
ended = False
looked = 0
deadline = time.monotonic() + 25
while time.monotonic() < deadline:
    ready, _, _ = select.select([screen], [], [], 0.1)
    if ready:
        try:
            read = os.read(screen, 65536)
        except OSError:
            read = b""
        if not read:
            ended = True
            break
        seen += read
    if steps and steps[0][0].encode() in seen[looked:]:
        looked = len(seen)
        os.write(screen, steps.pop(0)[1].encode())
sys.stdout.buffer.write(seen)
if not ended:
    os.kill(child, 9)
_, status = os.waitpid(child, 0)
sys.exit(99 if steps or not ended else os.waitstatus_to_exitcode(status))
