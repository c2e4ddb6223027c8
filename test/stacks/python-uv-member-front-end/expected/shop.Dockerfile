# check=error=true

# services/shop: Python 3.14, uv, FastAPI. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t shop -f shop.Dockerfile .
#   private     docker build -t shop -f shop.Dockerfile --secret id=netrc,src="$HOME/.netrc" --secret id=npmrc,src="$HOME/.npmrc" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp -p 127.0.0.1:8000:8000 shop
#   regenerate  npm create secure-dockerfile -- update

# --- manifests: what an install reads, of every member of the workspace ---------------------------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS manifests

WORKDIR /app

COPY . .

RUN find . -type f -not -name package.json -not -path ./pnpm-lock.yaml -not -path ./pnpm-workspace.yaml -delete

# --- frontend: installed from the lock file, install scripts off; built without a network ---------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS frontend

ENV CI=true

RUN --mount=type=cache,id=npm,target=/root/.npm,sharing=locked \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    npm --global --force --ignore-scripts --no-audit --no-fund add pnpm@10.34.4

WORKDIR /app

COPY --from=manifests /app ./

RUN --mount=type=cache,id=pnpm,target=/root/.pnpm-store,sharing=locked \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    pnpm --filter=@acme/web... --filter=. --frozen-lockfile --store-dir=/root/.pnpm-store --ignore-scripts install

COPY . .

RUN --network=none pnpm --filter=@acme/web... run build

# --- build: dependencies as uv.lock has them, without those of development ------------------------------------
FROM python:3.14-slim-trixie@sha256:e6f8863a42d2473d49e8d50dedd596500c995b4f621a91a3ce22900d0ec00cf0 AS build

ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=/opt/venv

WORKDIR /app/services/shop

COPY --from=ghcr.io/astral-sh/uv:0.12.22@sha256:c2f7180949868b35bf1b1263a8e8e06feaff74bb97b8e7b1aa1ea5496c47cb9a /uv /usr/local/bin/uv

RUN --mount=type=bind,source=services/shop/pyproject.toml,target=pyproject.toml \
    --mount=type=bind,source=services/shop/uv.lock,target=uv.lock \
    --mount=type=cache,id=uv,target=/root/.cache/uv,sharing=locked \
    --mount=type=secret,id=netrc,target=/root/.netrc \
    uv sync --locked --no-dev --no-editable --no-install-project \
 && rm /opt/venv/.lock

COPY services/shop ./
COPY --from=frontend /app/services/shop/frontend/dist ./frontend/dist

# --- runtime: no package manager, no set-id file, nothing that the process may change -------------------------
FROM python:3.14-slim-trixie@sha256:e6f8863a42d2473d49e8d50dedd596500c995b4f621a91a3ce22900d0ec00cf0 AS runtime

ENV PATH=/opt/venv/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 UVICORN_HOST=0.0.0.0 UVICORN_PORT=8000

RUN rm -rf /usr/local/bin/pip* /usr/local/lib/python3*/ensurepip /usr/local/lib/python3*/site-packages/*

WORKDIR /app

RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && test -z "$(find / -xdev -type f -perm /6000 -print -quit)"

COPY --from=build /opt/venv /opt/venv
COPY --from=build /app/services/shop ./

USER 10001:10001

EXPOSE 8000

STOPSIGNAL SIGTERM

HEALTHCHECK --interval=30s \
            --timeout=3s \
            --start-period=10s \
            --retries=3 \
            CMD ["python", "-c", "import http.client, os; c = http.client.HTTPConnection('127.0.0.1', os.environ['UVICORN_PORT'], timeout=2); c.request('GET', '/healthz'); raise SystemExit(c.getresponse().status >= 400)"]

ENTRYPOINT ["uvicorn"]

CMD ["app.main:app"]
