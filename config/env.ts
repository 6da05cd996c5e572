import { isIP } from 'node:net';
import { z } from 'zod';
import { isTimeZone } from './time-zone.ts';

/**
 * The environment, read once, checked and frozen. Every variable is one entry of `variables`: its
 * schema and the line that `.env.example` is generated from stand side by side.
 */

interface Variable<Schema extends z.ZodType = z.ZodType> {
  schema: Schema;
  /** One line for whoever fills in `.env`. */
  description: string;
  /** What happens when it is absent and has no default value. */
  otherwise?: string;
  secret?: boolean;
}

const variable = <Schema extends z.ZodType>(
  schema: Schema,
  description: string,
  more: { otherwise?: string; secret?: boolean } = {},
): Variable<Schema> => ({ schema, description, ...more });

const text = () => z.string().trim().min(1);
const port = () => integer(1, 65_535);
const flag = () => z.stringbool({ error: 'expected true or false' });

function integer(min: number, max: number) {
  const expected = `expected a whole number from ${min} to ${max}`;
  return z
    .string()
    .trim()
    .regex(/^-?\d{1,15}$/, expected)
    .transform(Number)
    .refine((n) => n >= min && n <= max, expected);
}

function httpUrl() {
  return z
    .url({ protocol: /^https?$/, error: 'expected an http or https address' })
    .transform((url) => url.replace(/\/+$/, ''));
}

function hostAndPort() {
  return z
    .string()
    .trim()
    .regex(/^(\[[0-9a-fA-F:]+\]|[^\s:/]+):\d{1,5}$/, 'expected host:port, without a scheme');
}

/** Values separated by commas. */
function list() {
  return z
    .string()
    .default('')
    .transform((values) => values.split(',').map((value) => value.trim()))
    .transform((values) => values.filter((value) => value !== ''));
}

function timeZone() {
  return text().refine(isTimeZone, 'expected an IANA time zone such as America/Argentina/Buenos_Aires');
}

function key32() {
  return text().refine((value) => {
    const bytes = Buffer.from(value, 'base64');
    return bytes.length === 32 && bytes.toString('base64').replace(/=+$/, '') === value.replace(/=+$/, '');
  }, 'expected 32 bytes in base64');
}

