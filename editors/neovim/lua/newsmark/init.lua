local copy = require('newsmark.copy')

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

--- The folder that a buffer belongs to; nil for a file that stands alone.
function M.root(buffer)
  for _, marker in ipairs(config().root_markers) do
    local root = vim.fs.root(buffer, marker)
    if root then
      return root
    end
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
  it.root_dir = M.root(buffer)
  return vim.lsp.start(it, { bufnr = buffer })
end

local function ours(buffer)
  return vim.bo[buffer].buftype == '' and vim.tbl_contains(config().filetypes, vim.bo[buffer].filetype)
end

--- Neovim 0.10 only: later versions do this in vim.lsp.enable().
function M.start_if_ours(buffer)
  if not ours(buffer) or vim.fn.executable(config().cmd[1]) == 0 then
    return
  elseif copy.is_checked(buffer) then
    start(buffer)
  else
    copy.offer(buffer)
  end
end

--- Copy that says so only since it was opened, in a front matter just written.
function M.start_if_missed(buffer)
  if ours(buffer) and #clients(buffer) == 0 and copy.is_checked(buffer) then
    start(buffer)
  end
end

--- Buffers of ours in the folder of `buffer`, itself included whatever its filetype.
local function neighbours(buffer)
  return vim.tbl_filter(function(other)
    local loaded = vim.api.nvim_buf_is_loaded(other)
    return other == buffer or (loaded and ours(other) and copy.same_folder(buffer, other))
  end, vim.api.nvim_list_bufs())
end

local commands = {}

--- Checks this buffer, whatever its filetype, and the text and Markdown files of its folder from now on.
function commands.check()
  local buffer = vim.api.nvim_get_current_buf()
  if ours(buffer) and not copy.is_checked(buffer) then
    copy.want(buffer)
  end
  for _, other in ipairs(neighbours(buffer)) do
    if #clients(other) == 0 then
      start(other)
    end
  end
end

--- Takes back what `check` said of this folder; what opts in by itself is checked as before.
function commands.stop()
  local buffer = vim.api.nvim_get_current_buf()
  copy.forget(buffer)
  for _, other in ipairs(neighbours(buffer)) do
    for _, client in ipairs(copy.is_checked(other) and {} or clients(other)) do
      vim.lsp.buf_detach_client(other, client.id)
      vim.diagnostic.reset(vim.lsp.diagnostic.get_namespace(client.id), other)
      vim.diagnostic.reset(vim.lsp.diagnostic.get_namespace(client.id, true), other)
    end
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

--- The answer of the server to a request of ours about this buffer; nil after a message.
local function ask(method)
  local buffer = vim.api.nvim_get_current_buf()
  local client = clients(buffer)[1]
  if not client then
    vim.notify('Newsmark: this buffer is not checked; :Newsmark check starts it.', vim.log.levels.WARN)
    return
  end
  local params = { textDocument = vim.lsp.util.make_text_document_params(buffer) }
  local answers, why = vim.lsp.buf_request_sync(buffer, method, params, 5000)
  local answer = (answers or {})[client.id]
  local failed = why or (answer and (answer.error or answer.err))
  if failed or not answer then
    vim.notify('Newsmark: the server did not answer: ' .. tostring(failed and failed.message or failed), vim.log.levels.ERROR)
    return
  end
  return answer.result or {}, client
end

--- Shows `items`, each { range = …, text = …, type = … }, in the location list.
local function list(title, client, items, empty)
  local locations, encoding = {}, client.offset_encoding
  local uri = vim.uri_from_bufnr(0)
  for index, item in ipairs(items) do
    -- One at a time: locations_to_items sorts, and ours are in an order of their own.
    local location = vim.lsp.util.locations_to_items({ { uri = uri, range = item.range } }, encoding)[1]
    location.text, location.type = item.text, item.type
    locations[index] = location
  end
  vim.fn.setloclist(0, {}, ' ', { title = title, items = locations })
  if #locations == 0 then
    vim.cmd.lclose()
    vim.notify('Newsmark: ' .. empty)
  else
    vim.cmd.lopen()
  end
end

--- A value of JSON; null becomes nil.
local function value(it)
  return it ~= vim.NIL and it or nil
end

--- Lists the quotations by speaker in the location list, those of nobody first.
function commands.quotes()
  local voices, client = ask('newsmark/quotes')
  if not client then
    return
  end
  local items = {}
  for _, voice in ipairs(voices) do
    local speaker = value(voice.speaker)
    for _, quote in ipairs(voice.quotes) do
      local name = speaker or 'no speaker named'
      items[#items + 1] = {
        range = quote.range,
        text = ('%s%s: %s'):format(name, quote.doubtful and ' (doubtful)' or '', quote.words),
        type = speaker and '' or 'W',
      }
    end
  end
  list('Newsmark: quotes', client, items, 'nobody is quoted in this buffer')
end

--- Lists the events in order of time in the location list.
function commands.timeline()
  local timeline, client = ask('newsmark/timeline')
  if not client then
    return
  end
  local items = {}
  for _, event in ipairs(timeline.events or {}) do
    local parts = { event.name, value(event['where']), event.status ~= 'held' and event.status or nil }
    local facts = {}
    for index = 1, 3 do
      facts[#facts + 1] = parts[index]
    end
    if #event.conflicts > 0 then
      facts[#facts + 1] = 'also told for ' .. table.concat(event.conflicts, ', ')
    end
    items[#items + 1] = {
      range = event.range,
      text = ('%s  %s'):format(value(event.when) or '?', table.concat(facts, ' · ')),
      type = #event.conflicts > 0 and 'W' or '',
    }
  end
  list('Newsmark: timeline', client, items, 'no events in this buffer')
end

--- Makes every fix that is safe.
function commands.fix()
  if #clients(vim.api.nvim_get_current_buf()) == 0 then
    vim.notify('Newsmark: this buffer is not checked; :Newsmark check starts it.', vim.log.levels.WARN)
    return
  end
  vim.lsp.buf.code_action({
    context = { only = { 'source.fixAll.newsmark' }, diagnostics = {} },
    apply = true,
  })
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
    if vim.api.nvim_buf_is_loaded(buffer) and ours(buffer) and copy.is_checked(buffer) then
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
