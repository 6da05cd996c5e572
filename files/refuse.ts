/** A file that is not taken, with the reason. */
export class MediaRefused extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'MediaRefused';
  }
}

export function refuse(reason: string): MediaRefused {
  return new MediaRefused(reason);
}
