"""Loaded first by every child of the tests' console: refuses the network and says so."""

import os
import sys


def _refuse(event: str, args: tuple[object, ...]) -> None:
    network = event == "socket.__new__" and args[1] in (2, 10, 23, 30)
    if network or event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.connect", "urllib.Request"):
        os.write(2, b"NETWORK " + event.encode() + b"\n")
        raise PermissionError(event)


sys.addaudithook(_refuse)
