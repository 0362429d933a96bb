import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** One import line of a source file, type imports included. */
export interface ImportLine {
  /** Both relative to the root that was read; packages are left out. */
  readonly from: string;
  readonly to: string;
  readonly line: number;
}

/** `import … from './x.ts'`, `export … from`, `import './x.ts'`, `import('./x.ts')`, and `@import` comments of plain modules. */
const specifier = /(?:\bfrom|\bimport)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g;

export const sourceFiles = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.[jt]s$/.test(name));

export function readImports(root: string): readonly ImportLine[] {
  return sourceFiles(root).flatMap((from) => {
    const text = readFileSync(join(root, from), 'utf8');
    return [...text.matchAll(specifier)].map((match) => ({
      from,
      to: relative(root, join(root, dirname(from), match[1]!)),
      line: text.slice(0, match.index).split('\n').length,
    }));
  });
}

/** "bot/a.ts:3 imports bot/b.ts" */
export const inWords = ({ from, to, line }: ImportLine): string => `${from}:${line} imports ${to}`;

/**
 * The import lines that close a circle: those between nodes that reach each other (Tarjan's strongly connected
 * components).
 *
 * @param nodeOf The node that a file belongs to: itself, or its folder.
 */
export function circles(imports: readonly ImportLine[], nodeOf: (path: string) => string): readonly ImportLine[] {
  const edges = imports.filter(({ from, to }) => nodeOf(from) !== nodeOf(to));
  const component = components(edges.map(({ from, to }) => [nodeOf(from), nodeOf(to)]));
  return edges.filter(({ from, to }) => component.get(nodeOf(from)) === component.get(nodeOf(to)));
}

function components(edges: readonly (readonly [string, string])[]): ReadonlyMap<string, number> {
  const targets = new Map<string, string[]>();
  for (const [from, to] of edges) {
    targets.set(from, [...(targets.get(from) ?? []), to]);
    if (!targets.has(to)) targets.set(to, []);
  }
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const component = new Map<string, number>();
  const stack: string[] = [];

  const visit = (node: string): void => {
    order.set(node, order.size);
    lowest.set(node, order.get(node)!);
    stack.push(node);
    for (const target of targets.get(node)!) {
      if (!order.has(target)) visit(target);
      if (!component.has(target)) lowest.set(node, Math.min(lowest.get(node)!, lowest.get(target)!));
    }
    if (lowest.get(node) !== order.get(node)) return;
    for (let member = stack.pop(); member !== undefined; member = member === node ? undefined : stack.pop()) {
      component.set(member, order.get(node)!);
    }
  };

  for (const node of targets.keys()) if (!order.has(node)) visit(node);
  return component;
}
