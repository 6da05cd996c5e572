import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createAlertMails } from '../../activities/mail/alerts.ts';
import type { MailProvider } from '../../activities/mail/resend.ts';
import { createResend, NotNow, Refused } from '../../activities/mail/resend.ts';
import { verified } from '../../api/mail/told.ts';
import type { AlertDoc } from '../../models/alert.ts';
import { AlertModel } from '../../models/alert.ts';
import { MailModel } from '../../models/mail.ts';
import { SettingsModel } from '../../models/settings.ts';
import { TicketModel } from '../../models/ticket.ts';
import type { FakeResend } from '../fakes/resend.ts';
import { openFakeResend } from '../fakes/resend.ts';
import { until } from '../support/stage.ts';
import type { Floor } from './floor.ts';
import { openFloor, refused, withBot } from './floor.ts';
import type { Site } from './site.ts';
import { keyFor, openSite } from './site.ts';

const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
let resend: FakeResend;
let floor: Floor;
let site: Site;
/** Sending fails in this process after the provider has answered, so many times. */
let lost = 0;
let held = false;
let provider: MailProvider;

beforeAll(async () => {
  resend = await openFakeResend();
  provider = createResend({ apiKey: resend.apiKey, baseUrl: resend.baseUrl, from: 'Relevo <hola@example.com>' });
  floor = await openFloor({
    mailProvider: {
      ...provider,
      async send(mail, key) {
        const id = await provider.send(mail, key);
        if (lost-- > 0) throw new Error('the process ended here');
        return id;
      },
    },
    activities: (real) => ({
      ...real,
      sendMail: async (order) => {
        if (held) await MailModel.updateOne({ _id: order.mailId }, { $set: { status: 'held' } });
        else await real.sendMail(order);
      },
    }),
  });
  site = await openSite(floor.stage, { RESEND_API_KEY: 're_test', RESEND_WEBHOOK_SECRET: secret });
});
afterEach(() => {
  lost = 0;
  held = false;
});
afterAll(async () => {
  await site.app.close();
  await floor.close();
  await resend.close();
});

const area = async (emails: string[], rest: object = {}) => {
  const answer = await floor.sofia.post('/v1/areas', { name: `Área ${randomUUID()}`, emails, notify: true, ...rest });
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
};
const someone = () => `${randomUUID()}@example.com`;
/** Opens a ticket that goes to an area of its own. */
async function ticketFor(emails: string[], summary = 'No enciende', fields = {}) {
  const own = await area(emails, { subtypes: ['GARANTIA'] });
  const chat = await withBot(floor);
  const ticket = await chat.done(floor.ana, 'tickets', { type: 'POSTVENTA', subtype: 'GARANTIA', summary, fields });
  await until('the area to be told', async () => (await TicketModel.findById(ticket.id).lean())?.mailed);
  expect(ticket.areaId).toBe(own.id);
  await floor.sofia.delete(`/v1/areas/${own.id}`);
  return { ticket, own };
}
const mailsTo = (address: string) => resend.taken.filter(({ to }) => to.includes(address));
const once = (address: string) => until(`a mail to ${address}`, () => mailsTo(address)[0]);
const mailOf = (ticketId: string) => MailModel.findOne({ ticketId }).lean();
const status = (ticketId: string, wanted: string) =>
  until(`the mail to be ${wanted}`, async () => (await mailOf(ticketId))?.status === wanted);

test('a new ticket is one mail to its area, with the facts and a link, in which nothing that people wrote acts as HTML', async () => {
  const [a, b] = [someone(), someone()];
  const { ticket } = await ticketFor([a, b], '<img src=x onerror=alert(1)> & "comillas"', {
    '<b>dni</b>': '30 <i>',
    factura: 'B-1',
  });
  const mail = await once(a);
  expect(mail.to).toEqual([a, b]);
  expect(mail.subject).toBe(`Nuevo ticket #${ticket.number}: Garantía`);
  expect(mail.html).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;comillas&quot;');
  expect(mail.html).not.toMatch(/<img|<i>|<b>/);
  for (const fact of [
    `#${ticket.number}`,
    'Garantía',
    'Nombre, Apellido, Teléfono',
    'Número de factura',
    'Ana',
    `/chats/${ticket.contactId}`,
  ]) {
    expect(mail.html).toContain(fact);
    expect(mail.text).toContain(fact);
  }
  await status(ticket.id, 'sent');
  expect(mailsTo(a)).toHaveLength(1);
});

