import { describe, expect, it } from 'vitest';
import { factsIn, isOpen, isStatic } from './facts.ts';

describe('the words of an MCP server', () => {
  it('that are not there are "not told", never "no"', () => {
    expect(factsIn(undefined)).toEqual({
      isPinned: null,
      authentication: null,
      autoApprove: null,
      ambient: [],
      transport: null,
      runs: null,
      isLocal: false,
      isRemote: false,
    });
  });

  it.each([
    ['none', 'http', true],
    ['none', 'stdio', false],
    ['oauth', 'http', false],
    ['unknown', 'http', false],
    [undefined, 'http', false],
    ['none', undefined, false],
  ])('with authentication %s over %s leave it open: %s', (authentication, transport, open) => {
    expect(isOpen(factsIn({ authentication, transport }))).toBe(open);
  });

  it.each([
    ['static-args', true],
    ['static-env', true],
    ['oauth', false],
    [undefined, false],
  ])('with authentication %s use a static secret: %s', (authentication, isIt) => {
    expect(isStatic(factsIn({ authentication }))).toBe(isIt);
  });

  it('name the package with its version, or else the address', () => {
    expect(factsIn({ package: '@acme/server', packageVersion: '1.2.3' }).runs).toBe(
      '@acme/server@1.2.3',
    );
    expect(factsIn({ url: 'https://mcp.acme.example/' })).toMatchObject({
      runs: 'https://mcp.acme.example/',
      isRemote: true,
    });
  });
});
