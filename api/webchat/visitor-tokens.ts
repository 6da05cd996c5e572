import { hkdfSync, randomBytes } from 'node:crypto';
import jwt from '@fastify/jwt';
import { z } from 'zod';
import type { App } from '../app.ts';

/** Who a visitor token speaks for. */
export interface Visitor {
  /** An id of ours: what the channel calls the contact. */
  externalId: string;
  name?: string | undefined;
  email?: string | undefined;
}

export interface VisitorTokens {
  issue(visitor: Visitor): { token: string; expiresAt: Date };
  /** Null for what is forged, expired, or was made for anything but the web chat. */
  read(token: string): (Visitor & { expiresAt: Date }) | null;
}

const LIFE_SECONDS = 7 * 24 * 3600;
const AUDIENCE = 'webchat';

const claims = z.object({
  sub: z.string(),
  exp: z.number(),
  name: z.string().optional(),
  email: z.string().optional(),
});

/**
 * Signs what a visitor shows instead of a key. The signing key is derived from the secret, for this purpose alone;
 * without a secret the tokens are good for as long as the process lives.
 */
export async function visitorTokens(app: App, secret: string | undefined): Promise<VisitorTokens> {
  const source = secret === undefined ? randomBytes(32) : Buffer.from(secret, 'base64');
  await app.register(jwt, {
    secret: Buffer.from(hkdfSync('sha256', source, '', 'relevo webchat visitor token', 32)),
    sign: { algorithm: 'HS256', aud: AUDIENCE },
    verify: { algorithms: ['HS256'], allowedAud: AUDIENCE, requiredClaims: ['aud', 'exp', 'sub'] },
  });
  return {
    issue({ externalId, name, email }) {
      const exp = Math.floor(Date.now() / 1000) + LIFE_SECONDS;
      const told = { ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) };
      return { token: app.jwt.sign({ sub: externalId, exp, ...told }), expiresAt: new Date(exp * 1000) };
    },

    read(token) {
      try {
        const { sub, exp, name, email } = claims.parse(app.jwt.verify(token));
        return { externalId: sub, name, email, expiresAt: new Date(exp * 1000) };
      } catch {
        return null;
      }
    },
  };
}
