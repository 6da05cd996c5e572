/** What supervisors filter by in the Temporal UI. Registered on every cluster before a workflow sets one. */
export const searchAttributes: readonly { name: string; type: 'KEYWORD' | 'BOOL' | 'TEXT' | 'INT' | 'DATETIME' }[] = [
  { name: 'RelevoState', type: 'KEYWORD' },
  { name: 'RelevoPreviousState', type: 'KEYWORD' },
  { name: 'RelevoInbox', type: 'KEYWORD' },
  { name: 'RelevoAgent', type: 'KEYWORD' },
  { name: 'RelevoChannel', type: 'KEYWORD' },
  { name: 'RelevoSentiment', type: 'KEYWORD' },
  { name: 'RelevoEscalated', type: 'BOOL' },
  { name: 'RelevoTicketState', type: 'KEYWORD' },
  { name: 'RelevoTicketSubtype', type: 'KEYWORD' },
  { name: 'RelevoTicketArea', type: 'KEYWORD' },
];