const variables = {
  NODE_ENV: variable(
    z.enum(['development', 'test', 'production']).default('development'),
    'production: no demo people, private webhook targets refused, RELEVO_SECRET required',
  ),
  RELEVO_HOME: variable(text().default('.relevo'), 'Data, logs, downloaded servers and credentials.json'),
  RELEVO_CACHE: variable(text().optional(), 'Downloaded servers, shared by every RELEVO_HOME of a user', {
    otherwise: "the user's cache folder",
  }),
  RELEVO_SECRET: variable(
    key32().optional(),
    '32 bytes base64; workflow ids are derived with it, so it never changes once there is data',
    { otherwise: 'generated into RELEVO_HOME', secret: true },
  ),
  HOST: variable(text().default('127.0.0.1'), 'The address the API listens on'),
  PORT: variable(port().default(3000), 'The port of the API'),
  PUBLIC_URL: variable(httpUrl().optional(), 'Where people reach the API; links point there', {
    otherwise: "the API's address",
  }),
  ACCOUNT_EMAIL: variable(z.email('expected an e-mail address').optional(), 'The e-mail that Área General starts with'),
  TIME_ZONE: variable(timeZone().default('America/Argentina/Buenos_Aires'), "The account's time zone"),
  LOG_LEVEL: variable(
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    'trace, debug, info, warn, error, fatal or silent',
  ),
  RATE_LIMIT: variable(integer(1, 1_000_000).default(200), 'Requests a second that one key may make'),
  BODY_LIMIT: variable(integer(1024, 1_073_741_824).default(1_048_576), 'The largest request body, in bytes'),
  TRUST_PROXY: variable(
    list().refine((proxies) => proxies.every(isNetwork), 'expected addresses or networks, separated by commas'),
    'Addresses or networks of reverse proxies whose X-Forwarded-For is believed, separated by commas',
  ),
  ALLOWED_PRIVATE_HOSTS: variable(
    list().transform((hosts) => hosts.map((host) => host.toLowerCase())),
    'Private hosts that webhooks may reach, and that customers’ files may be fetched from, in production; separated by commas',
  ),
  WEBCHAT_ORIGINS: variable(
    list().refine((origins) => origins.every(isOrigin), 'expected origins such as https://shop.example, or *'),
    'Sites whose pages may use the web chat, separated by commas; * is every site',
  ),
  WEBCHAT_SESSIONS_PER_MINUTE: variable(
    integer(1, 1_000_000).default(10),
    'New web chat visitors a minute from one address',
  ),
  WEBCHAT_MAX_STREAMS: variable(integer(1, 100_000).default(2000), 'Web chat pages that one API process keeps live'),
  EVENTS_MAX_STREAMS: variable(integer(1, 100_000).default(1000), 'Live event streams that one API process keeps open'),
  PAYLOAD_ENCRYPTION_KEY: variable(
    key32().optional(),
    '32 bytes base64; with it everything kept in Temporal is encrypted',
    { secret: true },
  ),
  TEMPORAL_ADDRESS: variable(hostAndPort().optional(), 'host:port of an existing cluster or Temporal Cloud', {
    otherwise: 'embedded',
  }),
  TEMPORAL_NAMESPACE: variable(text().default('default'), 'The Temporal namespace'),
  TEMPORAL_API_KEY: variable(text().optional(), 'The API key of Temporal Cloud', { secret: true }),
  TEMPORAL_TLS: variable(flag().optional(), 'Whether to use TLS; implied by an API key or a certificate'),
  TEMPORAL_TLS_CERT_PATH: variable(text().optional(), 'The client certificate for mutual TLS, a PEM file'),
  TEMPORAL_TLS_KEY_PATH: variable(text().optional(), 'The key of the client certificate, a PEM file'),
  TEMPORAL_TLS_CA_PATH: variable(text().optional(), "The authority that signed the server's certificate, a PEM file"),
  TEMPORAL_TLS_SERVER_NAME: variable(text().optional(), "The name expected in the server's certificate"),
  TEMPORAL_PORT: variable(port().default(7233), 'The port of the embedded Temporal server'),
  TEMPORAL_UI_PORT: variable(port().default(8233), 'The port of the embedded Temporal Web UI'),
  TEMPORAL_UI_URL: variable(httpUrl().optional(), 'Where people reach the Temporal Web UI', {
    otherwise: 'the embedded one',
  }),
  TEMPORAL_SQLITE_SYNCHRONOUS: variable(
    z.enum(['1', '2'], { error: 'expected 1 or 2' }).default('1').transform(Number),
    'Of the embedded Temporal server: 1 survives a killed process, 2 a power loss too, a third slower',
  ),
  MONGODB_URI: variable(
    z
      .string()
      .regex(/^mongodb(\+srv)?:\/\/\S+$/, 'expected mongodb://… or mongodb+srv://…')
      .optional(),
    'An existing MongoDB, a replica set',
    { otherwise: 'embedded', secret: true },
  ),
  MONGODB_PORT: variable(port().default(27017), 'The port of the embedded MongoDB'),
  WORKER_MAX_WORKFLOW_TASKS: variable(integer(2, 1000).default(40), 'Workflow tasks that one worker runs at once'),
  WORKER_MAX_ACTIVITIES: variable(integer(1, 10_000).default(100), 'Activities that one worker runs at once'),
  WORKER_MAX_CACHED_WORKFLOWS: variable(integer(0, 100_000).default(1000), 'Workflows that one worker keeps in memory'),
  WORKER_SHUTDOWN_GRACE_MS: variable(
    integer(0, 60_000).default(4000),
    'How long a stopping worker lets activities finish',
  ),
  OPENAI_API_KEY: variable(
    text().optional(),
    'With it a new account starts with the model-backed bot; without it the built-in rule bot answers',
    { secret: true },
  ),
  OPENAI_BASE_URL: variable(httpUrl().optional(), 'Any OpenAI-compatible server, also one that needs no key'),
  OPENAI_MODEL: variable(text().default('gpt-5-mini'), 'The model that answers'),
  RESEND_API_KEY: variable(text().optional(), 'Without it mails are kept in the outbox', { secret: true }),
  RESEND_BASE_URL: variable(httpUrl().optional(), "The mail provider's address"),
  RESEND_WEBHOOK_SECRET: variable(text().optional(), "Checks the signature of the mail provider's webhooks", {
    secret: true,
  }),
  MAIL_FROM: variable(
    text().default('Relevo <onboarding@resend.dev>'),
    'The sender of mails, of a domain verified at the provider',
  ),
  WHATSAPP_ACCESS_TOKEN: variable(text().optional(), 'The token of the WhatsApp Cloud API', { secret: true }),
  WHATSAPP_PHONE_NUMBER_ID: variable(text().optional(), 'The id of the business number'),
  WHATSAPP_BUSINESS_ACCOUNT_ID: variable(
    text().optional(),
    'The id of the WhatsApp Business account, whose templates can be taken over',
  ),
  WHATSAPP_APP_SECRET: variable(text().optional(), "Checks the signature of Meta's webhooks", { secret: true }),
  WHATSAPP_VERIFY_TOKEN: variable(text().optional(), 'Answers the verification handshake of Meta', { secret: true }),
  WHATSAPP_BASE_URL: variable(
    httpUrl().default('https://graph.facebook.com/v25.0'),
    'The address of the WhatsApp Cloud API, with its version',
  ),
  WHATSAPP_ROOM_TEMPLATE: variable(
    text()
      .regex(/^[a-z0-9_]+:[A-Za-z_]+$/, 'expected name:language, such as aviso_sala:es_AR')
      .transform((value) => {
        const [name = '', language = ''] = value.split(':');
        return { name, language };
      })
      .optional(),
    'name:language of a template whose body is one variable: what agents’ groups are told where nobody wrote for a day',
    { otherwise: 'it is told once somebody writes there' },
  ),
  WHATSAPP_ARGENTINE_FORM: variable(
    z.enum(['549', '54']).default('549'),
    'How Argentine mobile numbers are written to: as WhatsApp has them, or without the 9, as some numbers in test mode want',
  ),
  WHATSAPP_MESSAGES_PER_SECOND: variable(
    integer(1, 1000).default(60),
    'What the number sends at most; it may handle 80 a second, and what it receives counts',
  ),
} satisfies Record<string, Variable>;

