"""Processes that work together: pinned to a core, at lowest priority, and ended when their parent is gone."""

import contextlib
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import torch
import torch.distributed as dist
from torch import nn

LOWEST_PRIORITY = 19


def settle(core: int | None, threads: int) -> None:
    """Gives this process the lowest priority, one core where one is named, and so many threads."""
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, 0, LOWEST_PRIORITY)
    _lower_session()
    if core is not None and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})
    torch.set_num_threads(threads)


def _lower_session() -> None:
    """Lowers the priority of the session that this process leads: where Linux groups processes by session (`sched(7)`,
    autogroup), priorities count inside a session alone, and sessions share the cores evenly."""
    group = Path("/proc/self/autogroup")
    if group.exists() and os.getsid(0) == os.getpid():
        with contextlib.suppress(OSError):
            group.write_text(str(LOWEST_PRIORITY))


def cores() -> list[int]:
    """Returns the cores that this process may use, the last one first: the first is where others tend to work."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0), reverse=True)
    return list(range((os.cpu_count() or 1) - 1, -1, -1))


def start_child(arguments: list[str]) -> subprocess.Popen:
    """Starts a module of this package: arguments are those after `python -m`."""
    return subprocess.Popen([sys.executable, "-m", *arguments], stdin=subprocess.DEVNULL)


def end(children: list[subprocess.Popen], patience_seconds: float = 20) -> None:
    """Ends processes, by force where asking does not help."""
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(patience_seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def end_with_parent() -> None:
    """Ends this process within a second after its parent has died, however it died."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


class GradientAverage:
    """Averages gradients over all processes of a run. What one of them asks for, all learn at the same step."""

    def __init__(self, rendezvous: str, rank: int, count: int):
        self.is_stopping, self.is_turning = False, False
        self._asked, self._count = torch.zeros(2), count
        dist.init_process_group("gloo", init_method=f"file://{rendezvous}", rank=rank, world_size=count)

    def ask_to_stop(self) -> None:
        self._asked[0] = 1

    def ask_to_turn(self) -> None:
        """Asks all to go over to the other network after the next step."""
        self._asked[1] = 1

    def turned(self) -> None:
        self.is_turning = False
        self._asked[1] = 0

    def __call__(self, model: nn.Module) -> None:
        gradients = [p.grad for p in model.parameters() if p.grad is not None]
        flat = torch.cat([*(g.reshape(-1) for g in gradients), self._asked])
        dist.all_reduce(flat)
        self.is_stopping, self.is_turning = (bool(asked > 0) for asked in flat[-2:])
        parts = (flat[:-2] / self._count).split([g.numel() for g in gradients])
        for gradient, part in zip(gradients, parts, strict=True):
            gradient.copy_(part.view_as(gradient))
