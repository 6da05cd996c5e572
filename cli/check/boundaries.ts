import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize, sep } from 'node:path';

/**
 * Which folder may import what. A path ending in `/` stands for a folder, `type:` allows types only,
 * and everything that is not a path of the project is a package or a Node builtin.
 */
interface Boundary {
  folder: string;
  /** When given, nothing else may be imported. */
  only?: readonly string[];
  never?: readonly string[];
  except?: readonly string[];
  /** Said when it is broken. */
  because: string;
}

const boundaries: readonly Boundary[] = [
  { folder: 'domain/', only: ['domain/'], because: 'the domain is pure: it imports only itself' },
  {
    folder: 'workflows/',
    only: ['domain/', 'texts/', 'workflows/', '@temporalio/workflow', '@temporalio/common', 'type:activities/'],
    because: 'workflows are deterministic: the domain, texts, Temporal, and the types of activities',
  },
  {
    folder: 'language/',
    only: ['language/', '@orama/stemmers/spanish'],
    because: 'how Spanish is written is no business of anybody else',
  },
  { folder: 'texts/', only: ['domain/', 'texts/'], because: 'texts are words only; workflows read them too' },
  {
    folder: 'files/',
    never: ['activities/', 'api/', 'workflows/'],
    because: 'what a file is, is the same wherever it comes from',
  },
  { folder: 'models/', never: ['api/', 'workflows/', 'activities/'], because: 'models hold data, not behaviour' },
  {
    folder: 'api/',
    never: ['activities/'],
    except: [
      'activities/outgoing/target.ts',
      'activities/bot/',
      'activities/helpdesk/',
      'activities/whatsapp/graph.ts',
    ],
    because: 'the API speaks to workflows; only the target check, the recognisers and the clients of others are shared',
  },
  {
    folder: 'client/src/',
    only: ['client/src/', 'openapi-fetch', 'openapi-typescript-helpers', 'standardwebhooks'],
    because: 'the client is published by itself, for Node and for browsers',
  },
  {
    folder: 'client/examples/',
    never: ['api/', 'cli/', 'config/', 'domain/', 'models/', 'test/', 'texts/'],
    because: 'an example is what anybody can write with the client alone',
  },
  ...[
    'activities/',
    'api/',
    'config/',
    'domain/',
    'files/',
    'language/',
    'models/',
    'texts/',
    'worker/',
    'workflows/',
  ].map((folder) => ({
    folder,
    never: ['cli/', 'test/'],
    because: 'only the command line and the tests use these',
  })),
];

interface Import {
  line: number;
  /** A path from the root of the project, or the name of a package or builtin. */
  target: string;
  typeOnly: boolean;
}

/** Every import under `root` that crosses a boundary, one line each: where, what, and which rule it breaks. */
export function boundaryViolations(root: string): string[] {
  return boundaries.flatMap(({ folder, only, never = [], except = [], because }) =>
    globSync(`${folder}**/*.ts`, { cwd: root }).flatMap((file) =>
      importsOf(root, file)
        .filter((one) => (only ? !matches(one, only) : matches(one, never) && !matches(one, except)))
        .map(({ line, target }) => `${file}:${line} imports ${target}: ${because}`),
    ),
  );
}

function matches({ target, typeOnly }: Import, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const path = pattern.replace(/^type:/, '');
    if (path !== pattern && !typeOnly) return false;
    return path.endsWith('/') ? target.startsWith(path) : target === path;
  });
}

const statement = /^[ \t]*(?:import|export)\s+(type\s+)?(?:[\w\s{},*$]+?\s+from\s+)?['"]([^'"\n]+)['"]/gm;
const dynamic = /\bimport\(\s*()['"]([^'"\n]+)['"]/g;

function importsOf(root: string, file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [statement, dynamic].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([found, type, specifier = ''], index, all) => ({
      line: text.slice(0, (all[index]?.index ?? 0) + found.length).split('\n').length,
      target: targetOf(file, specifier),
      typeOnly: Boolean(type),
    })),
  );
}

function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return normalize(join(dirname(file), specifier)).replaceAll(sep, '/');
  return builtinModules.includes(specifier) ? `node:${specifier}` : specifier;
}
