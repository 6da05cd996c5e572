import type { Logger } from '../../config/logger.ts';
import { remedyOf } from '../../domain/whatsapp-errors.ts';
import { raiseChannelAlert } from '../../models/channel-alert.ts';
import type { TemplateDoc } from '../../models/template.ts';
import { TemplateModel } from '../../models/template.ts';
import { channelTrouble } from '../../texts/channel-alert.ts';
import type { WaChange } from './payload.ts';
import { waAccountEvent, waTemplateEvent } from './payload.ts';

const templateStatus: Readonly<Record<string, TemplateDoc['status']>> = {
  APPROVED: 'approved',
  REINSTATED: 'approved',
  PENDING: 'pending',
  IN_APPEAL: 'pending',
  REJECTED: 'rejected',
  PAUSED: 'paused',
  FLAGGED: 'paused',
  DISABLED: 'rejected',
};
/** What an account or number may come to without anybody having to act. */
const harmless = ['VERIFIED_ACCOUNT', 'ONBOARDING', 'UPGRADE', 'UNFLAGGED'];

/**
 * What Meta tells of the account and not of a chat: errors, templates, quality. It moves no conversation, so it is
 * noted as well as that can be done now; where it cannot, it is lost with the log line only.
 */
export async function takeAccountEvent({ field, value }: WaChange, logger: Pick<Logger, 'warn'>): Promise<void> {
  try {
    for (const { code, title, error_data } of value.errors ?? []) {
      logger.warn({ code, title }, 'WhatsApp told of an error of the account');
      const said = error_data?.details ?? title ?? '';
      if (remedyOf(code).alert) await raiseChannelAlert('whatsapp', String(code), channelTrouble(code, said));
    }
    if (field === 'message_template_status_update') await templateTold(value);
    if (field === 'account_update' || field === 'phone_number_quality_update') await accountTold(field, value, logger);
  } catch (error) {
    logger.warn({ err: error, field }, 'what WhatsApp told of the account was not noted');
  }
}

/** A template that Relevo knows is as Meta says; the others are none of ours. */
async function templateTold(value: unknown): Promise<void> {
  const told = waTemplateEvent.safeParse(value).data;
  const status = told && templateStatus[told.event];
  if (!status) return;
  const { message_template_name: name, message_template_language: language } = told;
  await TemplateModel.updateOne({ name, language }, { $set: { status, updatedAt: new Date() }, $inc: { version: 1 } });
}

async function accountTold(field: string, value: unknown, logger: Pick<Logger, 'warn'>): Promise<void> {
  const event = waAccountEvent.safeParse(value).data?.event;
  if (!event || harmless.includes(event)) return;
  logger.warn({ field, event }, 'WhatsApp told of the account');
  await raiseChannelAlert('whatsapp', event.toLowerCase(), `${field}: ${event}`);
}
