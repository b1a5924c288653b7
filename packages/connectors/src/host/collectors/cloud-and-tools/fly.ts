import { toolFile } from './tool-file.ts';

export const fly = toolFile({
  id: 'host.fly',
  title: 'Fly.io login',
  format: 'yaml',
  reads: [{ home: '.fly/config.yml' }],
  *items() {
    yield {
      path: ['access_token'],
      name: 'Fly.io token',
      provider: 'fly',
      kind: 'token',
      nativeType: 'fly-token',
      attributes: { boundToPerson: true },
    };
  },
});
