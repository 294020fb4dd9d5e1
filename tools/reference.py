"""Write docs/keys.md and the schemas in assets/ from the game's own declarations.

    python3 tools/dev.py tool reference

Run it after a change of a key of the language or of a command's --json, or of what is said about
one; a test says when it is due.
"""

import argparse
import json
from pathlib import Path

from game.authoring.language_reference.json_schema import (
    campaign_schema,
    fragment_schema,
    json_schema,
)
from game.authoring.language_reference.markdown import key_reference
from game.authoring.language_reference.translation_schema import translation_schema
from game.cli.schemas.outputs import OUTPUTS, output_schema

ROOT = Path(__file__).resolve().parent.parent


def files() -> dict[Path, str]:
    """What each file must hold."""
    schemas = {
        "scenario": json_schema(),
        "translation": translation_schema(),
        "fragment": fragment_schema(),
        "campaign": campaign_schema(),
        **{f"outputs/{command}": output_schema(command) for command in OUTPUTS},
    }
    texts = {
        ROOT / "assets" / f"{kind}.schema.json": json.dumps(schema, indent=2, ensure_ascii=False)
        for kind, schema in schemas.items()
    }
    return {
        ROOT / "docs" / "keys.md": key_reference(),
        **{path: f"{text}\n" for path, text in texts.items()},
    }


def main() -> None:
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    for path, text in files().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
