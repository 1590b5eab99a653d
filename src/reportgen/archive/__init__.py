"""The archive: issued documents in an OCFL storage root, verified, and handed over as bags.

The specification is the Oxford Common File Layout 1.1 (https://ocfl.io/1.1/spec/), the places of
objects are those of its registered extension 0003. `store` is the archive as others see it; `disk`
is the only module that writes to it. `inventory` and `layout` say what is written, `inspection` and
`verification` judge what is there, `metadata` words what people read, `bags` hands over.
"""
