# What changed in a list that was edited often. For benchmarks/run, which sources it after
# http/server.sh.

changes_figures() {
  server_folder=$folder/changes.$1
  server_init
  server_serve
  PYTHONPATH=benchmarks/contacts python3 benchmarks/changes/changes.py \
    "$server_url" "$server_token" "$server_pid"
  server_stop
}
