import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { DataConverter, Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';

const { Payload: PayloadMessage } = proto.temporal.api.common.v1;
const ENCRYPTED = 'binary/encrypted';
const utf8 = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | null | undefined) => (bytes ? new TextDecoder().decode(bytes) : '');

/**
 * How everything kept in Temporal is written. With a key it is encrypted (AES-256-GCM), named by the key's id; without
 * one it stays readable. Reading takes both, so that a key can be introduced on a running system.
 */
export function dataConverter(key: string | undefined): DataConverter {
  return {
    payloadCodecs: [payloadCodec(key ? Buffer.from(key, 'base64') : null)],
    ...(key ? { failureConverterPath: failureConverterPath() } : {}),
  };
}

/** Keeps messages and stack traces of failures inside payloads, where they are encrypted too. */
export function failureConverterPath(): string {
  return new URL('./failure-converter.ts', import.meta.url).pathname;
}

export function payloadCodec(key: Buffer | null): PayloadCodec {
  const keyId = key ? createHash('sha256').update(key).digest('hex').slice(0, 12) : null;
  return {
    async encode(payloads) {
      return key && keyId ? payloads.map((payload) => encrypt(payload, key, keyId)) : payloads;
    },
    async decode(payloads) {
      return payloads.map((payload) => {
        if (textOf(payload.metadata?.encoding) !== ENCRYPTED) return payload;
        const usedId = textOf(payload.metadata?.['key-id']);
        if (!key || usedId !== keyId)
          throw new Error(`a payload is encrypted with key ${usedId}: set PAYLOAD_ENCRYPTION_KEY to it`);
        return decrypt(payload, key);
      });
    },
  };
}

function encrypt(payload: Payload, key: Buffer, keyId: string): Payload {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const plain = PayloadMessage.encode(payload).finish();
  const data = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return { metadata: { encoding: utf8(ENCRYPTED), 'key-id': utf8(keyId) }, data };
}

function decrypt(payload: Payload, key: Buffer): Payload {
  const data = Buffer.from(payload.data ?? []);
  const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, 12));
  decipher.setAuthTag(data.subarray(-16));
  return PayloadMessage.decode(Buffer.concat([decipher.update(data.subarray(12, -16)), decipher.final()]));
}
