# check=error=true

# services/api: Python 3.13, uv, FastAPI. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t api -f api.Dockerfile .
#   private     docker build -t api -f api.Dockerfile --secret id=netrc,src="$HOME/.netrc" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp -p 127.0.0.1:8000:8000 api
#   regenerate  npm create secure-dockerfile -- update

# --- build: dependencies as uv.lock has them, without those of development ------------------------------------
FROM python:3.13-slim-trixie@sha256:5af6f8c09fd49377d73adf9f676677c58b040b9118e8d01ab3148bdadadf8b6e AS build

ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=/opt/venv

WORKDIR /app

COPY --from=ghcr.io/astral-sh/uv:0.12.22@sha256:c2f7180949868b35bf1b1263a8e8e06feaff74bb97b8e7b1aa1ea5496c47cb9a /uv /usr/local/bin/uv

RUN --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    --mount=type=bind,source=uv.lock,target=uv.lock \
    --mount=type=bind,source=libs/money/pyproject.toml,target=libs/money/pyproject.toml \
    --mount=type=bind,source=services/api/pyproject.toml,target=services/api/pyproject.toml \
    --mount=type=cache,id=uv,target=/root/.cache/uv,sharing=locked \
    --mount=type=secret,id=netrc,target=/root/.netrc \
    uv sync --frozen --no-dev --no-install-workspace --package shop-api \
 && rm /opt/venv/.lock

COPY . .

RUN --mount=type=cache,id=uv,target=/root/.cache/uv,sharing=locked \
    --mount=type=secret,id=netrc,target=/root/.netrc \
    uv sync --locked --no-dev --no-editable --package shop-api \
 && rm /opt/venv/.lock

# --- runtime: no package manager, no set-id file, nothing that the process may change -------------------------
FROM python:3.13-slim-trixie@sha256:5af6f8c09fd49377d73adf9f676677c58b040b9118e8d01ab3148bdadadf8b6e AS runtime

ENV PATH=/opt/venv/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 UVICORN_HOST=0.0.0.0 UVICORN_PORT=8000

RUN rm -rf /usr/local/bin/pip* /usr/local/lib/python3*/ensurepip /usr/local/lib/python3*/site-packages/*

WORKDIR /app

RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && test -z "$(find / -xdev -type f -perm /6000 -print -quit)"

COPY --from=build /opt/venv /opt/venv
COPY --from=build /app/services/api ./

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
