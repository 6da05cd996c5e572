#!/bin/bash
# The members of a replica set trust each other by a key file, which mongod takes only when nobody else can read it.
set -euo pipefail

key=/tmp/replica.key
(umask 077 && printf '%s\n' "$MONGODB_REPLICA_KEY" >"$key")
chown mongodb:mongodb "$key"
unset MONGODB_REPLICA_KEY

exec docker-entrypoint.sh mongod --replSet rs0 --keyFile "$key" --bind_ip_all
