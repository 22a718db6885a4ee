"""What the accessibility guide says of SSH holds."""

import re

from cmi_tui.messages.accessibility import SECTIONS
from cmi_tui.ssh.door.authentication import LINEAR_USER
from cmi_tui.ssh.transport.channel import _ENVIRONMENT

GUIDE = dict(SECTIONS)["Par SSH"]


def test_the_guide_names_what_the_server_takes() -> None:
    assert f"sous le nom {LINEAR_USER}" in GUIDE
    variables = set(re.findall("[A-Z]+_[A-Z]+", GUIDE))
    assert variables == {"NO_COLOR", "CMI_LINEAR", "CMI_ECONOMY"} and variables <= _ENVIRONMENT
