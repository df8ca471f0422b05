from django.db import migrations

# A body of this form is understood when it is made, not each time it runs. The one before found
# unaccent() only where the schema of the tables is searched, which a restore does not do.
MAKE_PLAIN = """
CREATE OR REPLACE FUNCTION plain(text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN lower(unaccent('unaccent'::regdictionary, $1))
"""
PLAIN_BEFORE = """
CREATE OR REPLACE FUNCTION plain(text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT lower(unaccent('unaccent'::regdictionary, $1)) $$
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0002_initial")]
    operations = [migrations.RunSQL(MAKE_PLAIN, PLAIN_BEFORE)]
