"""What a committee takes into the room: a council's year as a PDF to print and as a workbook."""

from dashboard.scrutiny_pack.writing import PackWriter, WrittenPack

__all__ = ["PackWriter", "WrittenPack"]
