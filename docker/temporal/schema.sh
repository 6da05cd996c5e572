#!/bin/sh
# Makes both databases of Temporal and brings their schema to the version of this image. Running it again changes nothing.
set -eu

schema=/etc/temporal/schema/postgresql/v12

upgrade() {
  temporal-sql-tool --db "$1" create-database --defaultdb postgres
  temporal-sql-tool --db "$1" setup-schema --version 0.0
  temporal-sql-tool --db "$1" update-schema --schema-dir "$schema/$2/versioned"
}

upgrade temporal temporal
upgrade temporal_visibility visibility
