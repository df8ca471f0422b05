"""The floor: a bare view with session and user, plus the statements of a page and nothing else.

Only the bench starts this server; its address is in no URL configuration of the site.
"""

# The environment names the file with the statements of each page.
STATEMENTS = "BENCH_STATEMENTS"
