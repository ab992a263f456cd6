# A private PostgreSQL cluster in a folder, reachable by a socket in it only; everything durable.
# For benchmarks/run, which sources it and sets `pg_folder` (missing, its parent open to all).

pg_bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)

# PostgreSQL refuses to run as root.
as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

pg_settings() {
  cat <<EOT
listen_addresses = ''
unix_socket_directories = '$pg_folder'
max_connections = 100
fsync = on
synchronous_commit = on
shared_buffers = 512MB
max_wal_size = 8GB
checkpoint_timeout = 30min
log_min_messages = fatal
EOT
}

pg_start() {
  mkdir "$pg_folder"
  [ "$(id -u)" -ne 0 ] || chown postgres "$pg_folder"
  (cd "$pg_folder" && as_postgres "$pg_bin/initdb" -D "$pg_folder/data" -A trust -U postgres \
    --no-locale -E UTF8 >/dev/null)
  pg_settings | as_postgres tee -a "$pg_folder/data/postgresql.conf" >/dev/null
  (cd "$pg_folder" && as_postgres "$pg_bin/pg_ctl" -D "$pg_folder/data" -l "$pg_folder/log" -w start \
    >/dev/null)
  pg_sql -f benchmarks/postgres/schema.sql
}

pg_stop() {
  [ -d "$pg_folder/data" ] || return 0
  (cd "$pg_folder" && as_postgres "$pg_bin/pg_ctl" -D "$pg_folder/data" -m immediate -w stop >/dev/null)
}

pg_sql() {
  psql -h "$pg_folder" -U postgres -qX -v ON_ERROR_STOP=1 "$@"
}

# One insert of 100 rows; every row's bytes are sent.
pg_batch_script() {
  echo "\\set position :position + 100"
  echo "insert into plain (stream, position, type, data)"
  echo "  select 'share-' || :client_id, :position + n, 'ShareValidityChanged', data from (values"
  local row
  for row in $(seq 1 100); do
    [ "$row" -eq 1 ] || echo ","
    echo -n "    ($row, :data)"
  done
  echo ") as rows (n, data);"
}

# pg_figure NAME SCRIPT CLIENTS SECONDS ROWS: prints the figure in rows per second.
pg_figure() {
  local out tps
  pg_sql -c 'truncate plain, messages'
  out=$(pgbench -h "$pg_folder" -U postgres -n -M prepared -f "$2" -c "$3" \
    -j "$(($3 < 2 ? 1 : 2))" -T "$4" -D position=0 -D "data=$(printf 'x%.0s' $(seq 1 250))" \
    postgres 2>&1) || { echo "$out" >&2; return 1; }
  tps=$(sed -n 's/^tps = \([0-9.]*\).*/\1/p' <<<"$out")
  awk -v n="$1" -v t="$tps" -v r="$5" \
    'BEGIN { printf "{\"figure\":\"postgres.%s\",\"value\":%.0f,\"unit\":\"events/s\"}\n", n, t * r }'
}

# pg_figures SECONDS: all of one round.
pg_figures() {
  local clients
  pg_batch_script >"$pg_folder.batch.sql"
  for clients in 1 16 64; do
    pg_figure "plain.$clients" benchmarks/postgres/plain.sql "$clients" "$1" 1
  done
  for clients in 1 32; do
    pg_figure "message_db.$clients" benchmarks/postgres/message_db.sql "$clients" "$1" 1
  done
  for clients in 1 16; do
    pg_figure "batch.$clients" "$pg_folder.batch.sql" "$clients" "$1" 100
  done
}
