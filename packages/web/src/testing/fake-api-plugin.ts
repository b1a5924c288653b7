import type { Plugin } from 'vite';

/** Answers /v1 of the development server from invented data. */
export function fakeApiPlugin(): Plugin {
  return {
    name: 'nonhuman-fake-api',
    async configureServer(server) {
      const { fakeApi } = await server.ssrLoadModule('/src/testing/fake-api.ts');
      const { answerApi } = await server.ssrLoadModule('/src/testing/fake-server.ts');
      const api = fakeApi({ now: new Date() });
      server.middlewares.use((request, response, next) => {
        const url = new URL(request.url ?? '/', 'http://localhost');
        if (url.pathname.startsWith('/v1/')) void answerApi({ api, url, request, response });
        else next();
      });
    },
  };
}
