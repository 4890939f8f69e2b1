# Anlan in one image: `anlan serve` (web and worker), or `anlan serve --no-worker` and `anlan worker` apart (compose.yaml).
# Where the public mirrors are out of reach, name your own:
#   docker build --build-arg PIP_INDEX_URL=… --build-arg NPM_CONFIG_REGISTRY=… --build-arg PYTHON_IMAGE=… .
ARG PYTHON_IMAGE=python:3.12-slim-bookworm
ARG NODE_IMAGE=node:22-bookworm-slim

FROM ${NODE_IMAGE} AS assets
ARG NPM_CONFIG_REGISTRY
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY scripts/vendor.mjs scripts/
RUN node scripts/vendor.mjs

FROM ${PYTHON_IMAGE} AS package
ARG PIP_INDEX_URL
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /build
COPY requirements requirements
RUN python -m venv /opt/anlan \
 && /opt/anlan/bin/pip install --require-hashes -r requirements/base.txt \
 && pip install --require-hashes -r requirements/build.txt
COPY pyproject.toml README.md ./
COPY src src
COPY --from=assets /build/src src
RUN python -m hatchling build -t wheel && /opt/anlan/bin/pip install --no-deps dist/anlan-*.whl

FROM ${PYTHON_IMAGE}
RUN useradd --uid 10001 --home-dir /var/lib/anlan --create-home --shell /usr/sbin/nologin anlan
COPY --from=package /opt/anlan /opt/anlan
ENV PATH=/opt/anlan/bin:$PATH ANLAN_HOME=/var/lib/anlan PYTHONUNBUFFERED=1
USER anlan
WORKDIR /var/lib/anlan
VOLUME /var/lib/anlan
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["anlan", "health"]
CMD ["anlan", "serve", "--host", "0.0.0.0"]
