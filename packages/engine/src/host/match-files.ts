import type { FileCollector, FilePattern } from '@nonhuman/connector-kit';

/** Which collectors read a file, told by its path. */
export interface FileMatcher {
  /** By name, or by the end of its path. In the order of the collectors. */
  ofPath(path: string, name: string): readonly FileCollector[];
  /** Those that read every file in which a secret is found. */
  readonly ofSecrets: readonly FileCollector[];
}

/** Compiles the patterns that hold anywhere below scanned folders. */
export function matchFiles(collectors: readonly FileCollector[]): FileMatcher {
  const exactNames = new Map<string, Rule[]>();
  const suffixes = new Map<string, Rule[]>();
  const others: Rule[] = [];
  for (const [order, collector] of collectors.entries()) {
    for (const pattern of collector.reads) {
      const rule = ruleOf(pattern, { collector, order });
      if (rule === null) continue;
      if (!rule.lastSegment.includes('*')) add(exactNames, rule.lastSegment, rule);
      else {
        const suffix = /^\*(\.[^*.]+)$/.exec(rule.lastSegment)?.[1];
        if (suffix === undefined) others.push(rule);
        else add(suffixes, suffix, rule);
      }
    }
  }
  return {
    ofPath(path, name) {
      const dot = name.lastIndexOf('.');
      const rules = [
        ...(exactNames.get(name) ?? []),
        ...(dot < 0 ? [] : (suffixes.get(name.slice(dot)) ?? [])),
        ...others.filter((rule) => rule.name.test(name)),
      ].filter((rule) => rule.path === null || rule.path.test(path));
      return collectorsOf(rules);
    },
    ofSecrets: collectors.filter(({ reads }) => reads.some((pattern) => 'content' in pattern)),
  };
}

interface Rule {
  readonly collector: FileCollector;
  readonly order: number;
  readonly lastSegment: string;
  readonly name: RegExp;
  /** Null where the name tells all. */
  readonly path: RegExp | null;
}

function ruleOf(
  pattern: FilePattern,
  of: { collector: FileCollector; order: number },
): Rule | null {
  const text =
    'name' in pattern
      ? pattern.name
      : 'path' in pattern
        ? pattern.path
        : 'home' in pattern
          ? pattern.home
          : null;
  if (text === null) return null;
  const lastSegment = text.slice(text.lastIndexOf('/') + 1);
  return {
    ...of,
    lastSegment,
    name: new RegExp(`^${globSource(lastSegment)}$`),
    // A name without folders holds anywhere, but a file of a home only where a home is told.
    path: 'name' in pattern ? null : new RegExp(`(?:^|/)${globSource(text)}$`),
  };
}

function add(rules: Map<string, Rule[]>, key: string, rule: Rule): void {
  const known = rules.get(key);
  if (known) known.push(rule);
  else rules.set(key, [rule]);
}

function collectorsOf(rules: readonly Rule[]): FileCollector[] {
  if (rules.length === 0) return [];
  const unique = new Map(rules.map((rule) => [rule.collector.id, rule]));
  return [...unique.values()].sort((a, b) => a.order - b.order).map(({ collector }) => collector);
}

/** A pattern as the source of a regular expression over `/`-separated paths. */
export function globSource(pattern: string): string {
  return pattern
    .split(/(\*\*\/|\*\*|\*)/)
    .map((part) => {
      if (part === '**/') return '(?:.*/)?';
      if (part === '**') return '.*';
      if (part === '*') return '[^/]*';
      return part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    })
    .join('');
}
