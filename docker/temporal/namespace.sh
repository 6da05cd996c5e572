#!/bin/sh
# Makes the namespace when it is missing. `relevo setup` registers the search attributes, from the list the code uses.
set -eu

retention=720h

for attempt in 1 2 3 4 5 6 7 8 9 10; do
  temporal operator cluster health && break
  [ "$attempt" -lt 10 ] || exit 1
  sleep 3
done

if temporal operator namespace describe --namespace "$NAMESPACE" >/dev/null 2>&1; then
  temporal operator namespace update --namespace "$NAMESPACE" --retention "$retention"
else
  temporal operator namespace create --namespace "$NAMESPACE" --retention "$retention"
fi
