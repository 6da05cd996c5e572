import { createHash } from 'node:crypto';
import { GraphRefusal } from './errors.ts';
import type { People } from './people.ts';
import type { Webhooks } from './webhooks.ts';
import type { Group, World } from './world.ts';
import { newLink, numericId } from './world.ts';

export interface GraphRequest {
  method: string;
  /** Without the version in front. */
  path: string[];
  query: URLSearchParams;
  body: Record<string, unknown>;
  /** Of an upload. */
  form: FormData | null;
  /** Where this server is reached. */
  origin: string;
}

export interface GraphOptions {
  phoneNumberId: string;
  /** How long a group takes to come about. */
  creationMs: number;
}

type Body = Record<string, unknown>;

const WINDOW_MS = 24 * 3_600_000;
const LONGEST_SUBJECT = 128;
const PINS = 3;

/** The part of Meta's Graph API that Relevo uses. Throws `GraphRefusal`. */
export function createGraphApi(world: World, people: People, webhooks: Webhooks, options: GraphOptions) {
  const { phoneNumberId } = options;

  return async function answer(request: GraphRequest): Promise<Body> {
    const { method, path, body } = request;
    const [node = '', edge = ''] = path;
    if (node === phoneNumberId) return ofNumber(request, edge);
    const group = world.groups.get(node);
    if (group) return ofGroup(group, request, edge);
    const media = world.media.get(node);
    if (media && method === 'DELETE') return { success: world.media.delete(node) };
    if (media)
      return {
        messaging_product: 'whatsapp',
        url: `${request.origin}/attachments/${node}`,
        mime_type: media.mimeType,
        sha256: createHash('sha256').update(media.bytes).digest('base64'),
        file_size: String(media.bytes.length),
        id: node,
      };
    if (edge === 'message_templates') return method === 'GET' ? { data: [] } : { id: numericId(), status: 'APPROVED' };
    if (node.startsWith('Y2FwaV9ncm91cDo')) throw new GraphRefusal(131041);
    throw new GraphRefusal(100, `Unsupported ${method} request: ${path.join('/')} ${Object.keys(body).join()}`);
  };

  async function ofNumber({ method, body, form, query }: GraphRequest, edge: string): Promise<Body> {
    switch (`${method} ${edge}`) {
      case 'POST messages':
        return body.status === 'read' ? { success: true } : send(body);
      case 'POST media':
        return upload(form);
      case 'POST groups':
        return createGroup(body);
      case 'GET groups': {
        const limit = Number(query.get('limit') ?? 25);
        const groups = [...world.groups.values()].slice(0, limit);
        const shown = groups.map(({ id, subject, createdAt }) => ({ id, subject, created_at: unix(createdAt) }));
        return { data: { groups: shown }, paging: { cursors: {} } };
      }
      case 'POST block_users':
      case 'DELETE block_users': {
        for (const { user } of (body.block_users ?? []) as { user: string }[]) {
          const phone = world.find(user);
          if (phone && method === 'POST') world.blocked.add(phone.waId);
          else if (phone) world.blocked.delete(phone.waId);
        }
        return { messaging_product: 'whatsapp', block_users: {} };
      }
      default:
        throw new GraphRefusal(100, `Unsupported ${method} ${edge}`);
    }
  }

  function send(body: Body): Body {
    const type = String(body.type ?? 'text');
    const content = { ...(body[type] as Body) };
    const quotes = (body.context as { message_id?: string } | undefined)?.message_id ?? null;
    const isGroup = body.recipient_type === 'group';
    const input = String(body.to ?? body.recipient ?? '');
    const chat = isGroup ? groupToWriteTo(input).id : world.find(input)?.waId;
    if (type === 'pin') return pin(chat ?? '', content);
    if (chat !== undefined && type !== 'template' && Date.now() - (world.heardAt.get(chat) ?? 0) > WINDOW_MS)
      throw new GraphRefusal(131047);
    if (type === 'reaction') {
      const target = world.lines.find(({ id }) => id === content.message_id);
      if (!target) throw new GraphRefusal(131009, 'There is no such message');
      if (content.emoji) target.reactions.business = String(content.emoji);
      else delete target.reactions.business;
    }
    if (type === 'text' && String(content.body ?? '').length > 4096)
      throw new GraphRefusal(131009, 'The text is too long');
    if (String(content.caption ?? '').length > 1024) throw new GraphRefusal(131009, 'The caption is too long');
    const line = world.line({ from: null, chat: chat ?? input, type, content, quotes });
    tellStatuses(line.id, input, chat, isGroup, body.biz_opaque_callback_data);
    return {
      messaging_product: 'whatsapp',
      contacts: [{ input, wa_id: chat ?? input }],
      messages: [{ id: line.id, ...(isGroup ? { group_id: chat } : {}) }],
    };
  }

  function tellStatuses(
    id: string,
    input: string,
    chat: string | undefined,
    isGroup: boolean,
    callback: unknown,
  ): void {
    const base = {
      id,
      timestamp: unix(Date.now()),
      recipient_id: chat ?? input.replace(/\D/g, ''),
      ...(isGroup ? { recipient_type: 'group' } : {}),
      ...(callback === undefined ? {} : { biz_opaque_callback_data: callback }),
    };
    if (chat === undefined) {
      const errors = [new GraphRefusal(131026).told];
      webhooks.tell('messages', { statuses: [{ ...base, status: 'failed', errors }] });
      return;
    }
    for (const status of ['sent', 'delivered']) webhooks.tell('messages', { statuses: [{ ...base, status }] });
  }

  function groupToWriteTo(id: string): Group {
    const group = world.groups.get(id);
    if (!group) throw new GraphRefusal(131041);
    if (group.suspended) throw new GraphRefusal(131207);
    if (group.participants.length === 0) throw new GraphRefusal(131020);
    return group;
  }

  function pin(groupId: string, { type, message_id: id }: Body): Body {
    const group = groupToWriteTo(groupId);
    group.pinned = group.pinned.filter((one) => one !== id);
    if (type === 'pin') group.pinned = [...group.pinned, String(id)].slice(-PINS);
    world.changed();
    return { messaging_product: 'whatsapp', messages: [{ id: numericId() }] };
  }

  async function upload(form: FormData | null): Promise<Body> {
    const file = form?.get('file');
    if (!(file instanceof Blob)) throw new GraphRefusal(100, 'file is missing');
    const name = 'name' in file ? file.name : undefined;
    const stored = world.store(String(form?.get('type') ?? file.type), Buffer.from(await file.arrayBuffer()), name);
    return { id: stored.id };
  }

  function createGroup({ subject, description, join_approval_mode: mode }: Body): Body {
    const name = String(subject ?? '');
    if (!name || name.length > LONGEST_SUBJECT) throw new GraphRefusal(131009, 'subject');
    const requestId = createHash('md5').update(`${name}${Math.random()}`).digest('hex').toUpperCase();
    setTimeout(() => {
      const approval = mode === 'approval_required';
      const group = world.newGroup({ subject: name, description: String(description ?? ''), approval });
      people.tellGroup('group_lifecycle_update', {
        group_id: group.id,
        type: 'group_create',
        request_id: requestId,
        subject: name,
        description: group.description,
        invite_link: group.inviteLink,
        join_approval_mode: mode,
      });
    }, options.creationMs).unref();
    return { messaging_product: 'whatsapp', request_id: requestId };
  }

  function ofGroup(group: Group, { method, body, query }: GraphRequest, edge: string): Body {
    switch (`${method} ${edge}`) {
      case 'GET ':
        return infoOf(group, query);
      case 'POST ':
        if (typeof body.subject === 'string') group.subject = body.subject;
        world.changed();
        return { messaging_product: 'whatsapp', request_id: numericId() };
      case 'DELETE ':
        people.vanishes(group.id);
        return { success: true };
      case 'GET invite_link':
        return { messaging_product: 'whatsapp', invite_link: group.inviteLink };
      case 'POST invite_link':
        group.inviteLink = newLink();
        return { messaging_product: 'whatsapp', invite_link: group.inviteLink };
      case 'DELETE participants':
        return remove(group, body.participants as { user: string }[]);
      case 'GET join_requests':
        return { data: Object.entries(group.requests).map(([id, wa_id]) => ({ join_request_id: id, wa_id })) };
      case 'POST join_requests':
      case 'DELETE join_requests':
        return judge(group, body.join_requests as string[], method === 'POST');
      default:
        throw new GraphRefusal(100, `Unsupported ${method} ${edge}`);
    }
  }

  function infoOf(group: Group, query: URLSearchParams): Body {
    const all: Body = {
      subject: group.subject,
      description: group.description,
      suspended: group.suspended,
      creation_timestamp: Math.floor(group.createdAt / 1000),
      total_participant_count: group.participants.length,
      participants: group.participants.map((wa_id) => ({ wa_id, user_id: world.phones.get(wa_id)?.userId })),
      join_approval_mode: group.approval ? 'approval_required' : 'auto_approve',
    };
    const fields = query.get('fields')?.split(',') ?? ['subject'];
    return { messaging_product: 'whatsapp', id: group.id, ...Object.fromEntries(fields.map((one) => [one, all[one]])) };
  }

  function remove(group: Group, participants: { user: string }[]): Body {
    const requestId = numericId();
    const out = participants.flatMap(({ user }) => world.find(user) ?? []);
    group.participants = group.participants.filter((one) => !out.some(({ waId }) => waId === one));
    group.removed.push(...out.map(({ waId }) => waId));
    people.tellGroup('group_participants_update', {
      group_id: group.id,
      type: 'group_participants_remove',
      request_id: requestId,
      removed_participants: participants.map(({ user }) => ({ input: user })),
      initiated_by: 'business',
    });
    world.changed();
    return { messaging_product: 'whatsapp', request_id: requestId };
  }

  function judge(group: Group, requests: string[], approved: boolean): Body {
    for (const id of requests) {
      const waId = group.requests[id];
      const phone = waId === undefined ? undefined : world.phones.get(waId);
      if (!phone) throw new GraphRefusal(131213);
      delete group.requests[id];
      if (approved) people.join(group, phone);
    }
    world.changed();
    const told = approved ? 'approved_join_requests' : 'rejected_join_requests';
    return { messaging_product: 'whatsapp', [told]: requests };
  }
}

const unix = (at: number) => String(Math.floor(at / 1000));
