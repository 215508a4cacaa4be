"""Files and feeds into tables: read, report each bad row, keep."""
