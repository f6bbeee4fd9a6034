-- Which buffers are copy. A file opts in by its name (`.nm.md`, `.wire`), by `newsmark:` in its front
-- matter, or by a `newsmark.toml` in a folder above it. For everything else Newsmark offers itself once
-- a folder, and `:Newsmark check` is remembered for the folder.
--
-- `vim.g.newsmark_check`: 'ask' (as said), 'always' (every text and Markdown file), 'optedIn' (never offers).
local M = {}

-- Files of a repository that nobody means as copy: they are checked on request, never offered.
local not_copy = {
  'readme', 'changelog', 'changes', 'contributing', 'license', 'licence', 'copying', 'notice', 'authors',
  'security', 'code_of_conduct', 'requirements', 'cmakelists', 'robots', 'llms', 'humans',
}

local function mode()
  return vim.g.newsmark_check or 'ask'
end

local function folder_of(buffer)
  local name = vim.api.nvim_buf_get_name(buffer)
  return name ~= '' and vim.fs.dirname(vim.fs.normalize(name)) or ''
end

local function memory_file()
  return vim.fs.joinpath(vim.fn.stdpath('state'), 'newsmark.json')
end

--- What was asked and answered: two sets of folders.
local function memory()
  local file = io.open(memory_file(), 'r')
  local ok, known = pcall(vim.json.decode, file and file:read('*a') or '')
  if file then
    file:close()
  end
  known = ok and type(known) == 'table' and known or {}
  return { asked = known.asked or {}, wanted = known.wanted or {} }
end

--- Changes what is remembered of a folder; says so when it cannot be kept for the next session.
local function remember(set, folder, value)
  local known = memory()
  known[set][folder] = value
  -- An empty table would be written as a list.
  for name, folders in pairs(known) do
    known[name] = next(folders) and folders or nil
  end
  vim.fn.mkdir(vim.fs.dirname(memory_file()), 'p')
  local file, why = io.open(memory_file(), 'w')
  if not file then
    return vim.notify('Newsmark: cannot remember this folder: ' .. why, vim.log.levels.WARN)
  end
  file:write(vim.json.encode(known))
  file:close()
end

--- `newsmark:` in the front matter.
local function says_so(buffer)
  local lines = vim.api.nvim_buf_get_lines(buffer, 0, 200, false)
  if not lines[1] or not lines[1]:find('^%-%-%-%s*$') then
    return false
  end
  for index = 2, #lines do
    if lines[index]:find('^%-%-%-%s*$') or lines[index]:find('^%.%.%.%s*$') then
      return false
    elseif vim.startswith(lines[index], 'newsmark:') then
      return true
    end
  end
  return false
end

function M.is_checked(buffer)
  return mode() == 'always'
    or vim.tbl_contains(vim.split(vim.bo[buffer].filetype, '.', { plain = true }), 'newsmark')
    or says_so(buffer)
    or vim.fs.root(buffer, 'newsmark.toml') ~= nil
    or memory().wanted[folder_of(buffer)] == true
end

--- Offers to check the buffer: once a folder, and only what may be copy.
function M.offer(buffer)
  local folder, name = folder_of(buffer), vim.fs.basename(vim.api.nvim_buf_get_name(buffer))
  local stem = name:lower():match('^[%w_]*')
  if mode() ~= 'ask' or name == '' or vim.tbl_contains(not_copy, stem) or memory().asked[folder] then
    return
  end
  remember('asked', folder, true)
  vim.schedule(function()
    vim.notify(('Newsmark can check %s: who says each quote, who each name is. :Newsmark check'):format(name))
  end)
end

--- Checks the files of the buffer's folder from now on, also in later sessions.
function M.want(buffer)
  remember('wanted', folder_of(buffer), true)
end

--- Takes that back.
function M.forget(buffer)
  remember('wanted', folder_of(buffer), nil)
end

--- Whether two buffers are files of one folder.
function M.same_folder(one, other)
  return folder_of(one) == folder_of(other)
end

return M
