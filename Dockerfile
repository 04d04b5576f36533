# One small image: Python, the application, no build tools. SQLite on a volume by default; PostgreSQL by environment.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 \
    HOST=0.0.0.0 PORT=8000 PASSERELLES_DEMO=0 PASSERELLES_PRODUCTION=1 \
    PASSERELLES_VAR_DIR=/srv/passerelles/var \
    PASSERELLES_DATABASE_URL=sqlite:////srv/passerelles/var/passerelles.sqlite3

RUN apt-get update && apt-get install -y --no-install-recommends make \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --home-dir /srv/passerelles --uid 10001 passerelles
WORKDIR /srv/passerelles

# The Makefile's own install commands, so that the image and a developer's machine cannot differ.
COPY --chown=passerelles Makefile pyproject.toml README.md LICENSE ./
COPY --chown=passerelles requirements requirements
COPY --chown=passerelles backend backend
USER passerelles
RUN make .venv/.base
COPY --chown=passerelles migrations migrations
COPY --chown=passerelles frontend frontend
RUN mkdir -p var
VOLUME /srv/passerelles/var
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s \
  CMD [".venv/bin/python", "-c", "import os, urllib.request; urllib.request.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/api/health/ready', timeout=2)"]
CMD [".venv/bin/passerelles", "serve"]
