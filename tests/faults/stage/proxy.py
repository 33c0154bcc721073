"""nginx before the hosts, as docs/operating.md has it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, override

import httpx

from tests.faults.stage.servers import Server, find_program

CONFIGURATION: Final = """
{user}
worker_processes 1;
worker_rlimit_nofile 10000;
pid {folder}/nginx.pid;
error_log {folder}/error.txt error;
events {{ worker_connections 5000; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    client_header_timeout 10s;
    client_body_timeout 10s;
    upstream site {{
        {hosts}
        keepalive 16;
    }}
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        location / {{
            proxy_pass http://site;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $host;
            # TLS ends before this nginx, as in production.
            proxy_set_header X-Forwarded-Proto https;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        }}
    }}
}}
"""


class Nginx(Server):
    """Before the hosts that listen on these ports."""

    def __init__(self, folder: Path, ports: Sequence[int]) -> None:
        super().__init__(folder)
        self._ports = ports

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @override
    def command(self) -> list[str]:
        hosts = " ".join(f"server 127.0.0.1:{port} max_fails=0;" for port in self._ports)
        user = "user root;" if os.geteuid() == 0 else ""
        configuration = CONFIGURATION.format(folder=self.folder, port=self.port, hosts=hosts, user=user)
        (self.folder / "nginx.conf").write_text(configuration, encoding="utf-8")
        return [
            find_program("nginx"),
            "-c",
            str(self.folder / "nginx.conf"),
            "-p",
            str(self.folder),
            "-g",
            "daemon off;",
        ]

    @override
    def answers(self) -> bool:
        try:
            httpx.get(f"{self.address}/health/live", timeout=5)
        except httpx.HTTPError:
            return False
        return True
