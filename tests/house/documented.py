"""What the code says it can be told: the settings that it reads from the environment."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
READ = re.compile(r'\b(?:brand|env|mail|site_addresses|secret|times)\.\w+\(\s*"([A-Z_]+)"')


def setting_names() -> set[str]:
    """The environment variables that config/settings.py reads."""
    return set(READ.findall((ROOT / "diagnostics" / "config/settings.py").read_text(encoding="utf-8")))
