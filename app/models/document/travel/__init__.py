"""Documents on sticks, shares and in cloud folders: a working copy here, parcels, and which copy knows more."""
