-- What wrk asks: wrk --script requests.lua URL -- METHOD PATHS-FILE HEADERS-FILE BODY-FILE
-- One of the paths at random each time; the rest of the request is the same. Prints its result as one line of JSON.

local threads = 0

function setup(thread)
    threads = threads + 1
    thread:set("place", threads)
end

local function lines(path)
    local all = {}
    for line in io.lines(path) do
        all[#all + 1] = line
    end
    return all
end

local before, paths, after

function init(arguments)
    math.randomseed(os.time() * 64 + place)
    local method, paths_file, headers_file, body_file = arguments[1], arguments[2], arguments[3], arguments[4]
    paths = lines(paths_file)
    local headers = lines(headers_file)
    headers[#headers + 1] = "Host: " .. wrk.host .. ":" .. wrk.port
    local body = body_file and io.open(body_file):read("*a") or ""
    if body ~= "" then
        headers[#headers + 1] = "Content-Type: application/json"
        headers[#headers + 1] = "Content-Length: " .. #body
    end
    before = method .. " "
    after = " HTTP/1.1\r\n" .. table.concat(headers, "\r\n") .. "\r\n\r\n" .. body
end

function request()
    return before .. paths[math.random(#paths)] .. after
end

function done(summary, latency, requests)
    local failed = summary.errors
    io.write(string.format(
        '{"requests": %d, "seconds": %.6f, "p50": %.9f, "p99": %.9f, "refused": %d, "broken": %d}\n',
        summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e6, latency:percentile(99) / 1e6,
        failed.status, failed.connect + failed.read + failed.write + failed.timeout))
end
