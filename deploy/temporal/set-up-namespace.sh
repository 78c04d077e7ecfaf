#!/bin/sh
# Makes the namespace of Gatehouse and the search attributes by which Temporal Web filters. It may run again at any time.
set -eu

if ! temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; then
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 7d
fi

# The server takes a moment to know a new namespace.
tries=0
until temporal operator search-attribute create --namespace "$TEMPORAL_NAMESPACE" \
  --name GatehouseProject --type Keyword --name GatehouseAction --type Keyword \
  --name GatehouseUser --type Keyword --name GatehouseStatus --type Keyword; do
  tries=$((tries + 1))
  if [ "$tries" -ge 10 ]; then exit 1; fi
  sleep 3
done
