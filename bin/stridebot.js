#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { load } from './load.js';

await load(fileURLToPath(new URL('../src/bot/shell/main.ts', import.meta.url)));
