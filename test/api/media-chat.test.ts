import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visitorMedia } from '../../api/media/access.ts';
import { createMediaLinks } from '../../api/media/links.ts';
import type { Caller } from '../../domain/caller.ts';
import { MessageModel } from '../../models/message.ts';
import { sweepMedia } from '../../models/media-sweep.ts';
import type { Chat } from '../support/chat.ts';
import { newChat, takenChat } from '../support/chat.ts';
import type { Stage } from '../support/stage.ts';
import { integrator, openStage, until } from '../support/stage.ts';
import type { FileHost } from './file-host.ts';
import { openFileHost } from './file-host.ts';
import { listen } from './listener.ts';
import { mp3, mp4, oggOpus, pdf, pngFile, sticker } from './media-files.ts';
import { download, pathOf, upload } from './media-form.ts';
import type { Site } from './site.ts';
import { keyFor, openSite } from './site.ts';

let stage: Stage;
let site: Site;
let host: FileHost;
let people: Record<'ana' | 'bruno', Caller>;
let keys: Record<'ana' | 'bruno' | 'sofia' | 'hub', string>;
beforeAll(async () => {
  stage = await openStage();
  people = { ana: await stage.agent('Ana'), bruno: await stage.agent('Bruno') };
  const sofia = await stage.agent('Sofía', { role: 'supervisor' });
  keys = {
    ana: await keyFor(people.ana),
    bruno: await keyFor(people.bruno),
    sofia: await keyFor(sofia),
    hub: await keyFor(integrator),
  };
  site = await openSite(stage);
  host = await openFileHost();
});
afterAll(async () => {
  host.close();
  await site.app.close();
  await stage.close();
});

type Who = keyof typeof keys;
const give = async (kind: string, bytes: Buffer, fileName: string, who: Who = 'ana', more = {}) => {
  const { status, body } = await upload({ base: site.base, key: keys[who] }, { kind, bytes, fileName, more });
  expect([status, body.detail]).toEqual([201, undefined]);
  return body;
};
const write = (chat: Chat, body: object, who: Who = 'ana') =>
  site.as(keys[who]).post(`/v1/conversations/${chat.id}/messages`, body);
const status = async (id: string, who: Who) => {
  const [about, content] = await Promise.all([
    site.as(keys[who]).get(`/v1/media/${id}`),
    download(`${site.base}/v1/media/${id}/content`, { authorization: `Bearer ${keys[who]}` }),
  ]);
  expect(content.status).toBe(about.status);
  return about.status;
};
const whoReads = async (id: string) => {
  const all = await Promise.all(
    (['ana', 'bruno', 'sofia', 'hub'] as const).map(async (who) => [who, await status(id, who)]),
  );
  return all.filter(([, code]) => code === 200).map(([who]) => who);
};

