import { describe, expect, it } from 'vitest';
import { plainPath, repositoryByAddress, repositoryKey } from './repository.ts';

describe('the name of a repository', () => {
  it.each([
    ['https://github.com/acme/shop.git', 'github.com/acme/shop'],
    ['https://user@GitHub.com/acme/shop/', 'github.com/acme/shop'],
    ['git@github.com:acme/shop.git', 'github.com/acme/shop'],
    ['ssh://git@git.example.com:2222/acme/shop', 'git.example.com:2222/acme/shop'],
    ['github.com~acme~shop', 'github.com/acme/shop'],
    ['shop', 'shop'],
  ])('of %s is %s', (told, key) => {
    expect(repositoryKey(told)).toBe(key);
  });

  it.each(['file:///tmp/shop', '/tmp/shop', 'shop', '', null])(
    'is not told by a folder of the machine (%s)',
    (told) => {
      expect(repositoryByAddress(told)).toBeNull();
    },
  );

  it.each([
    ['./src/a.ts', undefined, 'src/a.ts'],
    ['file:///srv/shop/a.ts', '/srv/shop', 'a.ts'],
    ['C:\\shop\\a.ts', 'C:\\shop\\', 'a.ts'],
    ['/srvshop/a.ts', '/srv', '/srvshop/a.ts'],
  ])('the path %s below %s is %s', (path, root, plain) => {
    expect(plainPath(path, root)).toBe(plain);
  });
});
