"""The only room for Pillow: limits, EXIF, upright, placed size, thumbnails."""
