import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectors } from './detectors.ts';
import { redactedPreview } from './redacted-preview.ts';
import { exampleOf, plantedSecret } from './testing/index.ts';

describe('redactedPreview', () => {
  it('never contains the value, for any string', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (value) => {
        expect(redactedPreview(value).includes(value)).toBe(false);
      }),
    );
  });

  it('shows at most four characters beyond a public prefix, and hides at least 24', () => {
    const value = fc
      .tuple(fc.constantFrom('ghp_', 'glpat-', 'xoxb-', 'AKIA', ''), fc.string({ maxLength: 80 }))
      .map(([prefix, rest]) => prefix + rest);
    fc.assert(
      fc.property(value, (secret) => {
        const [head = '', tail = ''] = redactedPreview(secret).split('…');

        if (tail === '') return;
        expect(tail).toHaveLength(4);
        expect(secret.length - head.length - tail.length).toBeGreaterThanOrEqual(24);
      }),
    );
  });

  it.each(detectors.map(({ id }) => id))('gives nothing usable away of %s', (id) => {
    const { value } = plantedSecret(id, 2);

    const preview = redactedPreview(value);

    expect(preview.includes(value)).toBe(false);
    expect(value.length - preview.replace(/[•…]/g, '').length).toBeGreaterThanOrEqual(8);
  });

  it('keeps what helps a person to tell two tokens apart', () => {
    const token = exampleOf('github-personal-access-token', 1);

    expect(redactedPreview(token)).toBe(`ghp_…${token.slice(-4)}`);
  });

  it.each(['hunter2', 'correct horse battery staple', 'ghp_short', `ghp_${'a'.repeat(36)}`])(
    'hides %s wholly, and does not tell its length',
    (value) => {
      expect(redactedPreview(value)).toBe('••••••••');
    },
  );
});