type Variables = typeof variables;
type Values = { [Name in keyof Variables]: z.output<Variables[Name]['schema']> };

/** Every variable as data, in the order `.env.example` shows them. */
export const envVariables: readonly { name: string; default?: string; description: string; secret?: boolean }[] =
  Object.entries<Variable>(variables).map(([name, { schema, description, otherwise, secret }]) => {
    const value = defaultOf(schema);
    return {
      name,
      description: otherwise ? `${description} (without it: ${otherwise})` : description,
      ...(value ? { default: value } : {}),
      ...(secret ? { secret } : {}),
    };
  });

export type Env = ReturnType<typeof loadEnv>;

/** Reads and checks the environment. An empty variable counts as absent; a bad one throws, naming it and what was expected. */
export function loadEnv(source: NodeJS.ProcessEnv = process.env) {
  const values = parse(source);
  const production = values.NODE_ENV === 'production';
  if (production && !values.RELEVO_SECRET) {
    throw new Error('RELEVO_SECRET: expected 32 bytes in base64 when NODE_ENV is production');
  }
  const shownHost = values.HOST === '0.0.0.0' || values.HOST === '::' ? '127.0.0.1' : values.HOST;
  return deepFreeze({
    production,
    nodeEnv: values.NODE_ENV,
    home: values.RELEVO_HOME,
    cache: values.RELEVO_CACHE,
    /** 32 bytes base64; undefined until the launcher has made one. */
    secret: values.RELEVO_SECRET,
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL ?? `http://${shownHost.includes(':') ? `[${shownHost}]` : shownHost}:${values.PORT}`,
    accountEmail: values.ACCOUNT_EMAIL,
    timeZone: values.TIME_ZONE,
    logLevel: values.LOG_LEVEL,
    rateLimit: values.RATE_LIMIT,
    bodyLimit: values.BODY_LIMIT,
    trustProxy: values.TRUST_PROXY,
    allowedPrivateHosts: values.ALLOWED_PRIVATE_HOSTS,
    webchat: {
      origins: values.WEBCHAT_ORIGINS,
      sessionsPerMinute: values.WEBCHAT_SESSIONS_PER_MINUTE,
      maxStreams: values.WEBCHAT_MAX_STREAMS,
    },
    events: { maxStreams: values.EVENTS_MAX_STREAMS },
    payloadEncryptionKey: values.PAYLOAD_ENCRYPTION_KEY,
    temporal: {
      address: values.TEMPORAL_ADDRESS,
      namespace: values.TEMPORAL_NAMESPACE,
      apiKey: values.TEMPORAL_API_KEY,
      tls: {
        enabled:
          values.TEMPORAL_TLS ??
          Boolean(values.TEMPORAL_API_KEY || values.TEMPORAL_TLS_CERT_PATH || values.TEMPORAL_TLS_CA_PATH),
        certPath: values.TEMPORAL_TLS_CERT_PATH,
        keyPath: values.TEMPORAL_TLS_KEY_PATH,
        caPath: values.TEMPORAL_TLS_CA_PATH,
        serverName: values.TEMPORAL_TLS_SERVER_NAME,
      },
      port: values.TEMPORAL_PORT,
      uiPort: values.TEMPORAL_UI_PORT,
      uiUrl: values.TEMPORAL_UI_URL,
      sqliteSynchronous: values.TEMPORAL_SQLITE_SYNCHRONOUS as 1 | 2,
    },
    mongo: { uri: values.MONGODB_URI, port: values.MONGODB_PORT },
    worker: {
      maxWorkflowTasks: values.WORKER_MAX_WORKFLOW_TASKS,
      maxActivities: values.WORKER_MAX_ACTIVITIES,
      maxCachedWorkflows: values.WORKER_MAX_CACHED_WORKFLOWS,
      shutdownGraceMs: values.WORKER_SHUTDOWN_GRACE_MS,
    },
    openai: {
      /** A server of one's own needs no key. */
      configured: Boolean(values.OPENAI_API_KEY || values.OPENAI_BASE_URL),
      apiKey: values.OPENAI_API_KEY,
      baseUrl: values.OPENAI_BASE_URL,
      model: values.OPENAI_MODEL,
    },
    mail: {
      apiKey: values.RESEND_API_KEY,
      baseUrl: values.RESEND_BASE_URL,
      from: values.MAIL_FROM,
      webhookSecret: values.RESEND_WEBHOOK_SECRET,
    },
    whatsapp: {
      accessToken: values.WHATSAPP_ACCESS_TOKEN,
      phoneNumberId: values.WHATSAPP_PHONE_NUMBER_ID,
      businessAccountId: values.WHATSAPP_BUSINESS_ACCOUNT_ID,
      appSecret: values.WHATSAPP_APP_SECRET,
      verifyToken: values.WHATSAPP_VERIFY_TOKEN,
      baseUrl: values.WHATSAPP_BASE_URL,
      roomTemplate: values.WHATSAPP_ROOM_TEMPLATE ?? null,
      argentineForm: values.WHATSAPP_ARGENTINE_FORM,
      perSecond: values.WHATSAPP_MESSAGES_PER_SECOND,
    },
  });
}

