"""The upkeep plan of a round: read whole, begun, printed, and compared with what was done."""
