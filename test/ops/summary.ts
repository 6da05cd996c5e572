import { readFileSync } from 'node:fs';

/** For .ci/run: prints `N passed, N failed` out of vitest's report and two exit codes; `npm run check` counts as one test. */

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

const [path = '', testsExit = '1', checkExit = '1'] = process.argv.slice(2);
const report = read(path);

// A file that cannot be loaded has no test to fail, and neither has a set-up that throws.
const brokenFiles =
  report?.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length ?? 0;
const failedTests = (report?.numFailedTests ?? 0) + brokenFiles;
const unexplained = failedTests === 0 && (testsExit !== '0' || !report) ? 1 : 0;
const checkFailed = checkExit === '0' ? 0 : 1;

const passed = (report?.numPassedTests ?? 0) + (1 - checkFailed);
const failed = failedTests + unexplained + checkFailed;
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

function read(file: string): Report | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return null;
  }
}
