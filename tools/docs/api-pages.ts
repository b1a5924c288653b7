import { commonErrors, openApiDocument, type Route, routes } from '@nonhuman/api-contract';
import { byText, markdownTable, type Page, page } from './page.ts';

/** The HTTP API: a table for people and the OpenAPI document. */
export function apiPages(version: string): Page[] {
  const sorted: Route[] = Object.values<Route>(routes).sort(
    (one, other) => byText(one.path, other.path) || byText(one.method, other.method),
  );
  const rows = sorted.map(({ method, path, summary, permission, errors }) => [
    `${method.toUpperCase()} \`${path}\``,
    summary,
    permission,
    errors.map(linkTo).join(', '),
  ]);
  return [
    page('http-api.md', 'HTTP API', [
      'The server gives the same as OpenAPI 3.1 at `/openapi.json`; [openapi.json](openapi.json) is a copy.',
      '',
      `Every route may also answer ${commonErrors.map(linkTo).join(', ')}.`,
      '',
      markdownTable(['route', 'what', 'permission', 'errors'], rows),
    ]),
    {
      path: 'openapi.json',
      text: `${JSON.stringify(openApiDocument(routes, { version }), null, 2)}\n`,
    },
  ];
}

function linkTo(code: string): string {
  return `[${code}](errors/${code}.md)`;
}
