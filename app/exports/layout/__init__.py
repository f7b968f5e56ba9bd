"""Line breaking, numbering and pagination; no reportlab here."""
