import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { parseInline, parseMarkdown } from './markdown.ts';
import { MarkdownView } from './markdown-view.tsx';

describe('a page in Markdown', () => {
  it('reads headings, paragraphs, code and nested lists', () => {
    const blocks = parseMarkdown(
      '# T\n\none\ntwo\n\n1. first\n   - inner\n2. second\n\n```sh\nls\n```\n',
    );

    expect(blocks).toMatchObject([
      { kind: 'heading', level: 1 },
      { kind: 'paragraph', content: [{ kind: 'text', text: 'one two' }] },
      {
        kind: 'list',
        isOrdered: true,
        items: [{ inner: [{ kind: 'list', isOrdered: false }] }, { inner: [] }],
      },
      { kind: 'code', text: 'ls' },
    ]);
  });

  it('reads code, strong words, emphasis and links inside a line', () => {
    expect(parseInline('a `b` **c** *d* [e](https://example.com/f)')).toEqual([
      { kind: 'text', text: 'a ' },
      { kind: 'code', text: 'b' },
      { kind: 'text', text: ' ' },
      { kind: 'strong', text: 'c' },
      { kind: 'text', text: ' ' },
      { kind: 'emphasis', text: 'd' },
      { kind: 'text', text: ' ' },
      { kind: 'link', text: 'e', url: 'https://example.com/f' },
    ]);
  });

  /** Stops markup in a page, or in a name quoted by it, from becoming script. @see https://owasp.org/www-community/attacks/xss/ */
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[go](javascript:alert(1))',
    '[go](data:text/html,hi)',
    '[go](//evil.example)',
    '`<b onclick=x>`',
    '**<iframe src=x>**',
  ])('never makes an element or a link of its own choosing out of %s', (text) => {
    const html = renderToStaticMarkup(createElement(MarkdownView, { text }));

    expect(html).not.toMatch(/<(script|img|iframe|b)\b|href=/);
  });

  it.each(['```\nnever closed', '- ', '1.', '#', '[a](', '**'])('survives %j', (text) => {
    expect(() => renderToStaticMarkup(createElement(MarkdownView, { text }))).not.toThrow();
  });
});
