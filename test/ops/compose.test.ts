import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DCLinter } from 'dclint';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { temporalCommand } from '../../cli/servers/temporal.ts';
import { envVariables } from '../../config/env.ts';

interface Service {
  image?: string;
  build?: string;
  init?: boolean;
  command?: string[];
  environment?: Record<string, string | null>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  networks?: string[];
  ports?: string[];
  restart?: string;
  volumes?: string[];
}

const source = readFileSync('docker-compose.yml', 'utf8');
const compose = parse(source, { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
  networks: Record<string, { internal?: boolean } | null>;
};
const services = Object.entries(compose.services);
const dockerfile = readFileSync('Dockerfile', 'utf8');
const ours = services.filter(([, service]) => service.build !== undefined);
const oneShots = services.filter(([, service]) => service.restart?.startsWith('on-failure')).map(([name]) => name);
const lasting = services.filter(([name]) => !oneShots.includes(name));

describe('docker-compose.yml', () => {
  test('follows the compose schema', () => {
    expect(problemsOf('docker-compose.yml')).toEqual([]);
  });

  test('is told apart by that check from a file with an unknown key', () => {
    const folder = mkdtempSync(join(tmpdir(), 'relevo-compose-'));
    try {
      const path = join(folder, 'docker-compose.yml');
      writeFileSync(path, source.replace('healthcheck:', 'healthchek:'));
      expect(problemsOf(path).join()).toMatch(/invalid-schema/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('pins every image to a released version', () => {
    const base = /^FROM (\S+)/m.exec(dockerfile)?.[1];
    for (const image of [base, ...services.map(([, service]) => service.image)]) {
      expect(image).toMatch(/^[\w./-]+:\d+\.\d+(\.\d+)?(-[\w.-]+)?$/);
    }
  });

  test('runs one version of Temporal, whose namespace the API and the worker use', () => {
    const tags = ['temporal', 'temporal-schema', 'temporal-namespace'].map(
      (name) => service(name).image?.split(':')[1],
    );
    expect(new Set(tags).size).toBe(1);
    const namespace = service('temporal-namespace').environment?.NAMESPACE;
    for (const [, { environment }] of ours) expect(environment?.TEMPORAL_NAMESPACE).toBe(namespace);
  });

  test('lets as many commands on one chat run at once as the embedded server does', () => {
    const settings = parse(readFileSync('docker/temporal/dynamic-config.yaml', 'utf8')) as Record<
      string,
      { value: number }[]
    >;
    const { args } = temporalCommand({ binary: 'temporal', port: 7233, namespace: 'default' });
    expect(args).toContain(`history.maxInFlightUpdates=${settings['history.maxInFlightUpdates']?.[0]?.value}`);
  });

  test('asks for every secret and gives none a default', () => {
    const required = requiredVariables();
    for (const [, { environment = {} }] of services) {
      for (const [name, value] of Object.entries(environment)) {
        if (value === null || !/PASSWORD|PWD|SECRET|KEY|TOKEN|URI/.test(name)) continue;
        expect(value, name).toMatch(/\$\{\w+:\?[^}]+\}/);
      }
    }
    const mentions = source.matchAll(/\$\{(\w*(?:PASSWORD|SECRET|KEY|TOKEN)\w*)(.{0,2})/g);
    for (const [, name, operator] of mentions) expect(operator, name).toBe(':?');
    expect(required).toContain('RELEVO_SECRET');
  });

  test('docker/new-secrets.sh prints exactly the secrets asked for, each fit for its place', () => {
    const printed = execFileSync('sh', ['docker/new-secrets.sh'], { encoding: 'utf8' });
    const secrets = new Map(
      printed
        .trim()
        .split('\n')
        .map((line) => line.split(/=(.*)/s, 2) as [string, string]),
    );
    expect([...secrets.keys()].sort()).toEqual(requiredVariables());
    expect(Buffer.from(secrets.get('RELEVO_SECRET') ?? '', 'base64')).toHaveLength(32);
    expect(secrets.get('MONGODB_PASSWORD')).toMatch(/^[0-9a-f]{48}$/);
    expect(secrets.get('MONGODB_REPLICA_KEY')).toMatch(/^[A-Za-z0-9+/]{6,1024}$/);
  });

  test('gives our processes only variables that the configuration knows', () => {
    const known = envVariables.map(({ name }) => name);
    for (const [service, { environment = {} }] of ours) {
      for (const name of Object.keys(environment)) expect(known, `${name} of ${service}`).toContain(name);
    }
  });

  test('hands every variable of the configuration on, save those of the embedded servers', () => {
    const launcherOnly =
      /^(RELEVO_CACHE|TEMPORAL_PORT|TEMPORAL_UI_PORT|TEMPORAL_SQLITE_\w+|MONGODB_PORT|TEMPORAL_API_KEY|TEMPORAL_TLS\w*)$/;
    const given = new Set(ours.flatMap(([, { environment = {} }]) => Object.keys(environment)));
    const missing = envVariables.filter(({ name }) => !launcherOnly.test(name) && !given.has(name));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  test('every lasting service is watched, restarted and bounded', () => {
    for (const [name, { healthcheck, restart }] of lasting) {
      expect(healthcheck?.test[0], name).toMatch(/^CMD(-SHELL)?$/);
      expect(restart, name).toBe('unless-stopped');
      expect(service(name), name).toHaveProperty('deploy.resources.limits.memory');
    }
  });

  test('everything waits for what it needs, and no one-shot is waited for as if it lasted', () => {
    for (const [name, { depends_on: needs = {} }] of services) {
      for (const [needed, { condition }] of Object.entries(needs)) {
        const expected = oneShots.includes(needed) ? 'service_completed_successfully' : 'service_healthy';
        expect(condition, `${name} on ${needed}`).toBe(expected);
        service(needed);
      }
    }
    for (const [name] of ours) {
      expect(everythingBefore(name)).toEqual(
        expect.arrayContaining(['temporal-namespace', 'mongodb-users', 'postgres']),
      );
    }
  });

  test('publishes the API and the Temporal UI only, on loopback unless told otherwise', () => {
    const published = services.flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port]));
    expect(published).toEqual([
      ['temporal-ui', expect.stringMatching(/^127\.0\.0\.1:/)],
      ['api', expect.stringMatching(/^\$\{PUBLISH_ADDRESS:-127\.0\.0\.1\}:/)],
    ]);
  });

  test('keeps databases and Temporal on a network without a way out', () => {
    expect(compose.networks.data?.internal).toBe(true);
    for (const name of ['postgres', 'mongodb', 'temporal']) expect(service(name).networks).toEqual(['data']);
  });

  test('starts our processes without a launcher, from files that the image holds', () => {
    const ignore = readFileSync('.dockerignore', 'utf8').split('\n');
    for (const [name, { command, init }] of ours) {
      expect(command?.[0], name).toBe('node');
      expect(init, name).toBe(true);
      const script = command?.[1] ?? '';
      expect(existsSync(script), script).toBe(true);
      expect(ignore).toContain(`!${script.split('/')[0]}`);
    }
    expect(service('api').command).toEqual(['node', 'api/main.ts']);
    expect(service('worker').command).toEqual(['node', 'worker/main.ts']);
  });

  test('gives the API, which keeps the account as last known, a lasting place that its user owns', () => {
    const home = service('api').environment?.RELEVO_HOME;
    expect(service('api').volumes).toEqual([`account:${home}`]);
    expect(dockerfile).toContain(`--owner=node --group=node --mode=700 ${home}\n`);
  });

  test('mounts only files and volumes that exist', () => {
    for (const [name, { volumes = [] }] of services) {
      for (const volume of volumes) {
        const [from = ''] = volume.split(':');
        expect(from.startsWith('./') ? existsSync(from) : from in compose.volumes, `${from} of ${name}`).toBe(true);
      }
    }
  });
});

describe('Dockerfile', () => {
  test('installs from the lock without development tools and does not run as root', () => {
    expect(dockerfile).toMatch(/npm ci --omit=dev/);
    expect(dockerfile).toMatch(/^USER node$/m);
  });

  test('runs the Node version that development runs', () => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      devDependencies: { node: string };
    };
    expect(dockerfile).toContain(`FROM node:${devDependencies.node}-`);
  });
});

interface Linted {
  messages: { line: number; rule: string; message: string }[];
}

/** What the compose schema and the linter's sound rules say; matters of taste are left out. */
function problemsOf(path: string): string[] {
  const rules = {
    'no-duplicate-container-names': 2,
    'no-duplicate-exported-ports': 2,
    'no-version-field': 2,
    'service-image-require-explicit-tag': 2,
  } as const;
  const off = [
    'no-build-and-image',
    'no-quotes-in-volumes',
    // It does not see through a variable; a test above looks at the ports.
    'no-unbound-port-interfaces',
    'require-project-name-field',
    'require-quotes-in-ports',
    'service-container-name-regex',
    'service-dependencies-alphabetical-order',
    'service-keys-order',
    'service-ports-alphabetical-order',
    'services-alphabetical-order',
    'top-level-properties-order',
  ];
  const linter = new DCLinter({
    rules: { ...Object.fromEntries(off.map((name) => [name, 0 as const])), ...rules },
    quiet: true,
    debug: false,
    exclude: [],
  });
  return linter
    .lintFiles([path], false)
    .flatMap(({ messages }: Linted) => messages.map(({ line, rule, message }) => `${line} ${rule}: ${message}`));
}

function service(name: string): Service {
  const found = compose.services[name];
  if (!found) throw new Error(`no service ${name}`);
  return found;
}

function requiredVariables(): string[] {
  return [...new Set([...source.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name ?? ''))].sort();
}

function everythingBefore(name: string): string[] {
  return Object.keys(service(name).depends_on ?? {}).flatMap((needed) => [needed, ...everythingBefore(needed)]);
}
