#!/bin/sh
# Prints a fresh set of the secrets that docker-compose.yml asks for: `docker/new-secrets.sh > .env`, once, and keep it.
set -eu
umask 077

hex() { openssl rand -hex "$1"; }
base64() { openssl rand -base64 "$1" | tr -d '\n'; }

cat <<SECRETS
POSTGRES_PASSWORD=$(hex 24)
MONGODB_ROOT_PASSWORD=$(hex 24)
MONGODB_PASSWORD=$(hex 24)
MONGODB_REPLICA_KEY=$(base64 384)
RELEVO_SECRET=$(base64 32)
SECRETS
