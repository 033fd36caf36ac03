"""From a published file, as it comes, to rows of values: unpacked, decoded, recognised, parsed. Writes nothing.

In the order in which a file meets them: `unpacking` (bytes out of .gz and .zip), `lines` (text, whatever the encoding)
or `features` (GeoJSON), `recognise` (which format), `table` (numbered rows), `dates` (the day it speaks of), `parsing`
(values). What cannot be read is a StructuralFault, which says where and what to do.
"""