function parse(source: NodeJS.ProcessEnv): Values {
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, { schema }] of Object.entries<Variable>(variables)) {
    const raw = source[name];
    const result = schema.safeParse(raw === undefined || raw.trim() === '' ? undefined : raw);
    if (result.success) values[name] = result.data;
    else problems.push(`${name}: ${result.error.issues[0]?.message ?? 'not valid'}`);
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return values as Values;
}

/** The value that an absent variable takes, as text. */
function defaultOf(schema: z.ZodType): string | undefined {
  const absent = schema.safeParse(undefined);
  if (!absent.success || absent.data === undefined) return undefined;
  const value = absent.data;
  return Array.isArray(value) ? value.join(',') || undefined : String(value);
}

function isOrigin(value: string): boolean {
  return value === '*' || (URL.canParse(value) && new URL(value).origin === value);
}

function isNetwork(value: string): boolean {
  const [address = '', prefix, ...rest] = value.split('/');
  const bits = isIP(address) === 4 ? 32 : 128;
  return (
    isIP(address) !== 0 &&
    rest.length === 0 &&
    (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits))
  );
}

type Frozen<T> = T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T;

function deepFreeze<T extends object>(value: T): Frozen<T> {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) deepFreeze(inner);
  return Object.freeze(value) as Frozen<T>;
}
