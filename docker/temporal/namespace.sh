#!/bin/sh
# Makes the namespace when it is missing. `relevo setup` registers the search attributes, from the list the code uses.
set -eu

retention=720h

# The server answers before it is able to serve, and knows a new namespace some seconds after it is made.
eventually() {
  for attempt in 1 2 3 4 5 6 7 8 9 10; do
    "$@" >/dev/null 2>&1 && return
    sleep 3
  done
  "$@"
}

eventually temporal operator cluster health

if temporal operator namespace describe --namespace "$NAMESPACE" >/dev/null 2>&1; then
  temporal operator namespace update --namespace "$NAMESPACE" --retention "$retention"
else
  temporal operator namespace create --namespace "$NAMESPACE" --retention "$retention"
fi

eventually temporal operator search-attribute list --namespace "$NAMESPACE"
