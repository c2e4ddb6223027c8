# check=error=true

# services/shop: Python 3.14, pip, Django. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t shop -f shop.Dockerfile .
#   private     docker build -t shop -f shop.Dockerfile --secret id=pipconf,src="$HOME/.config/pip/pip.conf" --secret id=npmrc,src="$HOME/.npmrc" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp -e DJANGO_SECRET_KEY -p 127.0.0.1:8000:8000 shop
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
    npm ci --ignore-scripts --no-audit --no-fund --workspace=services/shop/theme/static_src --include-workspace-root

COPY . .

RUN --network=none npm run build --workspace=services/shop/theme/static_src

# --- build: dependencies and sources --------------------------------------------------------------------------
FROM python:3.14-slim-trixie@sha256:e6f8863a42d2473d49e8d50dedd596500c995b4f621a91a3ce22900d0ec00cf0 AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_INPUT=1

WORKDIR /app/services/shop

# secure-dockerfile ignore=install/no-lock the project has no lock file, so installs are not reproducible
RUN --mount=type=bind,source=services/shop/requirements.txt,target=requirements.txt \
    --mount=type=cache,id=pip,target=/root/.cache/pip,sharing=locked \
    --mount=type=secret,id=pipconf,target=/root/.config/pip/pip.conf \
    python -m venv --without-pip /opt/venv \
 && pip --python /opt/venv/bin/python install -r requirements.txt

COPY services/shop ./
COPY --from=frontend /app/services/shop/theme/static/css/dist ./theme/static/css/dist

RUN --network=none \
    SECRET_KEY=none DJANGO_SECRET_KEY=none /opt/venv/bin/python manage.py collectstatic --no-input

# --- runtime: no package manager, no set-id file, nothing that the process may change -------------------------
FROM python:3.14-slim-trixie@sha256:e6f8863a42d2473d49e8d50dedd596500c995b4f621a91a3ce22900d0ec00cf0 AS runtime

ENV PATH=/opt/venv/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 PORT=8000 GUNICORN_CMD_ARGS=--worker-tmp-dir=/dev/shm

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
            CMD ["python", "-c", "import http.client, os; c = http.client.HTTPConnection('127.0.0.1', os.environ['PORT'], timeout=2); c.request('GET', '/healthz/'); raise SystemExit(c.getresponse().status >= 400)"]

ENTRYPOINT ["gunicorn"]

CMD ["config.wsgi:application"]
