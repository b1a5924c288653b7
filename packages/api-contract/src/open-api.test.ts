import { describe, expect, it } from 'vitest';
import { openApiDocument } from './open-api.ts';
import { routes } from './routes.ts';

const document = openApiDocument(routes, { version: '1.2.3' });
const text = JSON.stringify(document);

describe('the OpenAPI document', () => {
  it('points only to components that it has', () => {
    const { components } = JSON.parse(text) as { components: { schemas: Record<string, unknown> } };
    const named = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref = '']) => ref);

    const missing = named.filter(
      (ref) => !(ref.replace('#/components/schemas/', '') in components.schemas),
    );

    expect(missing).toEqual([]);
    expect(named.length).toBeGreaterThan(50);
  });

  it('has an operation for each route', () => {
    const ids = [...text.matchAll(/"operationId":"([^"]+)"/g)].map(([, id]) => id);

    expect(new Set(ids)).toEqual(new Set(Object.keys(routes)));
  });

  it('is the same text every time', () => {
    expect(JSON.stringify(openApiDocument(routes, { version: '1.2.3' }))).toBe(text);
  });

  it('does not let a list parameter lose its values', () => {
    const { paths } = JSON.parse(text) as {
      paths: Record<string, { get: { parameters: { name: string; schema: object }[] } }>;
    };

    const kind = paths['/v1/findings']?.get.parameters.find(({ name }) => name === 'state');

    expect(kind?.schema).toMatchObject({
      type: 'array',
      items: { enum: ['open', 'accepted', 'resolved'] },
    });
  });
});
