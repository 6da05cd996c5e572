import type { ErrorCode } from './errors.ts';
import type { Situation } from './state.ts';

/**
 * The one table: every trigger, in every situation. Diagram, documentation, refusals and `can` are derived from it.
 * `to` lists where the chat may be afterwards; 'same' leaves it where it is.
 */
export type Cell = { to: readonly (Situation | 'same')[] } | { refuse: ErrorCode } | 'ignore';
export type Who = 'customer' | 'bot' | 'integrator' | 'agent' | 'supervisor' | 'rule' | 'timer' | 'channel';

export interface Row {
  who: readonly Who[];
  /** When the person giving it must be online: always, only for a chat of their own, or never. */
  online: 'always' | 'own' | 'never';
  /** Whether only the owner may give it ('owner'), the owner or a supervisor ('owner-or-supervisor'), or whoever sees the chat. */
  needs: 'owner' | 'owner-or-supervisor' | 'sight';
  /** Whether it stands while the contact is blocked. */
  whileBlocked: boolean;
  /** Whether an expired session refuses it even where the state would allow it. */
  openSession: boolean;
  cells: Record<Situation, Cell>;
}

const same = { to: ['same'] } as const;
const go = (...to: (Situation | 'same')[]) => ({ to });
const no = (refuse: ErrorCode) => ({ refuse });
const notNow = no('not-now');

const staysEverywhere = { NUEVO: notNow, BOT: same, BANDEJA: same, CERRADAS: same, AGENTE: same, EXPIRADO: same };
const byNobody = { online: 'never', needs: 'sight', whileBlocked: true, openSession: false } as const;
const bySight = { online: 'never', needs: 'sight', whileBlocked: false, openSession: false } as const;

/** What only the owner may send to the customer, and only in an open session. */
const ownersWord = {
  who: ['agent', 'supervisor'],
  ...bySight,
  online: 'always',
  needs: 'owner',
  openSession: true,
  cells: {
    NUEVO: notNow,
    BOT: notNow,
    BANDEJA: notNow,
    CERRADAS: notNow,
    AGENTE: same,
    EXPIRADO: no('session-expired'),
  },
} as const;

