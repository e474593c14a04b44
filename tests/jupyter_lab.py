"""JupyterLab on this machine for a test, with a home of its own, and a notebook opened in it."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from gold_dossier import ROOT

SECONDS = 60  # for the server to come up, or a dialog to show
RUN_SECONDS = 150  # for all cells of a notebook
SETTINGS = {
    # All cells are on the page, those out of sight too.
    "notebook-extension/tracker": {"windowingMode": "none"},
    # Nothing is asked of the world outside.
    "apputils-extension/notification": {
        "fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True
    },
}  # fmt: skip


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: its address, the secret word that opens it, and its folder."""

    url: str
    token: str
    folder: Path

    def address(self, path: str) -> str:
        """Where a file of its folder is opened, in a fresh workspace."""
        return f"{self.url}/lab/tree/{path}?reset&token={self.token}"


@contextmanager
def running_lab(folder: Path, home: Path, *, theme: str = "JupyterLab Light") -> Iterator[Lab]:
    """Start JupyterLab on a free port of this machine, and stop it with all its kernels."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    token = secrets.token_hex(16)
    wanted = SETTINGS | {"apputils-extension/themes": {"theme": theme}}
    for name, values in wanted.items():
        file = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values), encoding="utf-8")
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root",
        "--expose-app-in-browser", "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0", f"--ServerApp.root_dir={folder}",
        f"--IdentityProvider.token={token}", "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]  # fmt: skip
    log = home / "lab.log"
    with log.open("wb") as told:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=told, stderr=told, cwd=folder,
            env=_environment(home), start_new_session=True,
        )  # fmt: skip
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(f"{url}/api/status?token={token}", process, log)
        yield Lab(url, token, folder)
    finally:
        process.terminate()  # the server ends its kernels first
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(30)


def _environment(home: Path) -> dict[str, str]:
    """The kernel is this interpreter's, and imports the package that is tested."""
    # A backend without a window, as tests of pictures have it, shows none in a notebook either.
    other = ("JUPYTER", "IPYTHON", "MPLBACKEND")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(other)}
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH", "")])]
    return kept | {
        "HOME": str(home), "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"), "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "JUPYTER_PATH": str(Path(sys.prefix) / "share" / "jupyter"),
        "IPYTHONDIR": str(home / "ipython"), "PYTHONPATH": os.pathsep.join(paths),
    }  # fmt: skip


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(SECONDS * 4):
        try:
            process.wait(0.25)
        except subprocess.TimeoutExpired:
            pass
        else:
            break
        try:
            with urlopen(address, timeout=5) as answer:
                answer.read()
            return
        except (URLError, ConnectionError, TimeoutError):
            continue
    raise AssertionError(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')[-3000:]}")


_READY = """() => {
  const panel = window.jupyterapp?.shell.currentWidget;
  return panel?.content?.widgets?.length > 0
    && panel.sessionContext?.session?.kernel?.connectionStatus === 'connected';
}"""
# Numbers and outputs of an earlier run are cleared; the run itself is not awaited, because what is
# waited for is what a reader sees.
_RUN = """async () => {
  await window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs');
  window.jupyterapp.commands.execute('notebook:run-all-cells');
}"""
# Every cell has its number and the kernel rests, or a cell failed: the others will never run.
_DONE = """() => {
  const panel = window.jupyterapp.shell.currentWidget;
  const cells = panel.content.widgets.filter((cell) => cell.model.type === 'code');
  const outputs = cells.flatMap((cell) => cell.model.outputs.toJSON());
  if (outputs.some((output) => output.output_type === 'error')) return true;
  return panel.sessionContext.session.kernel.status === 'idle'
    && cells.every((cell) => cell.model.executionCount !== null);
}"""
_OUTPUTS = """() => window.jupyterapp.shell.currentWidget.content.widgets
  .filter((cell) => cell.model.type === 'code')
  .flatMap((cell) => cell.model.outputs.toJSON())"""
_PICTURES = """() => [...document.querySelectorAll('.jp-OutputArea-output img')]
  .filter((img) => img.complete && img.naturalWidth > 0).length"""
_KERNEL = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.id"


class OpenNotebook:
    """A notebook in a window of JupyterLab."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def run(self) -> None:
        """Run all cells and wait for the last one."""
        self.page.wait_for_function(_READY, timeout=SECONDS * 1000)
        self.page.evaluate(_RUN)
        self.page.wait_for_function(_DONE, timeout=RUN_SECONDS * 1000)

    def faults(self) -> list[str]:
        """Errors, and whatever was written to standard error."""
        return [
            str(output.get("evalue") or output.get("text"))
            for output in self.page.evaluate(_OUTPUTS)
            if output["output_type"] == "error" or output.get("name") == "stderr"
        ]

    def pictures(self) -> int:
        """How many pictures are shown."""
        return int(self.page.evaluate(_PICTURES))

    def tables(self) -> int:
        """How many tables are shown."""
        return int(self.page.locator(".jp-OutputArea-output table").count())

    def kill_kernel(self) -> None:
        """End the kernel as a crash does; JupyterLab tells it and starts another."""
        import psutil  # comes with ipykernel

        kernel = str(self.page.evaluate(_KERNEL))
        (process,) = [
            child
            for child in psutil.Process().children(recursive=True)
            if any(kernel in word for word in child.cmdline())
        ]
        process.kill()
        told = self.page.locator(".jp-Dialog", has_text="Kernel Restarting")
        told.wait_for(timeout=SECONDS * 1000)
        told.get_by_role("button", name="Ok").click()
        told.wait_for(state="detached")
