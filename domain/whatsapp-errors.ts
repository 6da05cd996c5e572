import type { FailureReason } from './delivery.ts';

/**
 * What an error of the WhatsApp Cloud API asks for. `halt`: nothing can be sent at all until somebody sees to the account
 * · `slow`: the number sends too much · `slow-pair`: too much for this one contact · `again`: it passes · `final`: this
 * message never gets there.
 */
export interface Remedy {
  do: 'halt' | 'slow' | 'slow-pair' | 'again' | 'final';
  reason: FailureReason;
  /** Supervisors are told: it is about the account, not about this message. */
  alert: boolean;
}

const halt: Remedy = { do: 'halt', reason: 'account', alert: true };
const slow: Remedy = { do: 'slow', reason: 'rate-limited', alert: false };
const again: Remedy = { do: 'again', reason: 'other', alert: false };
const final = (reason: FailureReason): Remedy => ({ do: 'final', reason, alert: false });
const alerted = (reason: FailureReason): Remedy => ({ do: 'final', reason, alert: true });

const table: readonly (readonly [codes: readonly number[], remedy: Remedy])[] = [
  // Token and permissions; spam limit, policy, locked account.
  [[0, 190, 3, 10, 131005, 131048, 368, 131031], halt],
  // Rates of the application, of the account and of the number.
  [[4, 80007, 130429], slow],
  [[131056], { ...slow, do: 'slow-pair' }],
  [[1, 2, 131000, 131016, 133004, 131057], again],
  [[131047, 470], final('window-closed')],
  [[131026, 131030, 131062], final('unreachable')],
  [[131050], final('opted-out')],
  // What Meta holds back by itself: trying again soon changes nothing.
  [[131049], final('rate-limited')],
  [[131051, 131052, 131053], final('media')],
  [[33, 100, 131008, 131009, 131021, 130472, 130497], final('refused')],
  // Payment and display name; the number is not registered, or registers too often.
  [[131042, 131037, 133010, 133016, 135000], alerted('account')],
  [[132000, 132001, 132005, 132007, 132012, 132015, 132016], alerted('refused')],
];
const byCode = new Map(table.flatMap(([codes, remedy]) => codes.map((code) => [code, remedy] as const)));

/** What to do about an error code. `status`: of the HTTP answer that carried it. Source: the error table of the Cloud API. */
export function remedyOf(code: number, status = 400): Remedy {
  const known = byCode.get(code);
  if (known) return known;
  if (code >= 200 && code <= 299) return halt;
  return status >= 500 ? again : final('other');
}
