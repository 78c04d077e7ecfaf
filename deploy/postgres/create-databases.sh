#!/bin/sh
# Runs once, when the database server has just been made: an account and its own database for Gatehouse, and an account for Temporal.
set -eu

psql --set ON_ERROR_STOP=1 --set gatehouse="$GATEHOUSE_DB_PASSWORD" --set temporal="$TEMPORAL_DB_PASSWORD" \
  --username postgres --dbname postgres <<'SQL'
create role gatehouse login password :'gatehouse';
create database gatehouse owner gatehouse;
create role temporal login createdb password :'temporal';
SQL
