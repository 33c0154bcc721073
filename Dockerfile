# Fixpath in a container: docker build -t fixpath . && docker run -p 8000:8000 -v fixpath:/app/var fixpath
# In front of it must stand what ends TLS: a proxy (deploy/nginx.conf), a load balancer or a CDN. By itself it bears hundreds
# of slow clients; thousands, and large uploads by many, are for the proxy to bear. compose.yaml has all of it.
# It writes to /app/var and /tmp only: --read-only --tmpfs /tmp --cap-drop ALL. It needs up to 20 seconds to stop: -t 30.
# With the tools for assistants (docs/api.md): docker build --build-arg MCP=1 -t fixpath .

FROM python:3.13-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
ARG MCP=
COPY requirements.txt requirements-mcp.txt ./
RUN python -m venv .venv \
    && .venv/bin/pip install --quiet --only-binary :all: --require-hashes -r requirements.txt ${MCP:+-r requirements-mcp.txt}
COPY . .
# The key that a development machine makes for itself must not become part of the image.
RUN .venv/bin/python manage.py serve --collect-only \
    && rm -f var/secret-key \
    && .venv/bin/python -m compileall -q diagnostics

FROM python:3.13-slim-bookworm
ENV HOST=0.0.0.0 \
    PATH=/app/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
RUN useradd --system --uid 10001 --home-dir /app --no-create-home --shell /usr/sbin/nologin fixpath
WORKDIR /app
COPY --from=build /app /app
RUN chown -R 10001 /app/var
USER 10001
VOLUME /app/var
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + (os.environ.get('PORT') or '8000') + '/health/live', timeout=4)"]
# Prepares and serves. As two steps: "python manage.py serve --prepare-only" once a version, and "gunicorn".
CMD ["python", "manage.py", "serve"]
