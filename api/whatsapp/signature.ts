import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whether Meta signed these very bytes: written anew, the same JSON is others. Source: webhooks of the Graph API. */
export function isSigned(appSecret: string, header: string | string[] | undefined, raw: Buffer): boolean {
  const [, hex] = /^sha256=([0-9a-f]{64})$/i.exec(String(header ?? '')) ?? [];
  if (!hex) return false;
  return timingSafeEqual(createHmac('sha256', appSecret).update(raw).digest(), Buffer.from(hex, 'hex'));
}

/** Whether it is the token, told in constant time. */
export function isToken(expected: string, given: unknown): boolean {
  const digest = (text: string) => createHmac('sha256', 'token').update(text).digest();
  return typeof given === 'string' && timingSafeEqual(digest(expected), digest(given));
}
