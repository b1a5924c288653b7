import { describe, expect, it } from 'vitest';
import { isOwnMachine } from './own-machine.ts';

describe('isOwnMachine', () => {
  it.each([
    'http://localhost',
    'http://LOCALHOST:3000/mcp',
    'http://localhost./mcp',
    'http://tools.localhost:8080/mcp',
    'http://docker.for.mac.localhost/mcp',
    'http://localhost.localdomain/',
    'http://127.0.0.1:3000',
    'http://127.255.1.9/mcp',
    'http://127.1/mcp',
    'http://2130706433/mcp',
    'http://0.0.0.0:8000/sse',
    'http://[::1]:3000/mcp',
    'http://[0:0:0:0:0:0:0:1]/mcp',
    'http://[::]:3000/mcp',
    'http://[::ffff:127.0.0.1]/mcp',
    'http://host.docker.internal:3000/mcp',
    'http://gateway.docker.internal/mcp',
    'https://host.containers.internal/mcp',
    'http://host.minikube.internal/mcp',
    'http://host-gateway:3000/mcp',
    'ws://localhost:9229',
    'http://user@localhost:3000/mcp',
    'http://localhost:{port}/mcp',
    'http://127.0.0.1:${PORT}',
  ])('%s is on this machine', (url) => {
    expect(isOwnMachine(url)).toBe(true);
  });

  it.each([
    'https://tools.example',
    'http://localhost.example/mcp',
    'http://mylocalhost/mcp',
    'http://localhost@tools.example/mcp',
    'http://localhost:{port}@tools.example/mcp',
    'http://tools.example/localhost',
    'http://tools.example?next=http://localhost',
    'http://127.0.0.1.nip.io/mcp',
    'http://127.0.0.1.example/mcp',
    'http://128.0.0.1/mcp',
    'http://10.0.0.1/mcp',
    'http://192.168.1.20/mcp',
    'http://0.0.0.1/mcp',
    'http://[::2]/mcp',
    'http://[::ffff:10.0.0.1]/mcp',
    'http://[fe80::1]/mcp',
    'http://host.docker.internal.example/mcp',
    'http://docker.internal/mcp',
    'http://other.docker.internal/mcp',
    'http://{host}:3000/mcp',
    'localhost',
    '',
    '[not a URL]',
  ])('%s is not, or does not tell', (url) => {
    expect(isOwnMachine(url)).toBe(false);
  });
});
