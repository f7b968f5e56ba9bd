"""The arithmetic of budgets: sums of lines, rules over them, and the smallest change that would pass.

Pure and without a document: rows become frozen lines (``lines``), lines become sums that are kept up to
date one line at a time (``sums``), a pack's money rules are judged over the sums (``judge``), and what
would mend a rule is tried out on the same sums (``mend``). All amounts are whole minor units.
"""
