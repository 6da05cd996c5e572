# Node runs the TypeScript sources as they are: no build step, one image for setup, the API and the worker.
FROM node:24.21.0-bookworm-slim

ENV NODE_ENV=production
WORKDIR /app

COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force

COPY . .

USER node
EXPOSE 3000

HEALTHCHECK NONE
CMD ["node", "api/main.ts"]
