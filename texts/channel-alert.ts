const wait = 'Los mensajes esperan una hora.';

const steps: readonly (readonly [codes: readonly number[], words: string])[] = [
  [[0, 190], `El token de WhatsApp venció o no es válido: poné uno nuevo y reiniciá. ${wait}`],
  [[3, 10, 131005], `Al token de WhatsApp le falta un permiso: dáselo en Meta, o poné otro y reiniciá. ${wait}`],
  [[131048], `Meta frenó al número por mensajes que la gente marcó como no deseados: revisalo en Meta. ${wait}`],
  [[368, 131031], `Meta bloqueó la cuenta de WhatsApp: mirá en Meta por qué. ${wait}`],
  [[131042], 'Meta no puede cobrar: revisá el medio de pago de la cuenta y mandá de nuevo lo que falló.'],
  [[131037], 'El nombre visible del número no está aprobado: pedí la aprobación en Meta.'],
  [
    [133010, 133016, 135000],
    'El número no está registrado como debe: registralo en Meta y mandá de nuevo lo que falló.',
  ],
];

/** What is wrong with WhatsApp as a whole and what to do, for supervisors, with the code and the words of Meta. */
export function channelTrouble(code: number, said: string): string {
  const known = steps.find(([codes]) => codes.includes(code))?.[1];
  const permission = code >= 200 && code <= 299 ? steps[1]?.[1] : undefined;
  const template = code >= 132000 && code <= 132999 ? 'Una plantilla no se puede usar: revisala en Meta.' : undefined;
  const words = known ?? permission ?? template ?? 'WhatsApp no funciona como debe: revisá la cuenta en Meta.';
  const meta = said.startsWith(String(code)) ? said : `${code} ${said}`.trim();
  return `${words} (Meta: ${meta})`;
}
