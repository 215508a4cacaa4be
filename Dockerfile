# One image for every way to run Sparkplug. It needs two folders that last: /data (the database) and
# /keys (the key that opens what people wrote; keep it apart from copies of /data). Nothing else is
# written, so the root file system may be read-only.

FROM python:3.11-slim-bookworm AS built
WORKDIR /source
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.lock ./
RUN python -m venv /opt/sparkplug \
 && /opt/sparkplug/bin/pip install --require-hashes --no-deps -r requirements.lock
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY bot bot
COPY handlers handlers
COPY scheduler scheduler
COPY storage storage
RUN /opt/sparkplug/bin/pip install --no-build-isolation --no-deps --no-index .

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin sparkplug \
 && install -d -o sparkplug -g sparkplug -m 700 /data /keys /backups
COPY --from=built /opt/sparkplug /opt/sparkplug
ENV PATH=/opt/sparkplug/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    SPARKPLUG_DATA_DIR=/data \
    SPARKPLUG_KEY_FILE=/keys/sparkplug.key \
    SPARKPLUG_HOST=0.0.0.0
WORKDIR /data
USER 10001
VOLUME ["/data", "/keys", "/backups"]
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=20s --start-period=60s --retries=3 \
    CMD ["sparkplug", "check", "--alive"]
CMD ["sparkplug", "run"]
