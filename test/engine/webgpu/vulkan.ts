import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { supportedProviders } from '../../../src/engine/onnx/providers.ts';

// WebGPU needs no graphics card: on Linux it also runs through a Vulkan driver that is a program for the processor.

/** A Vulkan driver's ICD file, or the reason why the WebGPU provider cannot be tested on this machine. */
export type Vulkan = { readonly icd: string; readonly missing?: never } | { readonly missing: string };

const loader = 'libvulkan.so.1';
const systemDir = '/usr/share/vulkan/icd.d';

/** Looks for Vulkan's loader and a driver: that of VK_DRIVER_FILES, else SwiftShader of chromium, else Mesa's lavapipe. */
export function findVulkan(env: NodeJS.ProcessEnv): Vulkan {
  if (process.platform !== 'linux') return { missing: 'software drivers for Vulkan are looked for on Linux only' };
  if (!supportedProviders().includes('webgpu')) return { missing: 'this build of ONNX Runtime has no WebGPU' };
  if (!hasLoader(env)) return { missing: `there is no ${loader} (Debian package libvulkan1)` };
  const icd = icdFiles(env).find((path) => existsSync(path));
  if (icd !== undefined) return { icd };
  return {
    missing: 'there is no Vulkan driver (Debian package chromium has SwiftShader, mesa-vulkan-drivers lavapipe)',
  };
}

function hasLoader(env: NodeJS.ProcessEnv): boolean {
  const dirs = (env.LD_LIBRARY_PATH ?? '').split(delimiter).filter((dir) => dir !== '');
  if (dirs.some((dir) => existsSync(join(dir, loader)))) return true;
  return spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout?.includes(loader) ?? false;
}

function icdFiles(env: NodeJS.ProcessEnv): readonly string[] {
  const given = (env.VK_DRIVER_FILES ?? '').split(delimiter).filter((path) => path !== '');
  const installed = existsSync(systemDir) ? readdirSync(systemDir) : [];
  const lavapipe = installed.filter((name) => /^lvp_icd.*\.json$/.test(name)).map((name) => join(systemDir, name));
  return [...given, '/usr/lib/chromium/vk_swiftshader_icd.json', ...lavapipe];
}
