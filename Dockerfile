# One image for api, worker, migration and command line; what it runs is its command.

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
# Started without npm, which would put the node of node_modules first.
RUN node ui/build.ts && node worker/bundle-workflows.ts dist/workflow-bundle.js && mkdir /app/media

# What runs needs no build tools, and neither the embedded Postgres nor a second Node, which are optional packages.
FROM node:24.21.0-bookworm-slim AS modules
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=8080 \
    PACKS_DIR=/app/packs \
    MEDIA_DIR=/var/lib/gatehouse/media \
    WORKFLOW_BUNDLE=/app/dist/workflow-bundle.js
WORKDIR /app
COPY --from=modules /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY contract ./contract
COPY domain ./domain
COPY registry ./registry
COPY platform ./platform
COPY db ./db
COPY agent ./agent
COPY effects ./effects
COPY activities ./activities
COPY workflows ./workflows
COPY temporal ./temporal
COPY worker ./worker
COPY api ./api
COPY cli ./cli
COPY packs ./packs
COPY policies ./policies
COPY --from=build /app/ui/dist ./ui/dist
COPY --from=build /app/dist ./dist
# Belongs to the account that runs, and so does a volume that is made here.
COPY --from=build --chown=1000:1000 /app/media /var/lib/gatehouse/media
# The image's own account `node`, by number, so that a cluster can see that it is not root.
USER 1000:1000
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "api/main.ts"]
