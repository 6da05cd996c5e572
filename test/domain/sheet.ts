/**
 * Every trigger in every situation, written out from the transition rules of the domain.
 * `~` awaiting a reply to a template, `!` the session has expired. The chat waits in Ventas; Ana has it, out of Ventas.
 * `=` done, the chat stays · `>x` it moves to the inbox, agent or state x · `-` nothing changes at all ·
 * `/` only a message is told of, the conversation is as it was ·
 * `?` refused, with a code that the rules leave open · otherwise the code of the refusal.
 */
export const commandSheet = `
trigger     by     line     | NUEVO     BOT            BOT~            BANDEJA           BANDEJA~          CERRADAS       CERRADAS!       AGENTE            AGENTE~           EXPIRADO
claim       bruno  claim    | not-found still-with-bot still-with-bot  >bruno            >bruno            >bruno         session-expired already-claimed   already-claimed   session-expired
claim       carla  claim    | not-found still-with-bot still-with-bot  not-found         not-found         >carla         session-expired not-found         not-found         session-expired
claim       ana    claim    | not-found still-with-bot still-with-bot  >ana              >ana              >ana           session-expired -                 -                 session-expired
claim       sofia  claim    | ?         still-with-bot still-with-bot  >sofia            >sofia            >sofia         session-expired already-claimed   already-claimed   session-expired
assign      sofia  assign   | ?         >bruno         >bruno          >bruno            >bruno            >bruno         session-expired >bruno            >bruno            not-now
assign      alba   assign   | ?         >bruno         >bruno          >bruno            >bruno            >bruno         session-expired >bruno            >bruno            not-now
assign      rule   assign   | ?         not-now        not-now         >bruno            >bruno            not-now        ?               already-claimed   already-claimed   not-now
return      ana    return   | not-found not-now        not-now         not-now           not-now           not-now        not-now         >ventas           >ventas           not-now
return      bruno  return   | not-found not-now        not-now         not-now           not-now           not-now        not-now         not-owner         not-owner         not-now
return      carla  return   | not-found not-now        not-now         not-found         not-found         not-now        not-now         not-found         not-found         not-now
return      sofia  return   | ?         not-now        not-now         not-now           not-now           not-now        not-now         >ventas           >ventas           not-now
return      rule   return   | ?         not-now        not-now         not-now           not-now           not-now        not-now         >ventas           >ventas           not-now
transfer    ana    transfer | not-found not-now        not-now         >soporte          >soporte          >soporte       session-expired >soporte          >soporte          not-now
transfer    bruno  transfer | not-found not-now        not-now         >soporte          >soporte          >soporte       session-expired not-owner         not-owner         not-now
transfer    carla  transfer | not-found not-now        not-now         not-found         not-found         >soporte       session-expired not-found         not-found         not-now
transfer    sofia  transfer | ?         not-now        not-now         >soporte          >soporte          >soporte       session-expired >soporte          >soporte          not-now
reply       ana    -        | not-found not-now        session-expired not-now           session-expired   not-now        session-expired =                 session-expired   session-expired
reply       bruno  -        | not-found not-now        session-expired not-now           session-expired   not-now        session-expired not-owner         session-expired   session-expired
reply       carla  -        | not-found not-now        session-expired not-found         not-found         not-now        session-expired not-found         not-found         session-expired
reply       sofia  -        | ?         not-now        session-expired not-now           session-expired   not-now        session-expired not-owner         session-expired   session-expired
react       ana    -        | not-found not-now        session-expired not-now           session-expired   not-now        session-expired =                 session-expired   session-expired
react       bruno  -        | not-found not-now        session-expired not-now           session-expired   not-now        session-expired not-owner         session-expired   session-expired
react       sofia  -        | ?         not-now        session-expired not-now           session-expired   not-now        session-expired not-owner         session-expired   session-expired
note        ana    -        | not-found =              =               =                 =                 =              =               =                 =                 =
note        bruno  -        | not-found =              =               =                 =                 =              =               not-owner         not-owner         =
note        carla  -        | not-found =              =               not-found         not-found         =              =               not-found         not-found         =
note        sofia  -        | ?         =              =               =                 =                 =              =               =                 =                 =
close       ana    close    | not-found not-now        not-now         not-owner         not-owner         not-now        not-now         >cerradas         >cerradas         not-now
close       bruno  close    | not-found not-now        not-now         not-owner         not-owner         not-now        not-now         not-owner         not-owner         not-now
close       carla  close    | not-found not-now        not-now         not-found         not-found         not-now        not-now         not-found         not-found         not-now
close       sofia  close    | ?         not-now        not-now         >cerradas         >cerradas         not-now        not-now         >cerradas         >cerradas         not-now
toBot       ana    bot      | not-found not-now        ?               not-owner         session-expired   not-owner      session-expired >BOT              session-expired   session-expired
toBot       bruno  bot      | not-found not-now        ?               not-owner         session-expired   not-owner      session-expired not-owner         session-expired   session-expired
toBot       carla  bot      | not-found not-now        ?               not-found         not-found         not-owner      session-expired not-found         not-found         session-expired
toBot       sofia  bot      | ?         not-now        ?               >BOT              session-expired   >BOT           session-expired >BOT              session-expired   session-expired
handoff     hub    handoff  | ?         >soporte       >soporte        -                 -                 not-now        not-now         -                 -                 not-now
botMessage  hub    -        | ?         =              session-expired bot-muted         session-expired   bot-muted      session-expired bot-muted         session-expired   session-expired
template    ana    template | not-found not-now        not-now         not-now           not-now           >ana           >ana            =                 =                 >ana
template    bruno  template | not-found not-now        not-now         not-now           not-now           >bruno         >bruno          not-owner         not-owner         >bruno
template    carla  template | not-found not-now        not-now         not-found         not-found         >carla         >carla          not-found         not-found         >carla
template    sofia  template | ?         not-now        not-now         not-now           not-now           >sofia         >sofia          not-owner         not-owner         >sofia
template    hub    template | ?         not-now        not-now         not-now           not-now           not-now        not-now         ?                 ?                 >BOT
start       ana    start    | >ana      not-now        not-now         conversation-open conversation-open >ana           >ana            conversation-open conversation-open >ana
start       carla  start    | >carla    not-now        not-now         not-found         not-found         >carla         >carla          not-found         not-found         >carla
start       sofia  start    | >sofia    not-now        not-now         conversation-open conversation-open >sofia         >sofia          conversation-open conversation-open >sofia
start       hub    start    | >BOT      not-now        not-now         conversation-open conversation-open >BOT           >BOT            conversation-open conversation-open >BOT
block       ana    block    | not-found >cerradas      >cerradas       >cerradas         >cerradas         =              =               >cerradas         >cerradas         =
block       bruno  block    | not-found >cerradas      >cerradas       >cerradas         >cerradas         =              =               not-owner         not-owner         =
block       carla  block    | not-found >cerradas      >cerradas       not-found         not-found         =              =               not-found         not-found         =
block       sofia  block    | ?         >cerradas      >cerradas       >cerradas         >cerradas         =              =               >cerradas         >cerradas         =
undo        sofia  undo     | ?         moved-on       moved-on        moved-on          moved-on          moved-on       moved-on        moved-on          moved-on          moved-on
undo        ana    undo     | not-found ?              ?               ?                 ?                 ?              ?               ?                 ?                 ?
acknowledge sofia  -        | ?         =              =               =                 =                 =              =               =                 =                 =
read        ana    -        | not-found =              =               =                 =                 =              =               =                 =                 =
unread      ana    -        | not-found -              -               -                 -                 -              -               -                 -                 -
editContact ana    -        | not-found =              =               =                 =                 =              =               =                 =                 =
editContact hub    -        | ?         =              =               =                 =                 =              =               =                 =                 =
businessEvent hub  event    | ?         =              =               =                 =                 =              =               =                 =                 =
openTicket  ana    ticket   | not-found =              =               =                 =                 =              =               =                 =                 =
openTicket  bruno  ticket   | not-found =              =               =                 =                 =              =               not-owner         not-owner         =
openTicket  carla  ticket   | not-found =              =               not-found         not-found         =              =               not-found         not-found         =
openTicket  sofia  ticket   | ?         =              =               =                 =                 =              =               =                 =                 =
openTicket  hub    ticket   | ?         =              =               =                 =                 =              =               =                 =                 =
`;

