import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Keeps secrets that are needed in clear later, such as keys of other systems, unreadable in the database. */
export interface Seal {
  /** AES-256-GCM under a key that follows from the installation's secret; another text each time. */
  close(text: string): string;
  /** Throws where it was sealed by another installation, or changed. What was never sealed is given back as it is. */
  open(sealed: string): string;
}

const PREFIX = 'sealed:1:';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const ofThisProcess = randomBytes(32).toString('base64');

/** Without a secret what is sealed is good for as long as the process lives. */
export function createSeal({ secret = ofThisProcess }: { secret?: string | undefined }): Seal {
  const key = Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'base64'), '', 'relevo sealed settings', 32));
  return {
    close(text) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const sealed = [iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return PREFIX + Buffer.concat(sealed).toString('base64');
    },
    open(sealed) {
      if (!sealed.startsWith(PREFIX)) return sealed;
      const bytes = Buffer.from(sealed.slice(PREFIX.length), 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      const text = [decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()];
      return Buffer.concat(text).toString('utf8');
    },
  };
}
