/**
 * Names by which programs in containers and virtual machines call the machine that runs them: Docker
 * Desktop, Podman, Lima, Rancher Desktop, minikube, k3d, OrbStack.
 */
const hostGateways = new Set([
  'docker.for.mac.host.internal',
  'docker.for.win.host.internal',
  'gateway.containers.internal',
  'gateway.docker.internal',
  'host-gateway',
  'host.containers.internal',
  'host.docker.internal',
  'host.k3d.internal',
  'host.lima.internal',
  'host.minikube.internal',
  'host.orb.internal',
  'host.rancher-desktop.internal',
  'kubernetes.docker.internal',
]);

const loopbackNames = new Set([
  'ip6-localhost',
  'ip6-loopback',
  'localhost',
  'localhost.localdomain',
]);

/** Loopback and "this host" as a URL writes them: RFC 1122 3.2.1.3, RFC 4291 2.5.2, 2.5.3 and 2.5.5.2. */
const ownAddress =
  /^(?:127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]|\[::ffff:0:0\])$/;

/**
 * Whether a URL leads to the machine of whoever calls it: `localhost` and names below it (RFC 6761 6.3),
 * loopback addresses, and the names that containers have for their host. False for other text.
 */
export function isOwnMachine(url: string): boolean {
  const host = hostOf(url)?.replace(/\.$/, '');
  if (host === undefined) return false;
  return (
    loopbackNames.has(host) ||
    host.endsWith('.localhost') ||
    hostGateways.has(host) ||
    ownAddress.test(host)
  );
}

/** The host in lower case. What is no URL because of a variable in its port or path still names one. */
function hostOf(url: string): string | undefined {
  if (URL.canParse(url)) return new URL(url).hostname.toLowerCase();
  return /^[a-z][a-z\d+.-]*:\/\/(\[[\da-f:.]+\]|[\w.-]+)(?=[:/?#]|$)(?!:[^/?#]*@)/i
    .exec(url)?.[1]
    ?.toLowerCase();
}
