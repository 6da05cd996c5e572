import { cancellationSignal } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { Output } from '../domain/rows.ts';
import { createReconciliation } from '../models/reconcile-slots.ts';
import { WebhookModel } from '../models/webhook.ts';
import { roomsToBuild } from '../models/room.ts';
import { SettingsModel } from '../models/settings.ts';
import { buildNow } from '../workflows/room-queue.ts';
import type { RoomBuilderActivities } from '../workflows/room-builder.ts';
import type { RoomEventActivities } from '../workflows/room-events.ts';
import type { RoomNewsActivities } from '../workflows/room-news.ts';
import type { AssignmentActivities } from '../workflows/assignment.ts';
import type { PresenceActivities } from '../workflows/presence-sweep.ts';
import type { MailActivities } from '../workflows/mail-delivery.ts';
import type { FileActivities } from '../workflows/file-fetch.ts';
import type { DeliveryActivities } from '../workflows/webhook-delivery.ts';
import { readSettings } from './account-settings.ts';
import { createAssignment } from './assignment.ts';
import type { Bot } from './bot/bot.ts';
import { createBotWorld } from './bot-world.ts';
import { createAvailability } from './availability.ts';
import { cached } from './cached.ts';
import type { ConversationActivities } from './contract.ts';
import { createFileFetching } from './files/fetch-file.ts';
import { createLinkSource } from './files/link-source.ts';
import { createFetchStart } from './files/start-fetches.ts';
import type { CasesDeps } from './helpdesk/cases.ts';
import { createCases } from './helpdesk/cases.ts';
import { createGaps } from './gaps.ts';
import { createNudges } from './nudges.ts';
import { createOffers } from './offers.ts';
import { createDeliveries } from './outgoing/deliver.ts';
import type { Endpoints } from './outgoing/publish.ts';
import { createFileNews, createPublish } from './outgoing/publish.ts';
import { createPresence } from './presence.ts';
import { createReadModel } from './read-model.ts';
import { whileAlive } from './while-alive.ts';
import type { CloudGroupsOptions } from './rooms/cloud-groups.ts';
import { createCloudGroups } from './rooms/cloud-groups.ts';
import { createRooms } from './rooms/index.ts';
import type { TicketActivities } from './ticket-contract.ts';
import { createAlertMails } from './mail/alerts.ts';
import { createMail } from './mail/mail.ts';
import type { MailProvider } from './mail/resend.ts';
import { withOwnTexts } from '../texts/render.ts';
import { createTickets } from './tickets.ts';
import type { WhatsAppActivities } from '../workflows/whatsapp-sending.ts';
import { createReadMarks } from './whatsapp/read-marks.ts';
import { createWhatsAppMedia } from './whatsapp/media-source.ts';
import type { WhatsAppDeps } from './whatsapp/sending.ts';
import { createWhatsApp } from './whatsapp/sending.ts';
import { withInbox } from './with-inbox.ts';

export interface ActivityDeps {
  client: Client;
  bot: Bot;
  /** The addresses a URL leads to; throws where it may not be reached. */
  allowedAddresses(url: string): Promise<string[]>;
  /** Milliseconds of an ISO 8601 duration. */
  durationMs(iso: string): number;
  /** Where people open a chat. */
  chatUrl(contactId: string): string;
  /** Null: mails are held. */
  mailProvider: MailProvider | null;
  /** Cases in helpdesks. */
  helpdesk: Pick<CasesDeps, 'open' | 'mediaUrl' | 'timeoutMs'>;
  /** Left out: the account is not on WhatsApp. */
  whatsapp?: Omit<WhatsAppDeps, 'client'>;
  /** What may be posted in groups where nobody has written for a day; left out: nothing. */
  roomTemplate?: CloudGroupsOptions['template'];
}

export type Activities = ConversationActivities &
  DeliveryActivities &
  PresenceActivities &
  AssignmentActivities &
  TicketActivities &
  MailActivities &
  WhatsAppActivities &
  RoomNewsActivities &
  RoomEventActivities &
  RoomBuilderActivities &
  FileActivities;

/** Everything conversations do to the world, over what it is given. */
export function createActivities({
  client,
  bot,
  allowedAddresses,
  durationMs,
  chatUrl,
  mailProvider,
  helpdesk,
  whatsapp = { graph: null, refOf: () => '' },
  roomTemplate = null,
}: ActivityDeps): Activities {
  const endpoints = createEndpoints();
  const settings = cached(async () => (await SettingsModel.findById('account').lean())?.value, 1000);
  const presenceTimeout = async () => durationMs((await settings())?.presenceTimeout ?? 'PT2M');
  const texts = async () => withOwnTexts((await settings())?.texts ?? {});
  const pace = async () => durationMs((await settings())?.roomCreationPace ?? 'PT90S');
  const links = createLinkSource(allowedAddresses);
  const marks = createReadMarks(whatsapp.graph, async () => (await settings())?.whatsapp?.readMarks !== false);
  const whatsappMedia = createWhatsAppMedia(whatsapp.graph, allowedAddresses);
  const groups = whatsapp.graph && createCloudGroups({ graph: whatsapp.graph, template: roomTemplate });
  const nudges = createNudges(client, presenceTimeout);
  const alertMails = createAlertMails({ client, settings, chatUrl });
  const reconcileSlots = createReconciliation();
  const gaps = createGaps(createBotWorld(readSettings).articles);
  const committed = (outputs: readonly Output[]) => {
    nudges.committed(outputs);
    gaps.committed(outputs);
  };
  return {
    ...createReadModel(committed, createFetchStart(client)),
    ...createAssignment(client, presenceTimeout),
    ...createOffers(presenceTimeout),
    ...createPresence(client, durationMs, async () => {
      await reconcileSlots();
      await nudges.lookWherePossible();
      if (groups && (await roomsToBuild())) await client.workflow.signalWithStart('roomBuilder', buildNow());
      void gaps.group();
      await alertMails.tellByMail();
    }),
    ...createAvailability(presenceTimeout, texts),
    ...createPublish(client, endpoints),
    ...createFileFetching({
      sourceOf: ({ source }) => (source === 'whatsapp' ? whatsappMedia : links),
      tell: createFileNews(client, endpoints),
    }),
    ...createDeliveries({ endpoints, allowedAddresses }),
    ...createTickets({ client, endpoints, chatUrl }),
    ...createCases({ ...helpdesk, settings: readSettings, allowedAddresses, chatUrl }),
    ...createRooms({
      client,
      provider: groups,
      files: whatsappMedia,
      presenceTimeout,
      pace,
      cameOnline: nudges.cameOnline,
    }),
    ...createMail({ client, provider: mailProvider, chatUrl }),
    ...createWhatsApp({ client, ...whatsapp, marks }),
    askBot: async (input) => {
      marks.thinking(input);
      return withInbox(await whileAlive(() => bot.answer(input, cancellationSignal())));
    },
  };
}

function createEndpoints(): Endpoints {
  const active = cached(() => WebhookModel.find({ active: true }).lean(), 1000);
  return {
    active,
    byId: async (id) =>
      (await active()).find((endpoint) => endpoint._id === id) ?? (await WebhookModel.findById(id).lean()),
  };
}
