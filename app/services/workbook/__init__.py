"""The workbook of records: columns and words that writing it and reading it back share."""
