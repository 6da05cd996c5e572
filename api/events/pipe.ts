import type { ServerResponse } from 'node:http';

/** One open connection of server-sent events. */
export interface Pipe {
  write(frame: string): void;
  /** Settles once the client has taken most of what it was sent, or has gone. */
  drained(): Promise<void>;
  /** Ends it in good order; a client that takes nothing is cut off. */
  end(): void;
  cut(): void;
  readonly open: boolean;
  onClose(gone: () => void): void;
}

/** A client that is this many bytes behind is dropped: it comes back, and goes on from where it was. */
const BEHIND_BYTES = 1_048_576;
/** How long one that has to catch up is waited for, and one that is to go, in milliseconds. */
const PATIENCE_MS = 15_000;
const PARTING_MS = 500;

export function createPipe(raw: ServerResponse, { behind = BEHIND_BYTES, patience = PATIENCE_MS } = {}): Pipe {
  let open = true;
  raw.on('close', () => {
    open = false;
  });
  raw.on('error', () => raw.destroy());
  return {
    get open() {
      return open;
    },
    write(frame) {
      if (!open || raw.writableEnded) return;
      raw.write(frame);
      if (raw.writableLength > behind) raw.destroy();
    },
    async drained() {
      if (!open || !raw.writableNeedDrain) return;
      const settled = Promise.withResolvers<void>();
      const timer = setTimeout(() => raw.destroy(), patience);
      raw.once('drain', settled.resolve).once('close', settled.resolve);
      await settled.promise;
      clearTimeout(timer);
      raw.off('drain', settled.resolve).off('close', settled.resolve);
    },
    end() {
      open = false;
      raw.end();
      setTimeout(() => raw.destroy(), PARTING_MS).unref();
    },
    cut: () => void raw.destroy(),
    onClose: (gone) => void raw.once('close', gone),
  };
}

/** What a client reads; without an `id` its position stays what it was. */
export function frame({ id, event, data }: { id?: string; event: string; data: string }): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${data}\n\n`;
}

/** Keeps proxies from closing what is quiet, and the client's position from growing too old. */
export function beat(id: string): string {
  return `: ping\nid: ${id}\n\n`;
}
