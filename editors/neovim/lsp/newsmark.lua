---@brief
---
--- Newsmark, a language server and linter for news: it flags quotes without a speaker,
--- tells who is who on hover, and outlines the events of a story.
---
--- It works on plain wire copy, Markdown, and annotated articles (`.nm.md`, `.wire`). A file
--- named `newsmark.toml` marks the root of a workspace; without one each file stands alone.
---
--- It starts where a file opts in: by its name, by `newsmark:` in its front matter, or by a
--- `newsmark.toml` in a folder above it. For other text and Markdown it offers itself once a
--- folder; `:Newsmark check` accepts. `vim.g.newsmark_check = 'always'` checks all of it.
---
--- Findings about something that is still missing in the paragraph being typed wait
--- 1.5 seconds. To change that:
---
--- ```lua
--- vim.lsp.config('newsmark', {
---   init_options = { settle = 0 }, -- milliseconds; 0: show everything at once
--- })
--- ```

---@type vim.lsp.Config
return {
  cmd = { 'newsmark', 'lsp' },
  filetypes = { 'markdown', 'text', 'newsmark', 'markdown.newsmark' },
  -- In order of priority: a repository inside a newsroom's folder still belongs to the newsroom.
  root_markers = { 'newsmark.toml', '.git' },
  root_dir = function(buffer, on_dir)
    local copy = require('newsmark.copy')
    if copy.is_checked(buffer) then
      on_dir(require('newsmark').root(buffer))
    else
      copy.offer(buffer)
    end
  end,
  get_language_id = function(_, filetype)
    if filetype == 'text' then
      return 'plaintext'
    end
    return filetype == 'markdown.newsmark' and 'newsmark' or filetype
  end,
}
