// Starts the replica set of one and makes the user of the API and the worker. Running it again changes only the password.
const { MONGODB_HOST, MONGODB_ROOT_PASSWORD, MONGODB_PASSWORD } = process.env;

// Until the set is started there is no primary to find, so this goes straight to the one member.
const root = connect(
  `mongodb://root:${encodeURIComponent(MONGODB_ROOT_PASSWORD)}@${MONGODB_HOST}/?directConnection=true&authSource=admin`,
);

const member = MONGODB_HOST.includes(':') ? MONGODB_HOST : `${MONGODB_HOST}:27017`;
try {
  root.adminCommand({ replSetGetStatus: 1 });
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error;
  root.adminCommand({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: member }] } });
}

const limit = Date.now() + 60_000;
while (!root.hello().isWritablePrimary) {
  if (Date.now() > limit) throw new Error('the replica set has no primary after a minute');
  sleep(200);
}

const relevo = root.getSiblingDB('relevo');
const rights = { pwd: MONGODB_PASSWORD, roles: [{ role: 'dbOwner', db: 'relevo' }] };
if (relevo.getUser('relevo')) relevo.updateUser('relevo', rights);
else relevo.createUser({ user: 'relevo', ...rights });
