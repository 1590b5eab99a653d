"""The page on which a report is reviewed on a screen: original and translation side by side.

`view` holds what a page shows, `page` makes the page of it, `index` the list of all pages.
"""
