"""Forms made from field declarations."""
