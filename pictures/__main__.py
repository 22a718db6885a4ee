"""`python -m pictures` plays the portal and writes `docs/pictures` anew, dark and light."""

from pathlib import Path

from pictures.bars import draw
from pictures.scenes import SCENES, photograph
from pictures.svg import THEMES, svg

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"


def main() -> None:
    """Writes each screen's two pictures, and the kept figures as bars."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for scene in SCENES:
        picture = photograph(scene)
        for name, theme in THEMES.items():
            path = FOLDER / f"{scene.name}-{name}.svg"
            path.write_text(svg(picture, theme), encoding="utf-8")
    draw()


if __name__ == "__main__":
    main()
