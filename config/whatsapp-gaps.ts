import type { Env } from './env.ts';

/** The variables that WhatsApp still needs, by name. Empty where all are set, and where none is: then it is off. */
export function whatsappGaps({ accessToken, phoneNumberId, appSecret, verifyToken }: Env['whatsapp']): string[] {
  const needed = {
    WHATSAPP_ACCESS_TOKEN: accessToken,
    WHATSAPP_PHONE_NUMBER_ID: phoneNumberId,
    WHATSAPP_APP_SECRET: appSecret,
    WHATSAPP_VERIFY_TOKEN: verifyToken,
  };
  const missing = Object.entries(needed).flatMap(([name, value]) => (value === undefined ? [name] : []));
  return missing.length === Object.keys(needed).length ? [] : missing;
}
