"""`python -m cmi_tui` is `cmi-tui`."""

import sys

from cmi_tui.cli.main import main

sys.exit(main())
