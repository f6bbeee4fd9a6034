-- An annotated article is Markdown first: its plugins, syntax and settings stay, and ours are
-- added on top. Wire copy is no Markdown ("1988. The year …" is no list), so it stands alone.
vim.filetype.add({
  extension = { wire = 'newsmark' },
  pattern = { ['.*%.nm%.md'] = 'markdown.newsmark' },
})
