-- A test runner small enough to read: no plugin to fetch, an exit code that tells the truth.
local M = { passed = 0, failed = 0 }

--- How long a wait may take. Generous: the machine may be busy; only failures wait this long.
M.patience = tonumber(vim.env.NEWSMARK_TEST_WAIT) or 15000

local function say(line)
  io.stdout:write(line .. '\n')
end

function M.test(name, body)
  local ok, why = xpcall(body, debug.traceback)
  if ok then
    M.passed = M.passed + 1
    say('ok      ' .. name)
  else
    M.failed = M.failed + 1
    say('FAILED  ' .. name .. '\n        ' .. why:gsub('\n', '\n        '))
  end
end

function M.equal(got, wanted, what)
  if not vim.deep_equal(got, wanted) then
    error(('%s: got %s, wanted %s'):format(what or 'value', vim.inspect(got), vim.inspect(wanted)), 2)
  end
end

--- Waits until `condition` gives something, and returns that.
function M.wait(what, condition)
  local result
  local ok = vim.wait(M.patience, function()
    result = condition()
    return result
  end, 20)
  if not ok then
    error('waited in vain for ' .. what, 2)
  end
  return result
end

function M.done()
  say(('neovim: %d passed, %d failed'):format(M.passed, M.failed))
  io.stdout:flush()
  vim.cmd(M.failed == 0 and 'qall!' or 'cquit 1')
end

return M