describe('a message with a file', () => {
  test('shows the file in the answer and in the transcript', async () => {
    const chat = await takenChat(stage, people.ana);
    const file = await give('image', await pngFile(), 'plano.png');
    const sent = await write(chat, { type: 'image', mediaId: file.id, text: 'El plano' });
    const media = {
      id: file.id,
      kind: 'image',
      mimeType: 'image/png',
      size: file.size,
      fileName: 'plano.png',
      sha256: file.sha256,
      width: 40,
      height: 30,
      url: `/v1/media/${file.id}/content`,
    };
    expect(sent.status).toBe(201);
    expect(sent.body).toMatchObject({ type: 'image', text: 'El plano', media, direction: 'out' });
    const { body } = await site.as(keys.hub).get(`/v1/conversations/${chat.id}/messages`);
    expect(body.items.at(-1)).toMatchObject({ id: sent.body.id, media });
  });

  test('goes in the type of its kind, and voice goes as audio', async () => {
    const chat = await takenChat(stage, people.ana);
    const files: [string, Buffer, string, string][] = [
      ['audio', mp3(), 'a.mp3', 'audio'],
      ['voice', oggOpus(), 'a.ogg', 'audio'],
      ['video', mp4([['vide', 'avc1']]), 'a.mp4', 'video'],
      ['document', pdf(), 'a.pdf', 'document'],
      ['sticker', await sticker().webp().toBuffer(), 'a.webp', 'sticker'],
    ];
    for (const [kind, bytes, fileName, type] of files) {
      const { id } = await give(kind, bytes, fileName);
      const wrong = await write(chat, { type: type === 'image' ? 'video' : 'image', mediaId: id });
      expect([kind, wrong.status, wrong.body.code]).toEqual([kind, 422, 'content-unsupported']);
      const sent = await write(chat, { type, mediaId: id });
      expect([kind, sent.status, sent.body.media.voice]).toEqual([kind, 201, kind === 'voice' ? true : undefined]);
    }
  });

  test('has no text where the channels carry none, and a limited one elsewhere', async () => {
    const chat = await takenChat(stage, people.ana);
    const [voice, document] = [await give('voice', oggOpus(), 'a.ogg'), await give('document', pdf(), 'a.pdf')];
    const spoken = await write(chat, { type: 'audio', mediaId: voice.id, text: 'hola' });
    expect([spoken.status, spoken.body.code]).toEqual([422, 'content-unsupported']);
    const long = await write(chat, { type: 'document', mediaId: document.id, text: 'a'.repeat(1025) });
    expect([long.status, long.body.detail]).toEqual([422, expect.stringContaining('1024')]);
  });

  test.each([
    ['an unknown file', { type: 'image', mediaId: 'med_unknown' }],
    ['no file', { type: 'image' }],
    ['a file in a text', { type: 'text', text: 'hola', mediaId: 'med_unknown' }],
    ['a type that cannot be sent', { type: 'location' }],
    ['an empty text', { type: 'text', text: ' ' }],
  ])('with %s is 422', async (_, body) => {
    const chat = await takenChat(stage, people.ana);
    const sent = await write(chat, body);
    expect([sent.status, sent.body.code]).toEqual([422, 'content-unsupported']);
  });

  test('is not sent with a file that its sender may not read', async () => {
    const chat = await takenChat(stage, people.bruno);
    const { id } = await give('document', pdf(), 'a.pdf', 'ana');
    const sent = await write(chat, { type: 'document', mediaId: id }, 'bruno');
    expect([sent.status, sent.body.detail]).toEqual([422, 'There is no such file.']);
  });

  test('may be said by an integrator’s bot', async () => {
    const chat = newChat(stage);
    await chat.writes('Hola');
    await chat.once('the bot to answer', (c) => c.chat.state === 'BOT' && c.waitingSince === null);
    const { id } = await give('document', pdf(), 'a.pdf', 'hub');
    const path = `/v1/conversations/${chat.id}/bot-messages`;
    const sent = await site.as(keys.hub).post(path, { type: 'document', mediaId: id });
    expect([sent.status, sent.body.author.kind, sent.body.media.id]).toEqual([201, 'bot', id]);
  });
});

