import { cpus } from 'node:os';

/** Prints one line for a figure, with its goal where there is one. */
export type Print = (figure: string, value: string, goal?: string) => void;

export const print: Print = (figure, value, goal = '') =>
  console.log(`${figure.padEnd(58)} ${value.padStart(12)}  ${goal}`);

export const printMachine = (): void => print('machine', `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`);
