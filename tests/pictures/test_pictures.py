"""The pictures that are kept are those of the portal as it is."""

from pictures.__main__ import FOLDER
from pictures.scenes import SCENES, photograph
from pictures.svg import THEMES, svg

README = FOLDER.parents[1] / "README.md"
ANEW = "the screens have changed: look at what `make screenshots` draws, and keep it"


def test_the_picture_of_a_changed_address_is_what_the_portal_shows() -> None:
    (scene,) = (scene for scene in SCENES if scene.name == "email-changed")
    picture = photograph(scene)
    for name, theme in THEMES.items():
        kept = (FOLDER / f"{scene.name}-{name}.svg").read_text(encoding="utf-8")
        assert svg(picture, theme) == kept, ANEW


def test_each_scene_has_its_two_pictures_and_none_is_left_of_another() -> None:
    expected = {f"{scene.name}-{name}.svg" for scene in SCENES for name in THEMES}
    assert {path.name for path in FOLDER.glob("*-*.svg")} == expected


def test_the_readme_shows_pictures_that_are_there() -> None:
    readme = README.read_text(encoding="utf-8")
    for name in THEMES:
        assert f"docs/pictures/email-changed-{name}.svg" in readme