test('a mail that was taken without our hearing of it, twice, is one mail', async () => {
  const address = someone();
  resend.next('taken-but-silent');
  lost = 1;
  const { ticket } = await ticketFor([address]);
  await status(ticket.id, 'sent');
  expect(mailsTo(address)).toHaveLength(1);
  const tries = resend.asked.filter(({ to }) => to.includes(address));
  expect(tries).toHaveLength(3);
  expect(new Set(tries.map((one) => JSON.stringify(one))).size).toBe(1);
});

test.each([
  ['error-401-missing-key', Refused],
  ['error-403-invalid-key', Refused],
  ['error-422-from', Refused],
  ['error-409-idempotency-mismatch', Refused],
  ['error-409-concurrent', NotNow],
  ['error-429-rate', NotNow],
  ['error-429-daily-quota', NotNow],
])('the answer %s is taken for what it is', async (fixture, kind) => {
  resend.next(fixture);
  const mail = { from: 'a@example.com', to: ['b@example.com'], subject: 'x', html: 'x', text: 'x', tags: [] };
  const sent = provider.send(mail, randomUUID());
  await expect(sent).rejects.toBeInstanceOf(kind);
  const waits: Record<string, number> = { 'error-429-rate': 1000, 'error-429-daily-quota': 3 * 3_600_000 };
  if (fixture in waits) await expect(sent).rejects.toHaveProperty('waitMs', waits[fixture]);
});

test('sixty addresses are two mails, and each gets one', async () => {
  const addresses = Array.from({ length: 60 }, someone);
  await ticketFor(addresses);
  await once(addresses[0] ?? '');
  await once(addresses[59] ?? '');
  for (const address of addresses) expect(mailsTo(address)).toHaveLength(1);
});

test('what the provider refuses is told to supervisors, and sent once when it is asked for again', async () => {
  const address = someone();
  resend.next('error-403-domain');
  const { ticket } = await ticketFor([address]);
  await status(ticket.id, 'failed');
  const alerts = await until('the alert', async () => {
    const { body } = await floor.sofia.get(`/v1/alerts?open=true&kind=mail-failed&contactId=${ticket.contactId}`);
    return body.items.length > 0 ? body.items : null;
  });
  expect(alerts[0]).toMatchObject({ ticketId: ticket.id, detail: expect.stringContaining('not verified') });
  expect((await floor.sofia.post(`/v1/alerts/${alerts[0].id}/acknowledge`)).body.open).toBe(false);
  const admin = site.as(await keyFor({ role: 'admin', name: 'Admin', agentId: floor.admin.id }));
  expect((await admin.post('/v1/outbox/send')).status).toBe(202);
  await once(address);
  await status(ticket.id, 'sent');
  await admin.post('/v1/outbox/send');
  expect(mailsTo(address)).toHaveLength(1);
});

/** `relevo outbox send`, as an administrator types it. */
async function relevoSends(base: string, key: string) {
  const env = { ...process.env, RELEVO_HOME: '/nowhere/relevo', PUBLIC_URL: base };
  return promisify(execFile)(process.execPath, [relevo, 'outbox', 'send', '--key', key], { env });
}
const relevo = fileURLToPath(new URL('../../cli/relevo.ts', import.meta.url));

