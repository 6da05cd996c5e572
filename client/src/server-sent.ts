/** One block of a stream of server-sent events. */
export interface Frame {
  /** The position from here on; null leaves it as it was. Also comes alone, without data. */
  id: string | null;
  event: string;
  data: string | null;
  /** How long to wait before coming back, in milliseconds. */
  retry: number | null;
}

/**
 * The blocks of a stream; one that breaks off is dropped. Written by hand since the parsers at hand drop a block that has
 * a position and no data, which is how a quiet stream moves a client on.
 */
export async function* frames(read: () => Promise<string | null>): AsyncGenerator<Frame, void> {
  let text = '';
  for (let chunk = await read(); chunk !== null; chunk = await read()) {
    const blocks = (text + chunk).split(/\r\n\r\n|\n\n|\r\r/);
    text = blocks.pop() ?? '';
    for (const block of blocks) yield frameOf(block);
  }
}

function frameOf(block: string): Frame {
  const frame: Frame = { id: null, event: 'message', data: null, retry: null };
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
    if (field === 'id') frame.id = value;
    else if (field === 'event') frame.event = value;
    else if (field === 'data') frame.data = frame.data === null ? value : `${frame.data}\n${value}`;
    else if (field === 'retry' && /^\d+$/.test(value)) frame.retry = Number(value);
  }
  return frame;
}
