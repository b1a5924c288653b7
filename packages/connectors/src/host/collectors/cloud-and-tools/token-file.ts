import { toolFile } from './tool-file.ts';

/** A file that is the token and nothing else. */
export function tokenFile(tool: {
  id: string;
  title: string;
  reads: Parameters<typeof toolFile>[0]['reads'];
  provider: string;
  nativeType: string;
}) {
  return toolFile({
    id: tool.id,
    title: tool.title,
    format: 'text',
    reads: tool.reads,
    *items(_config, { text }) {
      const value = text.trim();
      if (value !== '' && !/\s/.test(value) && value.length < 4096)
        yield {
          path: ['1', 'token'],
          value,
          name: tool.title,
          provider: tool.provider,
          kind: 'token',
          nativeType: tool.nativeType,
        };
    },
  });
}
