local t = require('runner')
local M = {}

M.work = vim.env.NEWSMARK_TEST_DIR

function M.write(name, text)
  local path = vim.fs.joinpath(M.work, name)
  vim.fn.mkdir(vim.fs.dirname(path), 'p')
  local file = assert(io.open(path, 'wb'))
  file:write(text)
  file:close()
  return path
end

function M.story()
  local file = assert(io.open(vim.env.NEWSMARK_STORY, 'rb'))
  local text = file:read('*a')
  file:close()
  return text
end

--- Opens the file and waits for Newsmark; gives the client.
function M.open(path)
  vim.cmd.edit(vim.fn.fnameescape(path))
  return M.client()
end

function M.client()
  local buffer = vim.api.nvim_get_current_buf()
  return t.wait('Newsmark to attach', function()
    local client = vim.lsp.get_clients({ name = 'newsmark', bufnr = buffer })[1]
    return client and client.initialized and client
  end)
end

--- The text that a diagnostic marks.
function M.marked(diagnostic)
  return table.concat(
    vim.api.nvim_buf_get_text(
      diagnostic.bufnr,
      diagnostic.lnum,
      diagnostic.col,
      diagnostic.end_lnum,
      diagnostic.end_col,
      {}
    ),
    '\n'
  )
end

function M.found(code)
  return vim.tbl_filter(function(diagnostic)
    return diagnostic.source == 'newsmark' and (not code or diagnostic.code == code)
  end, vim.diagnostic.get(0))
end

--- Replaces `old` on the line (1-based) by `new`, as an edit of just those bytes.
function M.replace(line, old, new)
  local text = vim.api.nvim_buf_get_lines(0, line - 1, line, true)[1]
  local from, to = text:find(old, 1, true)
  assert(from, ('line %d has no "%s"'):format(line, old))
  vim.api.nvim_buf_set_text(0, line - 1, from - 1, line - 1, to, { new })
end

--- Puts the cursor on the first `word` of the line (1-based).
function M.cursor_on(line, word)
  local text = vim.api.nvim_buf_get_lines(0, line - 1, line, true)[1]
  vim.api.nvim_win_set_cursor(0, { line, text:find(word, 1, true) - 1 })
end

--- The answer to a request at the cursor.
function M.request(client, method)
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local answer
  local sent = vim.lsp.buf_request_all(0, method, params, function(answers)
    answer = answers[client.id]
  end)
  assert(sent, 'the request could not be sent')
  t.wait('an answer to ' .. method, function()
    return answer
  end)
  assert(not answer.error and not answer.err, vim.inspect(answer))
  return answer.result
end

return M