test('without a provider mails wait in the outbox, and are sent later, once', async () => {
  const address = someone();
  held = true;
  const { ticket } = await ticketFor([address]);
  await status(ticket.id, 'held');
  const { body } = await floor.admin.get(`/v1/outbox?ticketId=${ticket.id}`);
  expect(body.items).toEqual([expect.objectContaining({ to: [address], status: 'held', ticketId: ticket.id })]);
  expect((await floor.sofia.get('/v1/outbox')).status).toBe(403);
  expect(refused(await floor.admin.post('/v1/outbox/send'))).toEqual([422, 'mail-not-configured']);
  const key = await keyFor({ role: 'admin', name: 'Admin', agentId: floor.admin.id });
  await expect(relevoSends(floor.site.base, key)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('No mail provider is configured'),
  });
  held = false;
  const [sent, told] = await Promise.all([site.as(key).post('/v1/outbox/send'), relevoSends(site.base, key)]);
  expect(sent.status).toBe(202);
  expect(told.stdout).toMatch(/^\d+ on their way/);
  await status(ticket.id, 'sent');
  expect(mailsTo(address)).toHaveLength(1);
  expect((await floor.admin.get(`/v1/outbox?ticketId=${ticket.id}`)).body.items).toEqual([]);
});

test('an area that wants none, and an address that mail does not reach, get none', async () => {
  const [silent, gone, good] = [someone(), someone(), someone()];
  const quiet = await area([silent], { notify: false, types: ['VENTA'] });
  const chat = await withBot(floor);
  const sale = await chat.done(floor.ana, 'tickets', { type: 'VENTA', subtype: 'POTENCIAL_CLIENTE' });
  expect(sale.areaId).toBe(quiet.id);
  const own = await area([gone, good], { subtypes: ['QUEJAS'] });
  for (const id of ['msg_1', 'msg_1'])
    expect(
      await tells(id, {
        type: 'email.bounced',
        data: { email_id: 'x', to: [gone], bounce: { type: 'Permanent', message: 'unknown' } },
      }),
    ).toBe(204);
  const marked = (await floor.sofia.get(`/v1/areas/${own.id}`)).body;
  expect(marked.undeliverable).toEqual([{ email: gone, reason: 'bounced: unknown', at: expect.any(String) }]);
  const { body } = await floor.sofia.get('/v1/alerts?kind=mail-undeliverable');
  expect(body.items.filter(({ detail }: { detail: string }) => detail.includes(gone))).toHaveLength(1);
  const complaint = await chat.done(floor.ana, 'tickets', { type: 'POSTVENTA', subtype: 'QUEJAS' });
  expect((await once(good)).to).toEqual([good]);
  await status(complaint.id, 'sent');
  expect([...mailsTo(silent), ...mailsTo(gone)]).toEqual([]);
  const cleared = await floor.sofia.patch(`/v1/areas/${own.id}`, { emails: [good] });
  const again = await floor.sofia.patch(`/v1/areas/${own.id}`, { emails: [good, gone.toUpperCase(), gone] });
  expect([cleared.body.undeliverable, again.body.undeliverable, again.body.emails]).toEqual([[], [], [good, gone]]);
});

test('an area that is removed hands its tickets to Área General, which stays', async () => {
  const own = await area([], { subtypes: ['DEVOLUCION'] });
  const chat = await withBot(floor);
  const ticket = await chat.done(floor.ana, 'tickets', { type: 'POSTVENTA', subtype: 'DEVOLUCION' });
  expect(ticket.areaId).toBe(own.id);
  expect((await floor.sofia.delete(`/v1/areas/${own.id}`)).status).toBe(204);
  expect((await floor.sofia.get(`/v1/tickets/${ticket.id}`)).body.areaId).toBe('general');
  expect(refused(await floor.sofia.delete('/v1/areas/general'))).toEqual([409, 'built-in']);
  expect((await floor.sofia.patch('/v1/areas/general', { name: 'Todo', notify: false })).body.name).toBe('Todo');
  for (const emails of [['no es un correo'], ['a@b'], 'a@example.com'])
    expect(refused(await floor.sofia.post('/v1/areas', { name: 'X', emails }))).toEqual([400, 'invalid-request']);
  expect(refused(await floor.ana.post('/v1/areas', { name: 'X', emails: [] }))).toEqual([403, 'forbidden']);
});

