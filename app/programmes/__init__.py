"""Programme packs: schema, loader, rule kinds, workflow machine."""
