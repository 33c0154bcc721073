"""A clock that jumps, for one host: the system's own, shifted."""

import struct
import subprocess
from pathlib import Path
from typing import Final

from tests.faults.stage.servers import find_program

SOURCE: Final = Path(__file__).with_name("shifted_clock.c")


class ShiftedClock:
    """Made in this folder. Raises NotHere where there is no C compiler.

    Attributes: settings: of the environment of whoever is to read it.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._by, library = folder / "seconds", folder / "shifted_clock.so"
        self._by.write_bytes(struct.pack("q", 0))
        subprocess.run([find_program("cc"), "-O2", "-shared", "-fPIC", "-o", library, SOURCE, "-ldl"], check=True)
        self.settings = {"LD_PRELOAD": str(library), "SHIFTED_BY": str(self._by)}

    def shift(self, seconds: int) -> None:
        """From now on it is so much later than it is."""
        # In place, as the file is looked at where it lies.
        with self._by.open("r+b") as file:
            file.write(struct.pack("q", seconds))
