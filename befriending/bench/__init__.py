"""The bench: how fast the site is, beside floors measured in the same minute (docs/bench.md).

scene.py     who looks at what: the demo's people, sessions, the records with most behind them
servers.py   the real site and the floor on free ports, a worker, what all of it weighs
floor/       the bare view that the floor server runs; no normal site knows of it
capture.py   the statements of a page      visits.py   one kept-open connection, timed
pages.py, sheets.py, jobs.py, weights.py, growth.py   what is measured
rows.py      a row of the answer           running.py  all of it, in order
"""
