import { at, textOf } from '../../../formats/json-value.ts';
import { noExpiry, toolFile } from './tool-file.ts';

/** Tunnel credentials of cloudflared. */
export const cloudflared = toolFile({
  id: 'host.cloudflared',
  title: 'Cloudflare tunnels',
  format: 'jsonc',
  reads: [{ home: '.cloudflared/*.json' }, { system: '/etc/cloudflared/*.json' }],
  *items({ value }) {
    const tunnel = textOf(at(value, 'TunnelID'));
    if (tunnel !== null)
      yield {
        path: ['TunnelSecret'],
        name: `tunnel ${textOf(at(value, 'TunnelName')) ?? tunnel}`,
        provider: 'cloudflare',
        kind: 'token',
        nativeType: 'cloudflare-tunnel-secret',
        publicId: tunnel,
        expiresAt: noExpiry,
        identity: {
          kind: 'workload',
          nativeType: 'cloudflare-tunnel',
          key: `cloudflare:tunnel:${tunnel}`,
          name: tunnel,
        },
      };
  },
});
