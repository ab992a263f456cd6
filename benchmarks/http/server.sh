# The real server in a folder of its own, one at a time. For benchmarks/run, which sources it and sets
# `server_folder` (missing) and `rollcall` (the binary).

server_url=
server_pid=
connections=64

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

wait_until_ready() {
  local try
  for try in $(seq 1 1200); do
    ! curl -fs "$server_url/readyz" >/dev/null || return 0
    sleep 0.05
  done
  echo "the server does not get ready:" >&2
  tail -n 5 "$server_folder.log" >&2
  return 1
}

server_init() {
  "$rollcall" init --data "$server_folder" --office Benchmark --admin-email admin@office.example \
    >"$server_folder.json"
}

server_serve() {
  local listen
  server_token=$(jq -r .adminToken "$server_folder.json")
  listen=127.0.0.1:$(free_port)
  server_url=http://$listen
  "$rollcall" serve --data "$server_folder" --listen "$listen" \
    --code-requests-per-client-per-hour 1000 --sign-ins-per-client-per-minute 1000000 \
    --sign-ins-per-office-per-minute 1000000 >/dev/null 2>"$server_folder.log" &
  server_pid=$!
  wait_until_ready
}

http_start() {
  server_init
  server_serve
  export ROLLCALL_BENCH_OFFICE=$server_folder.lua
  python3 benchmarks/http/office.py "$server_url" "$server_token" "$server_folder/outbox" \
    >"$ROLLCALL_BENCH_OFFICE"
}

server_stop() {
  [ -n "$server_pid" ] || return 0
  kill "$server_pid"
  wait "$server_pid" || true
  server_pid=
}

# Of the log, as the last answer tells it.
server_position() {
  curl -fsS -D - -o /dev/null -H "Authorization: Bearer $server_token" "$server_url/v1/customers" |
    tr -d '\r' | sed -n 's/^Rollcall-Position: //Ip'
}

# Milliseconds of CPU it has used.
server_cpu() {
  awk -v hertz="$(getconf CLK_TCK)" '{ print ($14 + $15) * 1000 / hertz }' "/proc/$server_pid/stat"
}

# http_figure KIND SECONDS: requests per second and latency; the server's CPU and events a request.
http_figure() {
  local before after out cpu
  before=$(server_position)
  cpu=$(server_cpu)
  out=$(ROLLCALL_BENCH_KIND=$1 wrk -t 2 -c "$connections" -d "$2s" --latency \
    -s benchmarks/http/requests.lua "$server_url" -- "$1" | grep '^{')
  cpu=$(awk -v now="$(server_cpu)" -v before="$cpu" 'BEGIN { print now - before }')
  after=$(server_position)
  echo "$out"
  jq -c --arg name "http.$1" --argjson events "$((after - before))" --argjson cpu "$cpu" \
    'select(.figure == "\($name).requests") | .value as $requests
     | {figure: "\($name).events", value: ($events / $requests), unit: "events/request"},
       {figure: "\($name).cpu", value: ($cpu * 1000 / $requests), unit: "us/request"}' <<<"$out"
}

# http_figures SECONDS: all of one round.
http_figures() {
  local kind
  for kind in healthz share shares change_share look staff_look open_file open_page; do
    http_figure "$kind" "$1"
  done
}
