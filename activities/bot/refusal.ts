import { words } from '../../language/spanish.ts';
import { isNo } from './yes-no.ts';

/** Whether the customer will not or cannot tell what they were asked for. Read only where something was asked. */
export function refuses(text: string): boolean {
  return isNo(text) || refusal.test(` ${words(text).join(' ')} `);
}

const refusal =
  / (?:no (?:me |te |se |le |les |lo |la |los |las )*(?:se|tengo|recuerdo|acuerdo|encuentro|quiero|pienso|voy a|puedo|corresponde|hace falta|doy|digo|paso|conozco|conviene|importa|interesa|gusta)|prefiero no|mejor no|ni idea|ni loc[oa]|para que (?:lo |la |los |las )?(?:quer|necesit|pid|sirv)[a-z]*|por que (?:lo |la )?(?:piden|necesitan|quieren)|que te importa|es privado|es personal|sin (?:datos|nombre)|anonim[oa]|ya (?:te|les|se) (?:lo |la |los )?(?:di|dije|pase|mande)) /;
