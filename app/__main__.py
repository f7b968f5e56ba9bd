"""``python -m app``: see ``app/cli.py`` for the commands."""

from app.bootstrap import main

raise SystemExit(main())
