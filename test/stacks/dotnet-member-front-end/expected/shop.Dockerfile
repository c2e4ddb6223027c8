# check=error=true

# services/shop: .NET 8.0, ASP.NET Core. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t shop -f shop.Dockerfile .
#   private     docker build -t shop -f shop.Dockerfile --secret id=nugetconfig,src="$HOME/.nuget/NuGet/NuGet.Config" --secret id=npmrc,src="$HOME/.npmrc" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp -p 127.0.0.1:8080:8080 shop
#   regenerate  npm create secure-dockerfile -- update

# --- manifests: what an install reads, of every member of the workspace ---------------------------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS manifests

WORKDIR /app

COPY . .

RUN find . -type f -not -name package.json -not -path ./package-lock.json -delete

# --- frontend: installed from the lock file, install scripts off; built without a network ---------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS frontend

WORKDIR /app

COPY --from=manifests /app ./

RUN --mount=type=cache,id=npm,target=/root/.npm,sharing=locked \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    npm ci --ignore-scripts --no-audit --no-fund --workspace=services/shop/ClientApp --include-workspace-root

COPY . .

RUN --network=none npm run build --workspace=services/shop/ClientApp

# --- restore: packages of the projects ------------------------------------------------------------------------
FROM mcr.microsoft.com/dotnet/sdk:8.0-noble@sha256:aae77fe094b2ae6d8bb8765b85cf63b7e701d3473f6a63838964a579a14da338 AS restore

ENV DOTNET_CLI_TELEMETRY_OPTOUT=1

WORKDIR /src

ARG TARGETARCH

# secure-dockerfile ignore=install/no-lock the project has no lock file, so installs are not reproducible
RUN --mount=type=bind,source=services/shop/Store.csproj,target=services/shop/Store.csproj \
    --mount=type=cache,id=nuget-shop,target=/root/.nuget/packages,sharing=locked \
    --mount=type=secret,id=nugetconfig,target=/root/.nuget/NuGet/NuGet.Config \
    dotnet restore services/shop/Store.csproj -a "$TARGETARCH" -p:UseAppHost=false \
 && cp -R /root/.nuget/packages /packages

COPY --chmod=755 <<'EOF' /usr/local/bin/npm
#!/bin/sh
EOF

# --- build: published without a network -----------------------------------------------------------------------
FROM restore AS build

WORKDIR /src

ARG TARGETARCH

COPY . .
COPY --from=frontend /app/services/shop/ClientApp/dist ./services/shop/ClientApp/dist

RUN --network=none \
    --mount=type=bind,from=restore,source=/packages,target=/root/.nuget/packages \
    dotnet publish services/shop/Store.csproj -a "$TARGETARCH" -c Release --no-restore -o /out/app \
        -p:UseAppHost=false

# --- runtime: the published program, and nothing that the process may change ----------------------------------
FROM mcr.microsoft.com/dotnet/aspnet:8.0-noble-chiseled-extra@sha256:d7ffae3eb7fd7e14e8f9ffb569f0df5e0162d67695377ec5e29b381580138612 AS runtime

ENV ASPNETCORE_HTTP_PORTS=8080 DOTNET_EnableDiagnostics=0 DOTNET_CLI_TELEMETRY_OPTOUT=1

USER 0:0

WORKDIR /app

COPY --from=build /out/app ./

USER 1654:1654

EXPOSE 8080

STOPSIGNAL SIGTERM

HEALTHCHECK NONE

ENTRYPOINT ["dotnet", "Store.dll"]
