-- Turns documents into other formats, one after another, until the input ends.
--
-- Each request is two lines: what is asked for, as JSON, and the document as pandoc's JSON tree.
-- Each answer is a line "ok LENGTH" or "error LENGTH", followed by that many bytes: the document in
-- its new format, or what went wrong. No file is opened and no address fetched.

local templates = {}

-- Returns the compiled template of that text; a page's template is compiled once.
local function template(text)
  if templates[text] == nil then
    templates[text] = pandoc.template.compile(text)
  end
  return templates[text]
end

local function convert(order, tree)
  local document = pandoc.read(tree, 'json')
  local options = pandoc.WriterOptions {
    wrap_text = order.wrap, columns = order.columns, variables = order.variables
  }
  if order.template then
    options.template = template(order.template)
  elseif order.standalone then
    options.template = template(pandoc.template.default(order.standalone))
  end
  -- The only clock of a format with a date in its files: the same document, the same bytes.
  local environment = { SOURCE_DATE_EPOCH = order.epoch, TZ = 'UTC' }
  return pandoc.system.with_environment(environment, function()
    return pandoc.write(document, order.to, options)
  end)
end

for line in io.stdin:lines() do
  local tree = io.stdin:read('l')
  local done, result = pcall(function() return convert(pandoc.json.decode(line, false), tree) end)
  result = done and result or tostring(result)
  io.stdout:write(done and 'ok ' or 'error ', #result, '\n', result)
  io.stdout:flush()
end
