import mongoose from 'mongoose';
import './agent.ts';
import './alert.ts';
import './bot-usage.ts';
import './area.ts';
import './conversation.ts';
import './episode.ts';
import './counter.ts';
import './event-ticket.ts';
import './failed-delivery.ts';
import './gap.ts';
import './helpdesk-case.ts';
import './idempotency-record.ts';
import './inbox.ts';
import './key.ts';
import './knowledge-article.ts';
import './knowledge-version.ts';
import './mail.ts';
import './media.ts';
import './message.ts';
import './person.ts';
import './presence.ts';
import './room.ts';
import './room-line.ts';
import './settings.ts';
import './shortcut.ts';
import './stay.ts';
import './template.ts';
import './ticket.ts';
import './timeline.ts';
import './webhook.ts';
import './whatsapp-media.ts';

/** Whoever listens is told what these held before and after each change, whenever it was. */
const imaged = ['conversations', 'messages', 'alerts', 'inboxes', 'tickets', 'rooms'];

/** Creates every collection and every index that the models declare; doing it twice changes nothing. */
export async function createIndexes(): Promise<void> {
  for (const model of Object.values(mongoose.models)) {
    await model.createCollection();
    await model.createIndexes();
  }
  for (const collection of imaged) {
    await mongoose.connection.db?.command({ collMod: collection, changeStreamPreAndPostImages: { enabled: true } });
  }
}
