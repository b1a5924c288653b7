import { describe, expect, it } from 'vitest';
import type { Route } from './define-route.ts';
import { routes } from './routes.ts';

const all: readonly [string, Route][] = Object.entries(routes);

describe('the route table', () => {
  it('is sorted and names each route by its id', () => {
    const ids = all.map(([, { id }]) => id);

    expect(ids).toEqual(all.map(([name]) => name));
    expect(ids).toEqual(ids.toSorted());
  });

  it('has no two routes for one request', () => {
    const requests = all.map(
      ([, { method, path }]) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`,
    );

    expect(new Set(requests).size).toBe(requests.length);
  });

  it.each(all)('%s declares the parameters of its path, and no others', (_, route) => {
    const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

    expect(Object.keys(route.params?.shape ?? {})).toEqual(inPath);
  });

  it.each(all.filter(([, { method }]) => method === 'get'))(
    '%s reads and takes no body',
    (_, route) => {
      expect(route.body ?? route.rawBody).toBeUndefined();
    },
  );

  it.each(all.filter(([, { body, rawBody }]) => body ?? rawBody))(
    '%s asks for a permission to write what it writes',
    (_, route) => {
      expect(route.permission).toMatch(/:(start|accept|attest)$|^public$/);
    },
  );
});
