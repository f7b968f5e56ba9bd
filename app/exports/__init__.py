"""Pure writers: a frozen spec in, bytes out; no database, Qt, network or clock."""
