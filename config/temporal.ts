import { readFileSync } from 'node:fs';
import type { TLSConfig } from '@temporalio/client';
import type { Env } from './env.ts';

/** What both kinds of connection take. */
export interface TemporalAddress {
  address: string;
  apiKey?: string;
  tls?: TLSConfig;
}

/** How to reach the Temporal that the environment names; for `Connection.connect` and `NativeConnection.connect` alike. */
export function temporalConnection({ temporal }: Pick<Env, 'temporal'>): TemporalAddress {
  const { apiKey, tls } = temporal;
  const address = temporal.address ?? `127.0.0.1:${temporal.port}`;
  if (!tls.enabled) return { address };
  const { certPath, keyPath, caPath, serverName } = tls;
  return {
    address,
    ...(apiKey ? { apiKey } : {}),
    tls: {
      ...(serverName ? { serverNameOverride: serverName } : {}),
      ...(caPath ? { serverRootCACertificate: readFileSync(caPath) } : {}),
      ...(certPath && keyPath ? { clientCertPair: { crt: readFileSync(certPath), key: readFileSync(keyPath) } } : {}),
    },
  };
}
