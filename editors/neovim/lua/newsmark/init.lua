local M = {}

--- What `lsp/newsmark.lua` says, with the user's changes over it.
local function config()
  if vim.lsp.config then
    return vim.deepcopy(vim.lsp.config.newsmark)
  end
  -- 0.10: read the file ourselves; vim.g.newsmark takes the place of vim.lsp.config().
  local file = vim.api.nvim_get_runtime_file('lsp/newsmark.lua', false)[1]
  local merged = vim.tbl_deep_extend('force', dofile(file), vim.g.newsmark or {})
  merged.name = 'newsmark'
  return merged
end

local function clients(buffer)
  return vim.lsp.get_clients({ name = 'newsmark', bufnr = buffer })
end

local function stop(client, force)
  if vim.fn.has('nvim-0.11') == 1 then
    client:stop(force)
  else
    client.stop(force)
  end
end

local function start(buffer)
  local it = config()
  if vim.fn.executable(it.cmd[1]) == 0 then
    vim.notify(
      ('Newsmark: no program "%s" on your PATH. :checkhealth newsmark says what to do.'):format(it.cmd[1]),
      vim.log.levels.ERROR
    )
    return
  end
  for _, marker in ipairs(it.root_markers) do
    it.root_dir = it.root_dir or vim.fs.root(buffer, marker)
  end
  return vim.lsp.start(it, { bufnr = buffer })
end

local function ours(buffer)
  return vim.bo[buffer].buftype == '' and vim.tbl_contains(config().filetypes, vim.bo[buffer].filetype)
end

--- Neovim 0.10 only: later versions do this in vim.lsp.enable().
function M.start_if_ours(buffer)
  if ours(buffer) and vim.fn.executable(config().cmd[1]) == 1 then
    start(buffer)
  end
end

local commands = {}

--- Checks this buffer, whatever its filetype.
function commands.check()
  local buffer = vim.api.nvim_get_current_buf()
  if #clients(buffer) == 0 then
    start(buffer)
  end
end

--- Lists the findings of this buffer in the location list.
function commands.findings()
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    if diagnostic.source == 'newsmark' then
      found[#found + 1] = diagnostic
    end
  end
  vim.fn.setloclist(0, {}, ' ', { title = 'Newsmark', items = vim.diagnostic.toqflist(found) })
  if #found == 0 then
    vim.cmd.lclose()
    vim.notify('Newsmark: nothing found in this buffer')
  else
    vim.cmd.lopen()
  end
end

--- Stops the server and starts it again for the buffers it had, or should have had: one that
--- crashed serves none.
function commands.restart()
  local buffers = {}
  for _, client in ipairs(clients()) do
    for buffer in pairs(client.attached_buffers) do
      buffers[buffer] = true
    end
    stop(client)
  end
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and ours(buffer) then
      buffers[buffer] = true
    end
  end

  -- A client that has been asked to stop stays listed until its process has ended, and
  -- a start before that would reuse it.
  local attempts = 0
  local function again()
    attempts = attempts + 1
    if #clients() > 0 and attempts <= 100 then
      if attempts == 50 then
        for _, client in ipairs(clients()) do
          stop(client, true)
        end
      end
      return vim.defer_fn(again, 50)
    end
    for buffer in pairs(buffers) do
      if vim.api.nvim_buf_is_loaded(buffer) then
        start(buffer)
      end
    end
  end
  again()
end

--- Opens the log of Neovim's LSP client, where the server's messages end up.
function commands.log()
  vim.cmd.tabedit(vim.lsp.get_log_path())
end

function M.command(name)
  if name == '' then
    name = 'check'
  end
  if commands[name] then
    commands[name]()
  else
    vim.notify(
      ('Newsmark: there is no "%s"; there are %s'):format(name, table.concat(M.complete(''), ', ')),
      vim.log.levels.ERROR
    )
  end
end

function M.complete(typed)
  local names = vim.tbl_filter(function(name)
    return vim.startswith(name, typed)
  end, vim.tbl_keys(commands))
  table.sort(names)
  return names
end

M.config = config
return M
