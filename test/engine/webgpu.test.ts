// The tests of the real WebGPU provider, in one file so that they run one after another: two software adapters at once
// on two cores wait for each other, and each step takes ten times longer.
import { vi } from 'vitest';
import './webgpu/embedded-model.ts';
import './webgpu/speed.ts';
import './webgpu/drawing.ts';
import './webgpu/death.ts';

// Each test starts processes, and a software adapter takes seconds for a step of a real model.
vi.setConfig({ testTimeout: 240_000 });