describe('a file is read by', () => {
  test('its uploader until it is sent, then by whoever may see the chat now', async () => {
    const chat = await takenChat(stage, people.ana);
    const { id } = await give('document', pdf(), 'contrato.pdf');
    expect(await whoReads(id)).toEqual(['ana', 'hub']);
    await write(chat, { type: 'document', mediaId: id });
    expect(await whoReads(id)).toEqual(['ana', 'sofia', 'hub']);
    await chat.transfer(people.ana, await stage.inbox(`Legales ${randomUUID()}`, [people.bruno]));
    await chat.stored();
    expect(await whoReads(id)).toEqual(['bruno', 'sofia', 'hub']);
    await chat.claim(people.bruno);
    await chat.stored();
    expect(await whoReads(id)).toEqual(['bruno', 'sofia', 'hub']);
  });

  test('everyone while it is in the library, and then by those who see a chat that has it', async () => {
    const chat = await takenChat(stage, people.ana);
    const { id } = await give('document', pdf(), 'precios.pdf', 'sofia', { library: 'true' });
    expect(await whoReads(id)).toEqual(['ana', 'bruno', 'sofia', 'hub']);
    await write(chat, { type: 'document', mediaId: id });
    expect((await site.as(keys.sofia).delete(`/v1/media/${id}`)).status).toBe(204);
    expect(await whoReads(id)).toEqual(['ana', 'sofia', 'hub']);
    await sweepMedia(Date.now() + 8 * 24 * 3_600_000);
    expect(await whoReads(id)).toEqual(['ana', 'sofia', 'hub']);
  });

  test('a visitor, in the visitor’s own chat only', async () => {
    const [chat, other] = [await takenChat(stage, people.ana), await takenChat(stage, people.ana)];
    const { id } = await give('document', pdf(), 'a.pdf');
    expect(await visitorMedia(id, chat.id)).toBeNull();
    await write(chat, { type: 'document', mediaId: id });
    expect((await visitorMedia(id, chat.id))?._id).toBe(id);
    expect(await visitorMedia(id, other.id)).toBeNull();
  });
});

describe('a content', () => {
  const read = (id: string, headers = {}, method?: string) =>
    download(`${site.base}/v1/media/${id}/content`, { authorization: `Bearer ${keys.ana}`, ...headers }, method);

  test('runs nowhere: no guessing, no scripts, documents as attachments under their name', async () => {
    const { id } = await give('document', pdf(), 'Presupuesto "año" 100%.pdf');
    const { headers } = await read(id);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="Presupuesto _ano_ 100_.pdf"; filename*=UTF-8''Presupuesto%20_a%C3%B1o_%20100%25.pdf`,
    );
    const image = await give('image', await pngFile(), 'a.png');
    expect((await read(image.id)).headers.get('content-disposition')).toMatch(/^inline; filename="a\.png"/);
  });

  test('is read in pieces, asked for by its tag, and only measured by HEAD', async () => {
    const bytes = mp4([['vide', 'avc1']], 'isom', 600_000);
    const { id, size, sha256 } = await give('video', bytes, 'a.mp4');
    const piece = await read(id, { range: 'bytes=299990-300009' });
    expect([piece.status, piece.headers.get('content-range')]).toEqual([206, `bytes 299990-300009/${size}`]);
    expect(piece.bytes.equals(bytes.subarray(299_990, 300_010))).toBe(true);
    const beyond = await read(id, { range: `bytes=${size}-` });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${size}`]);
    const etag = `"${sha256}"`;
    expect((await read(id, { 'if-none-match': etag })).status).toBe(304);
    expect((await read(id, { range: 'bytes=0-9', 'if-range': etag })).status).toBe(206);
    expect((await read(id, { range: 'bytes=0-9', 'if-range': '"other"' })).status).toBe(200);
    const head = await read(id, {}, 'HEAD');
    expect([head.status, head.headers.get('content-length'), head.bytes.length]).toEqual([200, String(size), 0]);
  });

  test('is read by its link without a key, until the link is over or changed', async () => {
    const { id, link } = await give('image', await pngFile(), 'a.png');
    const path = pathOf(link.url);
    expect((await download(site.base + path)).status).toBe(200);
    expect((await download(site.base + pathOf(link.previewUrl))).headers.get('content-type')).toBe('image/webp');
    const env = { secret: Buffer.alloc(32, 7).toString('base64'), publicUrl: site.base };
    const over = createMediaLinks(env).sign(id, Date.now() - 5 * 60_000 - 1000);
    const other = await give('image', await pngFile(), 'b.png');
    for (const url of [
      over.url,
      site.base + path.replace(/signature=./, 'signature=_'),
      site.base + path.replace(id, other.id),
      `${site.base}/v1/media/${id}/content`,
    ]) {
      expect((await download(url)).status).toBe(401);
    }
  });
});

