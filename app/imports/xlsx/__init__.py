"""Reading ``.xlsx``: sheets and cells, within limits, by our own loop over the XML."""
