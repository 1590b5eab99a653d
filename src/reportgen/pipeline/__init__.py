"""The stages in order: what the command line calls, a module for each kind of work.

`workspace` is a project as one run sees it; `checks`, `build`, `show`, `register`, `start`,
`schemas` and `templates` are what can be done with it. Functions take plain arguments and give back
data or text; they neither print nor read the clock or the environment. Nothing is imported here:
`reportgen check` starts quickly because it loads only what it uses.
"""
