export const handoffMethods = ['inbox', 'zendesk', 'gorgias', 'message'] as const;
export type HandoffMethod = (typeof handoffMethods)[number];
export type HelpdeskMethod = Extract<HandoffMethod, 'zendesk' | 'gorgias'>;

/** What is known of the one who is to be handed off. */
export interface Visitor {
  /** They have asked for a person, or said yes to one. */
  agreed: boolean;
  /** Their channel or an integrator vouches for who they are. */
  authenticated: boolean;
  /** An e-mail address of theirs is known. */
  email: boolean;
  /** How often they were asked for one in this session. */
  emailAsks: number;
}

export type HandoffStep = 'show-message' | 'ask-person' | 'ask-email' | 'to-inbox' | 'to-helpdesk';

const mostEmailAsks = 2;

/** The one place that says how a chat is handed off. Source: the handoff methods of the domain. */
export function handoffStep(method: HandoffMethod, { agreed, authenticated, email, emailAsks }: Visitor): HandoffStep {
  if (method === 'message') return 'show-message';
  if (!agreed) return 'ask-person';
  const byMail = method === 'zendesk' || method === 'gorgias';
  const lacksEmail = !email && (byMail || !authenticated);
  if (lacksEmail && emailAsks < mostEmailAsks) return 'ask-email';
  return byMail && email ? 'to-helpdesk' : 'to-inbox';
}
