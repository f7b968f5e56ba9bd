"""The parts of the budget page: the sheet, its rules, versions, papers and the workbook that comes back."""
