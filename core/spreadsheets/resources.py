"""The import-export resource that every export of ours starts from."""

from import_export import resources

from core.spreadsheets.escape import safe_cell


class SafeResource(resources.ModelResource):
    """Guards each exported text that a spreadsheet program would run; numbers and dates stay numbers and dates."""

    def export_field(self, field, instance, **kwargs):
        return safe_cell(super().export_field(field, instance, **kwargs))
