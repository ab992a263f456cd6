# An office with a million contact persons, served in a folder of its own. For benchmarks/run, which
# sources it after http/server.sh and sets `contacts`, their number.

lookups=2000  # a round

# Figures of filling it, and of starting with it. (No subshell: it sets what server.sh does.)
contacts_start() {
  [ -e "$server_folder.json" ] || server_init
  server_serve
  python3 benchmarks/contacts/office.py "$server_url" "$server_token" "$contacts"
  contacts_memory filled
  server_stop
  local start
  start=$(date +%s%N)
  server_serve
  awk -v ns=$(($(date +%s%N) - start)) \
    'BEGIN { printf "{\"figure\":\"contacts.start\",\"value\":%.3f,\"unit\":\"s\"}\n", ns / 1e9 }'
}

# contacts_memory WHEN: what the server holds, after it.
contacts_memory() {
  awk -v when="$1" '/^VmRSS/ {
    printf "{\"figure\":\"contacts.memory.%s\",\"value\":%.1f,\"unit\":\"MiB\"}\n", when, $2 / 1024
  }' "/proc/$server_pid/status"
}

# contacts_round ROUND: its figures.
contacts_round() {
  local cpu
  cpu=$(server_cpu)
  python3 benchmarks/contacts/lookup.py "$server_url" "$server_token" "$contacts" "$1" "$lookups"
  awk -v before="$cpu" -v now="$(server_cpu)" -v count="$lookups" 'BEGIN {
    printf "{\"figure\":\"contacts.lookup.cpu\",\"value\":%.1f,\"unit\":\"us/request\"}\n",
      (now - before) * 1000 / count }'
  python3 benchmarks/contacts/sign_in.py "$server_url" "$server_folder/outbox"
  contacts_memory use
}
