#!/usr/bin/env bash
# Makes the database and its two roles: the owner of the tables, for migrations and backups, and
# the lesser one that web and workers use, which cannot change the audit trail.
#
# The postgres image runs this once, on an empty volume. Without Docker, run it yourself as a
# superuser of the database (PGHOST, PGUSER … say where):
#   DATABASE_OWNER_PASSWORD=… DATABASE_APP_PASSWORD=… deploy/make-roles.sh
set -euo pipefail
: "${DATABASE_OWNER_PASSWORD:?is not set}" "${DATABASE_APP_PASSWORD:?is not set}"
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 \
  --username "${POSTGRES_USER:-${PGUSER:-postgres}}" --dbname postgres <<'SQL'
-- From the environment, not from the command line, which other accounts can see.
\getenv owner_password DATABASE_OWNER_PASSWORD
\getenv app_password DATABASE_APP_PASSWORD
CREATE ROLE befriending_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE befriending_app LOGIN PASSWORD :'app_password';
CREATE DATABASE befriending OWNER befriending_owner TEMPLATE template0 ENCODING 'UTF8';
REVOKE ALL ON DATABASE befriending FROM PUBLIC;
GRANT CONNECT ON DATABASE befriending TO befriending_app;
SQL
