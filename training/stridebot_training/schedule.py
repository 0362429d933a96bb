"""The noise schedules, and the timesteps that a walk visits. Pure numpy."""

import numpy as np

NUM_TRAIN_TIMESTEPS = 1000


def cosine_alphas_cumprod(num_train_timesteps: int = NUM_TRAIN_TIMESTEPS) -> np.ndarray:
    """Returns ᾱ_t for t = 0 … T − 1, float64 [T].

    Source: Improved DDPM, arXiv:2102.09672, equation 17, with β clamped at 0.999 (`squaredcos_cap_v2`).
    """
    edges = np.arange(num_train_timesteps + 1) / num_train_timesteps
    f = np.cos((edges + 0.008) / 1.008 * np.pi / 2) ** 2
    betas = np.minimum(1 - f[1:] / f[:-1], 0.999)
    return np.cumprod(1 - betas)


def linear_alphas_cumprod(num_train_timesteps: int) -> np.ndarray:
    """Returns ᾱ_t for t = 0 … T − 1, float64 [T]: β grows evenly from 1e-4 to 0.02. Source: DDPM, arXiv:2006.11239, section 4."""
    return np.cumprod(1 - linear_betas(num_train_timesteps))


def linear_betas(num_train_timesteps: int) -> np.ndarray:
    return np.linspace(1e-4, 0.02, num_train_timesteps)


def leading_timesteps(steps: int, num_train_timesteps: int = NUM_TRAIN_TIMESTEPS) -> np.ndarray:
    """Falling timesteps (steps − 1)·k, …, k, 0 with k = T // steps; the walk ends at ᾱ = 1 after t = 0."""
    return np.arange(steps)[::-1] * (num_train_timesteps // steps)


def trailing_timesteps(steps: int, num_train_timesteps: int = NUM_TRAIN_TIMESTEPS) -> np.ndarray:
    """Falling timesteps T − 1, …, T / steps − 1; the walk ends at ᾱ = 1 after the last one."""
    return np.round(np.arange(num_train_timesteps, 0, -num_train_timesteps / steps)).astype(np.int64) - 1
