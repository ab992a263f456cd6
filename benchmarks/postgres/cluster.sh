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

# pg_figure KIND.CLIENTS SECONDS: prints the figure in rows per second. KIND is plain, message_db or
# batch.
pg_figure() {
  local kind=${1%.*} clients=${1#*.} script=benchmarks/postgres/${1%.*}.sql rows=1 out tps
  if [ "$kind" = batch ]; then
    script=$pg_folder.batch.sql rows=100
    pg_batch_script >"$script"
  fi
  pg_sql -c 'truncate plain, messages'
  out=$(pgbench -h "$pg_folder" -U postgres -n -M prepared -f "$script" -c "$clients" \
    -j "$((clients < 2 ? 1 : 2))" -T "$2" -D position=0 -D "data=$(printf 'x%.0s' $(seq 1 250))" \
    postgres 2>&1) || { echo "$out" >&2; return 1; }
  tps=$(sed -n 's/^tps = \([0-9.]*\).*/\1/p' <<<"$out")
  awk -v n="$1" -v t="$tps" -v r="$rows" \
    'BEGIN { printf "{\"figure\":\"postgres.%s\",\"value\":%.0f,\"unit\":\"events/s\"}\n", n, t * r }'
}
