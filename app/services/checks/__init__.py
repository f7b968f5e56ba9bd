"""The whole check of what is handed in: dossier and form, with places, pages, waivers and a paper."""