export const transitions = {
  customerWrote: {
    who: ['customer'],
    ...byNobody,
    cells: {
      NUEVO: go('BOT', 'BANDEJA'),
      // A chat left with a bot that was switched off goes to people.
      BOT: go('same', 'BANDEJA'),
      BANDEJA: same,
      CERRADAS: go('BOT', 'BANDEJA'),
      AGENTE: same,
      EXPIRADO: go('BOT', 'BANDEJA'),
    },
  },
  customerReacted: {
    who: ['customer'],
    ...byNobody,
    cells: { NUEVO: go('EXPIRADO'), BOT: same, BANDEJA: same, CERRADAS: same, AGENTE: same, EXPIRADO: same },
  },
  customerEdited: {
    who: ['customer'],
    ...byNobody,
    cells: { NUEVO: go('EXPIRADO'), BOT: same, BANDEJA: same, CERRADAS: same, AGENTE: same, EXPIRADO: same },
  },
  customerWroteLate: {
    who: ['customer'],
    ...byNobody,
    cells: { NUEVO: go('EXPIRADO'), BOT: same, BANDEJA: same, CERRADAS: same, AGENTE: same, EXPIRADO: same },
  },
  customerWroteBlocked: {
    who: ['customer'],
    ...byNobody,
    cells: { NUEVO: 'ignore', BOT: same, BANDEJA: same, CERRADAS: same, AGENTE: same, EXPIRADO: same },
  },
  handoff: {
    who: ['bot', 'integrator'],
    ...bySight,
    cells: { NUEVO: notNow, BOT: go('BANDEJA'), BANDEJA: same, CERRADAS: notNow, AGENTE: same, EXPIRADO: notNow },
  },
  helpdeskHandoff: {
    who: ['bot'],
    ...bySight,
    cells: { NUEVO: notNow, BOT: go('CERRADAS'), BANDEJA: notNow, CERRADAS: notNow, AGENTE: notNow, EXPIRADO: notNow },
  },
  claim: {
    who: ['agent', 'supervisor'],
    ...bySight,
    online: 'always',
    cells: {
      NUEVO: notNow,
      BOT: no('still-with-bot'),
      BANDEJA: go('AGENTE'),
      CERRADAS: go('AGENTE'),
      AGENTE: no('already-claimed'),
      EXPIRADO: no('session-expired'),
    },
  },
  assign: {
    who: ['supervisor', 'rule'],
    ...bySight,
    cells: {
      NUEVO: notNow,
      BOT: go('AGENTE'),
      BANDEJA: go('AGENTE'),
      CERRADAS: go('AGENTE'),
      AGENTE: go('AGENTE'),
      EXPIRADO: notNow,
    },
  },
  return: {
    who: ['agent', 'supervisor', 'rule'],
    ...bySight,
    online: 'own',
    needs: 'owner-or-supervisor',
    cells: { NUEVO: notNow, BOT: notNow, BANDEJA: notNow, CERRADAS: notNow, AGENTE: go('BANDEJA'), EXPIRADO: notNow },
  },
  transfer: {
    who: ['agent', 'supervisor'],
    ...bySight,
    online: 'own',
    needs: 'owner-or-supervisor',
    cells: {
      NUEVO: notNow,
      BOT: notNow,
      BANDEJA: go('BANDEJA'),
      CERRADAS: go('BANDEJA'),
      AGENTE: go('BANDEJA'),
      EXPIRADO: notNow,
    },
  },
  reply: ownersWord,
  react: ownersWord,
  note: { who: ['agent', 'supervisor'], ...bySight, whileBlocked: true, cells: staysEverywhere },
  close: {
    who: ['agent', 'supervisor'],
    ...bySight,
    online: 'own',
    needs: 'owner-or-supervisor',
    cells: {
      NUEVO: notNow,
      BOT: notNow,
      BANDEJA: go('CERRADAS'),
      CERRADAS: notNow,
      AGENTE: go('CERRADAS'),
      EXPIRADO: notNow,
    },
  },
  toBot: {
    who: ['agent', 'supervisor'],
    ...bySight,
    needs: 'owner-or-supervisor',
    openSession: true,
    cells: {
      NUEVO: notNow,
      BOT: notNow,
      BANDEJA: go('BOT'),
      CERRADAS: go('BOT'),
      AGENTE: go('BOT'),
      EXPIRADO: no('session-expired'),
    },
  },
  botMessage: {
    who: ['bot', 'integrator'],
    ...bySight,
    openSession: true,
    cells: {
      NUEVO: notNow,
      BOT: same,
      BANDEJA: no('bot-muted'),
      CERRADAS: no('bot-muted'),
      AGENTE: no('bot-muted'),
      EXPIRADO: no('session-expired'),
    },
  },
  template: {
    who: ['agent', 'supervisor', 'integrator'],
    ...bySight,
    online: 'always',
    cells: {
      NUEVO: notNow,
      BOT: notNow,
      BANDEJA: notNow,
      CERRADAS: go('AGENTE'),
      AGENTE: same,
      EXPIRADO: go('AGENTE', 'BOT'),
    },
  },
  start: {
    who: ['agent', 'supervisor', 'integrator'],
    ...bySight,
    online: 'always',
    cells: {
      NUEVO: go('AGENTE', 'BOT'),
      BOT: notNow,
      BANDEJA: no('conversation-open'),
      CERRADAS: go('AGENTE', 'BOT'),
      AGENTE: no('conversation-open'),
      EXPIRADO: go('AGENTE', 'BOT'),
    },
  },
  block: {
    who: ['agent', 'supervisor'],
    ...bySight,
    whileBlocked: true,
    cells: {
      NUEVO: notNow,
      BOT: go('CERRADAS'),
      BANDEJA: go('CERRADAS'),
      CERRADAS: same,
      AGENTE: go('CERRADAS'),
      EXPIRADO: same,
    },
  },
  unblock: { who: ['agent', 'supervisor'], ...bySight, whileBlocked: true, cells: staysEverywhere },
  undo: {
    who: ['supervisor'],
    ...bySight,
    cells: {
      NUEVO: notNow,
      BOT: no('moved-on'),
      // A chat transferred out of Cerradas goes back there.
      BANDEJA: go('AGENTE', 'BANDEJA', 'CERRADAS'),
      CERRADAS: go('AGENTE', 'BANDEJA'),
      AGENTE: no('moved-on'),
      EXPIRADO: no('moved-on'),
    },
  },
  sessionEnded: {
    who: ['timer'],
    ...byNobody,
    cells: {
      NUEVO: 'ignore',
      BOT: go('EXPIRADO'),
      BANDEJA: go('EXPIRADO'),
      CERRADAS: same,
      AGENTE: go('EXPIRADO'),
      EXPIRADO: 'ignore',
    },
  },
  awaitedReplyMissed: {
    who: ['timer'],
    ...byNobody,
    cells: {
      NUEVO: 'ignore',
      BOT: go('EXPIRADO'),
      BANDEJA: go('EXPIRADO'),
      CERRADAS: same,
      AGENTE: go('EXPIRADO'),
      EXPIRADO: 'ignore',
    },
  },
  windowClosedByProvider: {
    who: ['channel'],
    ...byNobody,
    // Where the customer has written since, the provider speaks of the window before.
    cells: {
      NUEVO: 'ignore',
      BOT: go('same', 'EXPIRADO'),
      BANDEJA: go('same', 'EXPIRADO'),
      CERRADAS: same,
      AGENTE: go('same', 'EXPIRADO'),
      EXPIRADO: same,
    },
  },
  statusTold: {
    who: ['channel'],
    ...byNobody,
    // A send that failed because the window is closed, or a template that nobody got, ends the session.
    cells: {
      NUEVO: 'ignore',
      BOT: go('same', 'EXPIRADO'),
      BANDEJA: go('same', 'EXPIRADO'),
      CERRADAS: same,
      AGENTE: go('same', 'EXPIRADO'),
      EXPIRADO: same,
    },
  },
  inboxRemoved: {
    who: ['supervisor'],
    ...byNobody,
    cells: { NUEVO: 'ignore', BOT: same, BANDEJA: go('BANDEJA'), CERRADAS: same, AGENTE: same, EXPIRADO: same },
  },
  escalate: {
    who: ['timer'],
    ...byNobody,
    cells: { NUEVO: 'ignore', BOT: 'ignore', BANDEJA: same, CERRADAS: 'ignore', AGENTE: same, EXPIRADO: 'ignore' },
  },
  acknowledge: { who: ['supervisor'], ...bySight, whileBlocked: true, cells: staysEverywhere },
  read: { who: ['agent', 'supervisor'], ...bySight, whileBlocked: true, cells: staysEverywhere },
  unread: { who: ['agent', 'supervisor'], ...bySight, whileBlocked: true, cells: staysEverywhere },
  editContact: { who: ['agent', 'supervisor', 'integrator'], ...bySight, whileBlocked: true, cells: staysEverywhere },
  openTicket: {
    who: ['bot', 'agent', 'supervisor', 'integrator'],
    ...bySight,
    whileBlocked: true,
    cells: staysEverywhere,
  },
  businessEvent: { who: ['integrator'], ...bySight, whileBlocked: true, cells: staysEverywhere },
} as const satisfies Record<string, Row>;

export type Trigger = keyof typeof transitions;

export function rowOf(trigger: Trigger): Row {
  return transitions[trigger];
}

export function cellOf(trigger: Trigger, situation: Situation): Cell {
  return rowOf(trigger).cells[situation];
}
