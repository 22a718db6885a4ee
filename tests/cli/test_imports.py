"""What the sign-in screen loads: nothing of the database, the PDF, the hashes or the desk."""

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import asyncio, sys
from cmi_tui.cli import main
from cmi_tui.composition import Portal
from cmi_tui.settings import Settings
from cmi_tui.tui.app import PortalApp
async def show():
    app = PortalApp(Portal(Settings.from_environment({})))
    async with app.run_test() as pilot:
        await pilot.press("a", "tab", "b")
asyncio.run(show())
HEAVY = {
    "sqlmodel", "sqlalchemy", "pydantic", "fpdf", "pikepdf", "barcode", "argon2", "asyncssh",
    "email_validator", "cryptography", "pyotp", "segno",
    "cmi_tui.tui.desk_work", "cmi_tui.messages.desk",
}
print(*sorted(HEAVY & set(sys.modules)))
"""


def test_the_sign_in_screen_loads_nothing_that_it_does_not_need() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.stdout == "\n"
