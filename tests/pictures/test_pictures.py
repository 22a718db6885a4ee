"""The pictures that are kept are those of the portal as it is."""

from pictures.__main__ import FOLDER
from pictures.scenes import SCENES, photograph
from pictures.svg import THEMES, svg

README = FOLDER.parents[1] / "README.md"
ANEW = "the screens have changed: look at what `make screenshots` draws, and keep it"


def test_the_readmes_picture_is_what_the_portal_opens() -> None:
    readme = README.read_text(encoding="utf-8")
    (scene,) = (scene for scene in SCENES if f"docs/pictures/{scene.name}-light.svg" in readme)
    assert scene.name == "home"
    picture = photograph(scene)
    for name, theme in THEMES.items():
        assert f"docs/pictures/{scene.name}-{name}.svg" in readme
        kept = (FOLDER / f"{scene.name}-{name}.svg").read_text(encoding="utf-8")
        assert svg(picture, theme) == kept, ANEW


def test_each_scene_has_its_two_pictures_and_none_is_left_of_another() -> None:
    expected = {f"{scene.name}-{name}.svg" for scene in SCENES for name in THEMES}
    assert {path.name for path in FOLDER.glob("*-*.svg")} == expected
