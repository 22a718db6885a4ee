"""What is clicked while a use case is under way opens nothing over the page that it leaves."""

from cmi_tui.composition import Portal
from cmi_tui.services.session import Session
from cmi_tui.tui.navigation import Page
from tests.tui.test_export import SlowForm, started
from tests.tui.test_export import slow_form as slow_form
from tests.tui.test_screens import opened, place_of, settled, visit


async def test_neither_help_nor_another_way_out_opens_while_the_form_is_made(
    portal: Portal, session: Session, slow_form: SlowForm
) -> None:
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.EXPORT)
        await pilot.press("enter")
        await started(slow_form)
        for key in ("help", "cancel", "sign_out"):
            await pilot.click(offset=place_of(app, "#foot", key))
            await pilot.pause()
            assert app.screen.PAGE == "export" and app.session is session, key  # type: ignore[attr-defined]
        slow_form.go_on.set()
        await settled(app, pilot)
        assert app.screen.PAGE == "information"  # type: ignore[attr-defined]
