"""The frozen letters of docs/formats/letter.md."""

import json
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "vectors" / "letter"
VERDICTS: dict[str, dict[str, str]] = json.loads((FOLDER / "verdicts.json").read_text(encoding="utf-8"))
REFUSED = sorted(name for name in VERDICTS if VERDICTS[name]["verdict"] == "refused")
READ = sorted(name for name in VERDICTS if name.endswith(".letter") and name not in REFUSED)
SEALED = sorted(name for name in VERDICTS if name.endswith(".age"))
