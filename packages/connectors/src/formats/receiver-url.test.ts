import { describe, expect, it } from 'vitest';
import { receiverUrl } from './receiver-url.ts';

describe('the address of a receiver', () => {
  it('is shown without userinfo, query and opaque parts of its path', () => {
    const opaque = ['T0A1', 'B2C3D4E5F6'].join('');

    expect(receiverUrl(`https://ada:pass@hooks.example.com/services/${opaque}?k=v`)).toEqual({
      host: 'hooks.example.com',
      text: 'https://hooks.example.com/services/[redacted]',
      isPlain: false,
    });
  });

  it.each([
    ['http://hooks.example.com/x', true],
    ['http://localhost:8080/x', false],
    ['https://hooks.example.com/x', false],
  ])('%s is unencrypted: %s', (written, isPlain) => {
    expect(receiverUrl(written)?.isPlain).toBe(isPlain);
  });

  it('is null for what is no address', () => {
    expect([receiverUrl(null), receiverUrl(''), receiverUrl('hooks.example.com')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
