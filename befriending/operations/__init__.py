"""Running it for real: keeping a copy of everything, bringing it back, and saying what is lacking.

archive.py     one backup as a file: a manifest, the database, the private files
half_made.py   a backup while it is written, and what a killed one left
migrations.py  whether the tables are those of this version
programs.py    pg_dump, pg_restore and psql that fit the database
backup.py      manage.py backup           restore.py, loading.py   manage.py restore
keys.py        whether the keys of here read the secrets of a backup
doctor/        manage.py doctor
"""