test('what is not signed by the provider is refused', async () => {
  const event = { type: 'email.bounced', data: { email_id: 'x', to: ['a@example.com'] } };
  expect(await tells('msg_2', event, 'whsec_bm90IHRoZSBzZWNyZXQgb2YgdGhlIHByb3ZpZGVy')).toBe(401);
  const plain = await fetch(`${site.base}/webhooks/resend`, { method: 'POST', body: '{}' });
  expect(plain.status).toBe(401);
});

test.each(['bounced', 'complained', 'delivered', 'failed', 'suppressed'])(
  'the recorded event email.%s verifies',
  (name) => {
    const fixture = JSON.parse(
      readFileSync(new URL(`../corpus/resend/webhook-email-${name}.json`, import.meta.url), 'utf8'),
    );
    vi.useFakeTimers({ toFake: ['Date'], now: Number(fixture.headers['svix-timestamp']) * 1000 });
    try {
      expect(verified(fixture.secret, fixture.headers, fixture.rawBody)).toEqual(fixture.body);
      expect(verified(fixture.secret, fixture.headers, `${fixture.rawBody} `)).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  },
);

async function tells(id: string, event: object, key = secret): Promise<number> {
  const body = JSON.stringify(event);
  const now = new Date();
  const response = await fetch(`${site.base}/webhooks/resend`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'svix-id': id,
      'svix-timestamp': String(Math.floor(now.getTime() / 1000)),
      'svix-signature': new Webhook(key).sign(id, now, body),
    },
    body,
  });
  return response.status;
}

test('alerts are told to whom settings name: each once, one by itself and what comes within a minute together', async () => {
  const boss = someone();
  const kinds = ['unattended', 'angry-customer', 'mail-failed'] as const;
  await floor.settings({ alertMail: { emails: [boss], kinds: [...kinds] } });
  const { admin, stage } = floor;
  const settings = async () => (await SettingsModel.findById('account').lean())?.value;
  const { tellByMail } = createAlertMails({
    client: stage.client,
    settings,
    chatUrl: (id) => `https://x.example/chats/${id}`,
  });
  const chat = await withBot(floor);
  let n = 0;
  const raise = (kind: AlertDoc['kind'], more: Partial<AlertDoc> = {}) =>
    AlertModel.create({
      _id: `alr_${randomUUID()}`,
      contactId: chat.id,
      kind,
      level: 1,
      state: 'BANDEJA',
      place: { label: 'General <b>' },
      raisedAt: Date.now() + n++,
      open: true,
      ...more,
    } as never);

  await raise('unattended', { level: 2 });
  await tellByMail();
  const first = await once(boss);
  expect(first.subject).toMatch(/^Alerta: .*\(aviso 2\)$/);
  expect(first.text).toContain(`https://x.example/chats/${chat.id}`);
  expect(first.html).toContain('General &lt;b&gt;');

  await Promise.all([
    raise('angry-customer'),
    raise('unattended'),
    raise('unanswered'),
    raise('mail-failed', { contactId: null }),
  ]);
  await raise('unattended', { open: false });
  await tellByMail();
  const told = () => MailModel.find({ alerts: true }).sort({ createdAt: 1 }).lean();
  expect(await told()).toHaveLength(1);
  await MailModel.updateMany({ alerts: true }, { $inc: { createdAt: -61_000 } });
  await Promise.all([tellByMail(), tellByMail()]);
  await tellByMail();
  await until('the second mail', () => mailsTo(boss).length === 2);
  expect(mailsTo(boss)[1]?.subject).toBe('2 alertas para mirar');
  expect(await told()).toHaveLength(2);
  expect((await admin.patch('/v1/settings', { alertMail: null })).status).toBe(200);
});
