# Node runs the TypeScript sources as they are: no build step, one image for setup, the API and the worker.
FROM node:24.21.0-bookworm-slim

ENV NODE_ENV=production
WORKDIR /app

COPY package.json package-lock.json ./
COPY client/package.json client/
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force

COPY . .

# A volume mounted here takes over the owner.
RUN install --directory --owner=node --group=node --mode=700 /var/lib/relevo

USER node
EXPOSE 3000

# Each service has a health check of its own, in docker-compose.yml.
HEALTHCHECK NONE
CMD ["node", "api/main.ts"]
