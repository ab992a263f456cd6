-- What wrk asks: wrk … -s requests.lua BASE_URL -- KIND. Prints one line of JSON a figure.
-- ROLLCALL_BENCH_OFFICE names the table that office.py wrote.

local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
  thread:set("of", 2)
end

-- Every thread has shares of its own and goes round them, so that 64 requests on the way are about
-- 64 shares; the date is another one each time round, so that each is a change.
local function changes(office, mine)
  local before, after, dates = {}, "\"}", {}
  for i, share in ipairs(mine) do
    local body = '{"validUntil":"0000-00-00"}'
    local whole = wrk.format("PATCH", "/v1/shares/" .. share, {
      Authorization = "Bearer " .. office.token, ["Content-Type"] = "application/json" }, body)
    before[i] = whole:sub(1, #whole - #'0000-00-00"}')
  end
  for day = 1, 1000 do dates[day] = os.date("!%Y-%m-%d", 3471292800 + day * 86400) end
  local n = -1
  return function()
    n = n + 1
    return before[n % #before + 1] .. dates[math.floor(n / #before) % #dates + 1] .. after
  end
end

local function looks(mine, query, accept)
  local requests, n = {}, 0
  for i, session in ipairs(mine) do
    requests[i] = wrk.format("GET", "/v1/viewing/list" .. query,
                             { Authorization = "Bearer " .. session, Accept = accept })
  end
  return function()
    n = n % #requests + 1
    return requests[n]
  end
end

local function gets(paths, token)
  local requests, n = {}, 0
  for i, path in ipairs(paths) do
    requests[i] = wrk.format("GET", path, token and { Authorization = "Bearer " .. token } or {})
  end
  return function()
    n = n % #requests + 1
    return requests[n]
  end
end

local function mine_of(all)
  local mine = {}
  for i, each in ipairs(all) do
    if i % of == number then mine[#mine + 1] = each end
  end
  return mine
end

function init(args)
  local office = dofile(os.getenv("ROLLCALL_BENCH_OFFICE"))
  local paths = {}
  for i, share in ipairs(mine_of(office.read_shares)) do paths[i] = "/v1/shares/" .. share end
  local kinds = {
    healthz = function() return gets({ "/healthz" }) end,
    share = function() return gets(paths, office.token) end,
    shares = function()
      return gets({ "/v1/lists/" .. office.read_list .. "/shares" }, office.token)
    end,
    change_share = function() return changes(office, mine_of(office.changed_shares)) end,
    look = function() return looks(mine_of(office.sessions), "?limit=1") end,
    -- A list of 1,000 rows, whole and as its first page.
    open_file = function() return looks(mine_of(office.opened), "", "text/csv") end,
    open_page = function() return looks(mine_of(office.opened), "?limit=500") end,
    staff_look = function()
      return gets({ "/v1/lists/" .. office.changed_list .. "/rows?limit=1" }, office.token)
    end,
  }
  request = kinds[args[1]]()
end

local function figure(name, value, unit)
  print(string.format('{"figure":"http.%s","value":%.3f,"unit":"%s"}', name, value, unit))
end

function done(summary, latency)
  local name = os.getenv("ROLLCALL_BENCH_KIND")
  local errors = summary.errors
  figure(name, summary.requests / summary.duration * 1e6, "requests/s")
  figure(name .. ".p50", latency:percentile(50) / 1000, "ms")
  figure(name .. ".p99", latency:percentile(99) / 1000, "ms")
  figure(name .. ".failed",
         errors.status + errors.connect + errors.read + errors.write + errors.timeout, "requests")
  figure(name .. ".requests", summary.requests, "requests")
end
