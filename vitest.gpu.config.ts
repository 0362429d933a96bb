import { defineConfig } from 'vitest/config';

/** The tests of the WebGPU provider: a software driver takes both cores, so nothing runs beside them. */
export default defineConfig({ test: { include: ['test/engine/webgpu.test.ts'] } });
