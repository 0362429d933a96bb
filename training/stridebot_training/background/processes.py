"""Processes that work together: pinned to a core, at lowest priority, and ended when their parent is gone."""

import os
import subprocess
import sys
import threading
import time

import torch
import torch.distributed as dist
from torch import nn

LOWEST_PRIORITY = 19


def settle(core: int | None, threads: int) -> None:
    """Gives this process the lowest priority, one core where one is named, and so many threads."""
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, 0, LOWEST_PRIORITY)
    if core is not None and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})
    torch.set_num_threads(threads)


def cores() -> list[int]:
    """Returns the cores that this process may use, the last one first: the first is where others tend to work."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0), reverse=True)
    return list(range((os.cpu_count() or 1) - 1, -1, -1))


def start_child(arguments: list[str]) -> subprocess.Popen:
    """Starts a module of this package: arguments are those after `python -m`."""
    return subprocess.Popen([sys.executable, "-m", *arguments], stdin=subprocess.DEVNULL)


def end_with_parent() -> None:
    """Ends this process within a second after its parent has died, however it died."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


class GradientAverage:
    """Averages gradients over all processes of a run, and tells all of them at the same step that one wants to stop."""

    def __init__(self, rendezvous: str, rank: int, count: int):
        self.is_stopping, self._wants_stop, self._count = False, False, count
        dist.init_process_group("gloo", init_method=f"file://{rendezvous}", rank=rank, world_size=count)

    def ask_to_stop(self) -> None:
        self._wants_stop = True

    def __call__(self, model: nn.Module) -> None:
        gradients = [p.grad for p in model.parameters() if p.grad is not None]
        flat = torch.cat([*(g.reshape(-1) for g in gradients), torch.tensor([float(self._wants_stop)])])
        dist.all_reduce(flat)
        self.is_stopping = bool(flat[-1] > 0)
        parts = (flat[:-1] / self._count).split([g.numel() for g in gradients])
        for gradient, part in zip(gradients, parts, strict=True):
            gradient.copy_(part.view_as(gradient))