describe('the attachments of a contact', () => {
  test('are listed newest first, by kind, page by page, to those who may see the chat', async () => {
    const chat = await takenChat(stage, people.ana);
    const sent: string[] = [];
    for (const [kind, bytes, fileName, type] of [
      ['document', pdf(), 'a.pdf', 'document'],
      ['voice', oggOpus(), 'a.ogg', 'audio'],
      ['audio', mp3(), 'a.mp3', 'audio'],
      ['document', pdf(), 'b.pdf', 'document'],
    ] as const) {
      const { id } = await give(kind, bytes, fileName);
      await write(chat, { type, mediaId: id });
      sent.unshift(id);
      await write(chat, { type: 'text', text: 'Va otro' });
    }
    await chat.stored();
    const list = async (query = '', who: Who = 'ana') => {
      const { status, body } = await site.as(keys[who]).get(`/v1/contacts/${chat.id}/attachments${query}`);
      return { status, ids: body.items?.map((one: { media: { id: string } }) => one.media.id), next: body.nextCursor };
    };
    expect((await list()).ids).toEqual(sent);
    const first = await list('?limit=3');
    expect(first.ids).toEqual(sent.slice(0, 3));
    expect(await list(`?limit=3&cursor=${first.next}`)).toMatchObject({ ids: sent.slice(3), next: null });
    expect((await list('?kind=voice')).ids).toEqual([sent[2]]);
    expect((await list('?kind=audio')).ids).toEqual([sent[1]]);
    expect((await list('?kind=document')).ids).toEqual([sent[0], sent[3]]);
    expect((await list('', 'bruno')).status).toBe(404);
  });

  test('are found by an index, without sorting', async () => {
    const explained = await MessageModel.find({
      contactId: 'c_1',
      media: { $ne: null },
      type: { $in: ['image', 'audio', 'video', 'document', 'sticker'] },
    } as never)
      .sort({ seq: -1, _id: -1 })
      .limit(51)
      .explain('queryPlanner');
    const plan = JSON.stringify(
      (explained as unknown as { queryPlanner: { winningPlan: unknown } }).queryPlanner.winningPlan,
    );
    expect(plan).toContain('IXSCAN');
    expect(plan).not.toMatch(/"stage":"(SORT|COLLSCAN)"/);
  });
});

