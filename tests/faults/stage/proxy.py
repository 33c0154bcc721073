"""nginx as ``deploy/nginx.conf`` has it, before the hosts of the stage."""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final, override

import httpx

from tests.faults.stage.servers import Server, find_program
from tests.house.checkout import ROOT

CONFIGURATION: Final = ROOT / "deploy" / "nginx.conf"


class Nginx(Server):
    """Before the hosts that listen on these ports, and behind a balancer that ends TLS: that is the visitors themselves."""

    def __init__(self, folder: Path, ports: Sequence[int]) -> None:
        super().__init__(folder)
        self._ports = ports

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @override
    def command(self) -> list[str]:
        file = self.folder / "nginx.conf"
        user = "user root;\n" if os.geteuid() == 0 else ""
        file.write_text(user + self._configure(CONFIGURATION.read_text(encoding="utf-8")), encoding="utf-8")
        return [find_program("nginx"), "-c", str(file), "-p", str(self.folder), "-g", "daemon off;"]

    def _configure(self, text: str) -> str:
        """With the addresses of the stage."""
        ports = iter(self._ports)
        text = text.replace("/tmp/", f"{self.folder}/")
        text = text.replace("listen 8080 default_server;", f"listen 127.0.0.1:{self.port} default_server backlog=4096;")
        text = re.sub(r"server web-\d:8000 resolve", lambda _: f"server 127.0.0.1:{next(ports)}", text)
        text = re.sub(r"\n *resolver .*", "", text)
        # The balancer's lines, which stand there as comments.
        text = re.sub(r"# (set_real_ip_from|real_ip_header|real_ip_recursive|10\.0\.0\.0/8)", r"\1", text)
        return text.replace("10.0.0.0/8", "127.0.0.1/32")

    @override
    def answers(self) -> bool:
        try:
            httpx.get(f"{self.address}/health/live", timeout=5, verify=False)
        except httpx.HTTPError:
            return False
        return True
