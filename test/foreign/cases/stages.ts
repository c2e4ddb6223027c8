import type { ForeignCase } from '../adopt-case.ts';

/** Several stages: builds, sites, frameworks. */
export const STAGES: readonly ForeignCase[] = [
  {
    name: 'TypeScript in two stages, as a named user',
    project: 'npm-express-typescript',
    dockerfile: `FROM node:24 AS builder
WORKDIR /app
COPY package*.json tsconfig.json ./
RUN npm ci
COPY src ./src
RUN npm run build

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=builder /app/package*.json ./
RUN npm ci --omit=dev
COPY --from=builder /app/dist ./dist
USER node
EXPOSE 3000
CMD ["node", "dist/server.js"]
`,
    answers: { runtimeVersion: '24' },
    notes: [],
  },
  {
    name: 'a guide for Node.js with stages for dependencies, development and tests',
    project: 'npm-express-typescript',
    dockerfile: `# syntax=docker/dockerfile:1
ARG NODE_VERSION=24.1.0
FROM node:\${NODE_VERSION}-alpine AS base
WORKDIR /usr/src/app

FROM base AS deps
RUN --mount=type=bind,source=package.json,target=package.json \\
    --mount=type=bind,source=package-lock.json,target=package-lock.json \\
    --mount=type=cache,target=/root/.npm \\
    npm ci --omit=dev

FROM base AS build
COPY . .
RUN npm ci && npm run build

FROM build AS test
RUN npm test

FROM base AS final
ENV NODE_ENV=production
USER node
COPY package.json .
COPY --from=deps /usr/src/app/node_modules ./node_modules
COPY --from=build /usr/src/app/dist ./dist
EXPOSE 3000
CMD ["npm", "start"]
`,
    answers: { runtimeVersion: '24', base: 'alpine' },
    notes: ['Dockerfile:3 asks for Node.js "24.1.0" exactly', 'has the targets test (line 16)'],
  },
  {
    name: 'Next.js, standalone, with a user of its own',
    project: 'pnpm-next-standalone',
    dockerfile: `FROM node:24-alpine AS base
FROM base AS deps
RUN apk add --no-cache libc6-compat
WORKDIR /app
COPY package.json pnpm-lock.yaml* ./
RUN corepack enable pnpm && pnpm i --frozen-lockfile

FROM base AS builder
WORKDIR /app
COPY --from=deps /app/node_modules ./node_modules
COPY . .
ENV NEXT_TELEMETRY_DISABLED=1
RUN corepack enable pnpm && pnpm run build

FROM base AS runner
WORKDIR /app
ENV NODE_ENV=production
ENV NEXT_TELEMETRY_DISABLED=1
RUN addgroup --system --gid 1001 nodejs
RUN adduser --system --uid 1001 nextjs
COPY --from=builder /app/public ./public
COPY --from=builder --chown=nextjs:nodejs /app/.next/standalone ./
COPY --from=builder --chown=nextjs:nodejs /app/.next/static ./.next/static
USER nextjs
EXPOSE 3000
ENV PORT=3000
ENV HOSTNAME="0.0.0.0"
CMD ["node", "server.js"]
`,
    answers: { runtimeVersion: '24', base: 'alpine' },
    notes: ['runs as nextjs (line 24): the new one runs as 1000:1000'],
  },
  {
    name: 'Next.js with public values as arguments',
    project: 'npm-next',
    dockerfile: `FROM node:24-alpine AS build
WORKDIR /app
ARG NEXT_PUBLIC_API_URL
ARG NEXT_PUBLIC_SITE=https://shop.example.com
ENV NEXT_PUBLIC_API_URL=$NEXT_PUBLIC_API_URL
COPY . .
RUN npm ci && npm run build
FROM node:24-alpine
WORKDIR /app
COPY --from=build /app ./
CMD ["npx", "next", "start"]
`,
    answers: { runtimeVersion: '24', base: 'alpine' },
    notes: [
      'Dockerfile:11 starts npx next start, which is not taken over: it is a tool',
      'sets for the build ENV NEXT_PUBLIC_API_URL (line 5)',
      'takes the arguments NEXT_PUBLIC_API_URL (line 3), NEXT_PUBLIC_SITE (line 4)',
    ],
  },
  {
    name: 'Nest, with the production script',
    project: 'npm-nest',
    dockerfile: `FROM node:22-alpine AS build
WORKDIR /usr/src/app
COPY --chown=node:node package*.json ./
RUN npm ci
COPY --chown=node:node . .
RUN npm run build && npm prune --omit=dev
USER node

FROM node:22-alpine AS production
COPY --chown=node:node --from=build /usr/src/app/node_modules ./node_modules
COPY --chown=node:node --from=build /usr/src/app/dist ./dist
CMD [ "node", "dist/main.js" ]
`,
    answers: { runtimeVersion: '22', base: 'alpine' },
    notes: [],
  },
  {
    name: 'Nest behind a migration',
    project: 'npm-nest',
    dockerfile: `FROM node:24 AS build
WORKDIR /app
COPY . .
RUN npm ci && npx prisma generate && npm run build

FROM node:24-slim
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/prisma ./prisma
CMD npx prisma migrate deploy && npm run start:prod
`,
    answers: { runtimeVersion: '24' },
    notes: [
      'Dockerfile:11 runs npx prisma migrate deploy before the service starts',
      'runs npx prisma generate (line 4)',
      'copies into the image prisma (line 10)',
    ],
  },
  {
    name: 'a site on nginx',
    project: 'npm-vite-react',
    dockerfile: `FROM node:22-alpine AS build
WORKDIR /app
COPY . .
RUN npm ci && npm run build

FROM nginx:alpine
COPY --from=build /app/dist /usr/share/nginx/html
COPY nginx.conf /etc/nginx/conf.d/default.conf
EXPOSE 80
CMD ["nginx", "-g", "daemon off;"]
`,
    answers: { runtimeVersion: '22' },
    notes: [
      'Dockerfile:9 exposes port 80, which was meant for root',
      'copies outside its folder nginx.conf to /etc/nginx/conf.d/default.conf (line 8)',
    ],
  },
  {
    name: 'a site on nginx without root, with values for the build',
    project: 'npm-vite-react',
    dockerfile: `FROM node:24 AS build
ARG VITE_API=https://api.example.com
WORKDIR /app
COPY . .
RUN npm ci
RUN npm run build
FROM nginxinc/nginx-unprivileged:stable
COPY --from=build /app/dist /usr/share/nginx/html
EXPOSE 8081
HEALTHCHECK --interval=10s CMD curl -fs http://localhost:8081/index.html || exit 1
`,
    answers: { runtimeVersion: '24', port: 8081, healthcheck: '/index.html' },
    notes: ['takes the arguments VITE_API (line 2)', 'checks the health with --interval=10s (line 10)'],
  },
  {
    name: 'pnpm by corepack, deployed from a store',
    project: 'pnpm-9-express-typescript',
    dockerfile: `FROM node:24-slim AS base
ENV PNPM_HOME="/pnpm"
ENV PATH="$PNPM_HOME:$PATH"
RUN corepack enable
COPY . /app
WORKDIR /app

FROM base AS prod-deps
RUN --mount=type=cache,id=pnpm,target=/pnpm/store pnpm install --prod --frozen-lockfile

FROM base AS build
RUN --mount=type=cache,id=pnpm,target=/pnpm/store pnpm install --frozen-lockfile
RUN pnpm run build

FROM base
COPY --from=prod-deps /app/node_modules /app/node_modules
COPY --from=build /app/dist /app/dist
EXPOSE 8000
CMD [ "pnpm", "start" ]
`,
    answers: { runtimeVersion: '24' },
    notes: ['Dockerfile:18 says port 8000, but src/server.ts'],
  },
  {
    name: 'another build script than the usual one',
    project: 'npm-express-typescript',
    dockerfile: `FROM --platform=$BUILDPLATFORM node:24 AS build
ARG TARGETPLATFORM
WORKDIR /app
COPY . .
RUN npm ci && npm run lint && npm run build:prod
FROM node:24-slim
WORKDIR /app
COPY --from=build /app/ ./
CMD ["node", "--enable-source-maps", "dist/server.js"]
`,
    answers: { runtimeVersion: '24' },
    notes: [
      'Dockerfile:5 says build build:prod, but package.json scripts.build says build and counts',
      'Dockerfile:9 says start node --enable-source-maps dist/server.js, but package.json scripts.start says node dist/server.js',
      'runs npm run lint (line 5)',
    ],
  },
  {
    name: 'Bun',
    project: 'bun-runtime',
    dockerfile: `FROM oven/bun:1 AS base
WORKDIR /usr/src/app
FROM base AS install
COPY package.json bun.lock ./
RUN bun install --frozen-lockfile --production
FROM base AS release
COPY --from=install /usr/src/app/node_modules node_modules
COPY . .
USER bun
EXPOSE 3000/tcp
ENTRYPOINT [ "bun", "run", "src/server.ts" ]
`,
    answers: {},
    notes: [],
  },
  {
    name: 'a program from another image, and one that is downloaded',
    project: 'npm-express',
    dockerfile: `FROM node:24 AS tools
RUN curl -fsSL https://get.example.com/migrate.tar.gz | tar xz -C /usr/local/bin
FROM node:24-slim
COPY --from=ghcr.io/example/litestream:0.3 /usr/local/bin/litestream /usr/local/bin/litestream
COPY --from=tools /usr/local/bin/migrate /usr/local/bin/
WORKDIR /app
COPY . .
RUN npm ci
CMD ["node", "server.js"]
`,
    answers: { runtimeVersion: '24' },
    notes: [
      'copies from other images ghcr.io/example/litestream:0.3 (line 4)',
      'copies outside its folder /usr/local/bin/litestream to /usr/local/bin/litestream (line 4), /usr/local/bin/migrate to /usr/local/bin/ (line 5)',
    ],
  },
  {
    name: 'what Visual Studio writes',
    project: 'dotnet-web',
    dockerfile: `FROM mcr.microsoft.com/dotnet/aspnet:8.0 AS base
USER $APP_UID
WORKDIR /app
EXPOSE 8080
EXPOSE 8081

FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
ARG BUILD_CONFIGURATION=Release
WORKDIR /src
COPY ["Orders/Orders.csproj", "Orders/"]
RUN dotnet restore "./Orders/Orders.csproj"
COPY . .
WORKDIR "/src/Orders"
RUN dotnet build "./Orders.csproj" -c $BUILD_CONFIGURATION -o /app/build

FROM build AS publish
ARG BUILD_CONFIGURATION=Release
RUN dotnet publish "./Orders.csproj" -c $BUILD_CONFIGURATION -o /app/publish /p:UseAppHost=false

FROM base AS final
WORKDIR /app
COPY --from=publish /app/publish .
ENTRYPOINT ["dotnet", "Orders.dll"]
`,
    answers: { base: 'slim' },
    notes: [
      'Dockerfile:1 says version 8.0, but Orders.csproj:4 says 10.0 and counts',
      'also exposes port 8081',
      'takes the arguments BUILD_CONFIGURATION',
    ],
  },
];