describe('a customer’s file, told of by its link,', () => {
  const CHANNEL = 'instagram';
  const contact = () => `cliente-${randomUUID()}`;
  const idOf = (customer: string) => stage.service.ids.contact(CHANNEL, customer);
  const tells = async (customer: string, type: string, media: object, id: string = randomUUID()) => {
    const message = { id, type, media };
    const body = { channel: CHANNEL, contact: { id: customer }, message };
    const { status, text } = await site.as(keys.hub).post('/v1/inbound/messages', body);
    expect(status, text).toBe(202);
  };
  const lines = async (customer: string) => {
    const { body } = await site.as(keys.sofia).get(`/v1/conversations/${idOf(customer)}/messages`);
    return (body.items ?? []).filter((line: any) => line.direction === 'in');
  };
  const settled = (customer: string, nth = 0) =>
    until('the file to be settled', async () => {
      const media = (await lines(customer))[nth]?.media;
      return media?.kind || media?.error ? media : null;
    });

  test('becomes one of ours, whoever tells of it again, and is read as any other', async () => {
    const customer = contact();
    const bytes = await pngFile();
    host.gives('/kept', bytes, 'image/png');
    const url = host.on('/moved', (response) => response.writeHead(302, { location: '/kept' }).end());
    const ears = await listen(`${site.base}/v1/events`, keys.sofia);
    const told = { id: 'med_of-theirs', url, fileName: 'mi foto.png', caption: 'Así llegó' };
    await Promise.all([tells(customer, 'image', told, 'm-1'), tells(customer, 'image', told, 'm-1')]);
    const media = await settled(customer);
    expect(media).toMatchObject({ kind: 'image', fileName: 'mi foto.png', size: bytes.length, width: 40, height: 30 });
    expect(media.url).toBe(`/v1/media/${media.id}/content`);
    await ears.once(
      'the line to change',
      ({ event, data }) => event === 'message.changed' && data.media?.id === media.id,
    );
    await ears.leave();
    expect((await lines(customer))[0]).toMatchObject({ type: 'image', text: 'Así llegó' });

    const { body } = await site.as(keys.sofia).get(`/v1/media/${media.id}`);
    expect(body.uploadedBy).toMatchObject({ kind: 'contact', id: idOf(customer) });
    expect((await download(site.base + pathOf(body.link.url))).bytes.equals(bytes)).toBe(true);
    expect((await download(site.base + pathOf(body.link.previewUrl))).headers.get('content-type')).toBe('image/webp');
    const attachments = await site.as(keys.sofia).get(`/v1/contacts/${idOf(customer)}/attachments?kind=image`);
    expect(attachments.body.items.map((line: any) => line.media.id)).toEqual([media.id]);
    expect((await visitorMedia(media.id, idOf(customer)))?._id).toBe(media.id);
    await sweepMedia(Date.now() + 8 * 24 * 3_600_000);
    expect(await status(media.id, 'sofia')).toBe(200);
    await tells(customer, 'image', told, 'm-1');
    expect([host.asked['/moved'], host.asked['/kept']]).toEqual([1, 1]);
  });

  test('is asked for again where its host is busy, also when it was broken off, and what came first is not waited for', async () => {
    const customer = contact();
    const once = (path: string, first: (response: ServerResponse) => void) =>
      host.on(path, (response) => (host.asked[path] === 1 ? first(response) : response.writeHead(200).end(pdf())));
    const urls = [
      once('/busy', (response) => response.writeHead(503, { 'retry-after': '1' }).end()),
      once('/broken', (response) =>
        response.writeHead(200, { 'content-length': '5000' }).write('%PDF-1.7', () => response.destroy()),
      ),
      host.gives('/ready', pdf()),
    ];
    for (const url of urls) await tells(customer, 'document', { url, mimeType: 'application/pdf' });
    expect(await settled(customer, 2)).toMatchObject({ kind: 'document', fileName: 'document.pdf' });
    expect((await lines(customer))[1].media).toMatchObject({ url: urls[1] });
    for (const nth of [0, 1]) expect(await settled(customer, nth)).toMatchObject({ kind: 'document' });
    expect([host.asked['/busy'], host.asked['/broken']]).toEqual([2, 2]);
  });

  test('says why it is not to be had, for the agent to read', async () => {
    const cases: [string, string, object][] = [
      ['gone', 'image', { url: `${host.base}/nothing` }],
      [
        'refused',
        'image',
        { url: host.gives('/page', Buffer.from('<html><script>1</script></html>')), mimeType: 'image/png' },
      ],
      ['refused', 'document', { url: host.gives('/zip', pdf()), fileName: 'fotos.zip' }],
      [
        'too-large',
        'image',
        { url: host.on('/large', (response) => response.writeHead(200, { 'content-length': '99999999' }).write('x')) },
      ],
      ['too-large', 'sticker', { url: host.gives('/endless', Buffer.alloc(1_100_000)) }],
      [
        'gone',
        'audio',
        { url: host.on('/round', (response) => response.writeHead(302, { location: '/round' }).end()) },
      ],
    ];
    await Promise.all(
      cases.map(async ([error, type, media]) => {
        const customer = contact();
        await tells(customer, type, media);
        const told = await settled(customer);
        expect([media, told.error, told.kind]).toEqual([media, error, undefined]);
        expect(told.errorReason).toMatch(/^(El|No se)/);
      }),
    );
    expect(host.asked['/round']).toBe(6);
  });
});