export const happeningSheet = `
trigger                by       line                   | NUEVO     BOT       BOT~      BANDEJA   BANDEJA~  CERRADAS CERRADAS! AGENTE    AGENTE~   EXPIRADO
customerWrote          customer write                  | >BOT      =         =         =         =         >BOT     >BOT      =         =         >BOT
customerWroteBotOff    customer write                  | >general  >ventas   >ventas   =         =         >ventas  >ventas   =         =         >ventas
customerWroteInbox     customer write                  | >BOT      =         =         =         =         >ventas  >ventas   =         =         >ventas
customerWroteAgent     customer write                  | >BOT      =         =         =         =         >ventas  >ventas   =         =         >ventas
customerReacted        customer react                  | >EXPIRADO =         =         =         =         =        =         =         =         =
customerEdited         customer edit                  | >EXPIRADO =         =         =         =         =        =         =         =         =
customerWroteLate      customer write                  | >EXPIRADO =         =         =         =         =        =         =         =         =
customerWroteBlocked   customer -                      | =         =         =         =         =         =        =         =         =         =
botHandedOff           bot      handoff                | -         >soporte  >soporte  -         -         -        -         -         -         -
botSaid                bot      -                      | -         =         -         -         -         -        -         -         -         -
sessionEnded           timer    session-ended          | -         >EXPIRADO -         >EXPIRADO -         =        -         >EXPIRADO -         -
awaitedReplyMissed     timer    awaited-reply-missed   | -         -         >EXPIRADO -         >EXPIRADO -        -         -         >EXPIRADO -
windowClosedByProvider channel  window-closed          | -         >EXPIRADO >EXPIRADO >EXPIRADO >EXPIRADO =        -         >EXPIRADO >EXPIRADO -
statusTold             channel  window-closed          | -         >EXPIRADO >EXPIRADO >EXPIRADO >EXPIRADO =        /         >EXPIRADO >EXPIRADO /
inboxRemoved           supervisor inbox-removed        | -         =         =         >general  >general  =        =         =         =         =
`;

export interface Row {
  trigger: string;
  by: string;
  line: string;
  cells: [column: string, expected: string][];
}

export function rowsOf(sheet: string): Row[] {
  const [head = '', ...lines] = sheet.trim().split('\n');
  const names = head.split('|')[1]?.trim().split(/\s+/) ?? [];
  return lines.map((text) => {
    const [left = '', right = ''] = text.split('|');
    const [trigger = '', by = '', line = ''] = left.trim().split(/\s+/);
    const expected = right.trim().split(/\s+/);
    if (expected.length !== names.length) throw new Error(`${trigger} ${by} has ${expected.length} cells`);
    return { trigger, by, line, cells: names.map((name, i) => [name, expected[i] ?? '']) };
  });
}
