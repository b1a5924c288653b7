import { openApiDocument, routes } from '@nonhuman/api-contract';
import { markdownTable, type Page, page } from './page.ts';

/** The HTTP API: a table for people and the OpenAPI document. */
export function apiPages(version: string): Page[] {
  const rows = routes.map((route) => [`${route.method.toUpperCase()} \`${route.path}\``, route.summary, route.permission, route.errors.join(', ')]);
  return [
    page('http-api.md', 'HTTP API', [
      'The server gives the same as OpenAPI 3.1 at `/openapi.json`; [openapi.json](openapi.json) is a copy.',
      '',
      markdownTable(['route', 'what', 'permission', 'errors'], rows),
    ]),
    { path: 'openapi.json', text: `${JSON.stringify(openApiDocument(routes, { version }), null, 2)}\n` },
  ];
}
