import { describe, expect, it } from 'vitest';
import { controlTitle, frameworks } from './controls.ts';

describe('the catalogue of controls', () => {
  it('tells what a control asks for', () => {
    expect(controlTitle('owasp-nhi-2025:NHI7')).toBe('Long-Lived Secrets');
    expect(controlTitle('soc2:CC6.1')).toContain('Logical access');
  });

  it.each(['soc2:CC99', 'unheard-of:1', 'NHI7', ''])('does not know %j', (control) => {
    expect(controlTitle(control)).toBeNull();
  });

  it('names every framework once and every control in words', () => {
    const ids = frameworks.map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
    for (const { controls } of frameworks) {
      for (const title of Object.values(controls)) expect(title).toMatch(/^[A-Z].+[^.]$/);
    }
  });
});
