import type { ClientSession } from 'mongoose';
import mongoose from 'mongoose';

/** A number that is given out once, and only grows. */
interface CounterDoc {
  _id: string;
  value: number;
}

const schema = new mongoose.Schema<CounterDoc>(
  { _id: { type: String, required: true }, value: { type: Number, required: true } },
  { strict: 'throw', versionKey: false, autoIndex: false, id: false },
);

const CounterModel = mongoose.model<CounterDoc>('Counter', schema, 'counters');

/** The next number of a kind, from 1 on. Within a transaction that is given up it is given out again. */
export async function nextNumber(kind: string, session: ClientSession): Promise<number> {
  const counter = await CounterModel.findOneAndUpdate(
    { _id: kind },
    { $inc: { value: 1 } },
    { upsert: true, returnDocument: 'after', session },
  ).lean();
  return counter.value;
}

/** The number given out last, 0 for none. */
export async function lastNumber(kind: string): Promise<number> {
  return (await CounterModel.findById(kind).lean())?.value ?? 0;
}
