import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

export interface TargetRules {
  production: boolean;
  /** Host names or addresses, lower case, that may be private. */
  allowedPrivateHosts: readonly string[];
}

/** Why an address may not be called. */
export class ForbiddenTarget extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ForbiddenTarget';
  }
}

/** The name servers know nothing of the host, at this moment. */
export class UnknownHost extends ForbiddenTarget {
  constructor(host: string) {
    super(`${host} is not known to the name servers`);
  }
}

/**
 * Refuses addresses that nothing of ours may be sent to: other schemes, credentials in the address, and in production
 * whatever leads into private networks. Gives the addresses that the host has now, in the order to try them; connect
 * to one of these, since asking again may bring another answer. Outside production there may be none. Called when an address is saved and at each delivery.
 */
export async function assertAllowedTarget(url: string, rules: TargetRules): Promise<{ addresses: string[] }> {
  const { protocol, username, password, hostname } = parse(url);
  if (protocol !== 'https:' && protocol !== 'http:') throw new ForbiddenTarget('Expected an http or https address');
  if (username || password) throw new ForbiddenTarget('An address may not hold credentials');
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const addresses = await resolve(host);
  if (addresses.length === 0 && rules.production) throw new UnknownHost(host);
  if (!rules.production || rules.allowedPrivateHosts.includes(host)) return { addresses };
  const refused = addresses.find((address) => isPrivate(address));
  if (refused !== undefined && !rules.allowedPrivateHosts.includes(refused)) {
    throw new ForbiddenTarget(`${host} leads into a private network`);
  }
  return { addresses };
}

function parse(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw new ForbiddenTarget('Expected an http or https address');
  }
}

async function resolve(host: string): Promise<string[]> {
  if (isIP(host)) return [host];
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    return [];
  }
}

/** Everything that is no public unicast address: private, loopback, link-local, shared, reserved, multicast. */
const closed = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  closed.addSubnet(network, prefix, 'ipv4');
}
const open = new BlockList();
open.addSubnet('2000::', 3, 'ipv6');
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  closed.addSubnet(network, prefix, 'ipv6');
}

function isPrivate(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return closed.check(mapped, 'ipv4');
  if (isIP(address) === 4) return closed.check(address, 'ipv4');
  return !open.check(address, 'ipv6') || closed.check(address, 'ipv6');
}
