import type { Texts } from '../../texts/es-ar.ts';

/** The text, or another of the catalogue with the same purpose where the bot has just said this one. */
export function sayAnew(text: string, lastSaid: string | null, texts: Texts): string {
  const repeats = (one: string) => lastSaid !== null && (lastSaid === one || lastSaid.endsWith(`\n${one}`));
  if (!repeats(text)) return text;
  const others = offers.some((name) => texts[name] === text)
    ? [texts.offerStands, texts.offerPerson]
    : asking.some((name) => texts[name] === text)
      ? [texts.goOn, texts.opener]
      : [texts.stillHere, texts.goOn];
  return others.find((other) => !repeats(other)) ?? text;
}

/** Texts after which a yes takes a person: their stand-in must offer one too. */
const offers = [
  'notUnderstood',
  'offerPerson',
  'offerStands',
  'notHelpful',
  'toldAlready',
  'onlyText',
  'whoIAm',
  'contactLeft',
  'confirmPerson',
] satisfies (keyof Texts)[];

const asking = [
  'greeting',
  'greetingNamed',
  'helloAgain',
  'returned',
  'opener',
  'wellbeing',
  'introduced',
  'apology',
  'declined',
  'goOn',
  'cannotAnswer',
] satisfies (keyof Texts)[];
