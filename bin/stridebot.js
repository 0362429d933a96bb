#!/usr/bin/env node
import 'tsx';

await import('../src/bot/shell/main.ts');
