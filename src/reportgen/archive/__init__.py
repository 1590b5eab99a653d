"""The archive: issued documents in an OCFL storage root, verified, and handed over as bags."""
