import { configDefaults, defineConfig } from 'vitest/config';

/** Folders whose tests need no server, and those that start the whole system by themselves. */
const withoutServers = 'test/{client,config,day,domain,ops,launcher}/**/*.test.ts';
const wholeSystem = 'test/e2e/**/*.test.ts';

export default defineConfig({
  test: {
    pool: 'forks',
    // The tests wait for servers more than they compute: three at a time, also on two cores.
    maxWorkers: 3,
    projects: [
      // Random lives and child processes take longer where others want the processor too.
      { extends: true, test: { name: 'domain', include: [withoutServers], testTimeout: 60_000 } },
      {
        extends: true,
        test: {
          name: 'servers',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, withoutServers, wholeSystem],
          globalSetup: 'test/support/servers.ts',
          testTimeout: 90_000,
          hookTimeout: 60_000,
          // What is waited for comes when servers answer, on a busy machine late.
          expect: { poll: { timeout: 40_000, interval: 30 } },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: [wholeSystem],
          // Each file starts the whole system: one at a time.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
