"""Everything that is true only of Wix: its addresses, pages, data and formats."""
