"""The sample blog's pages, in the shape of Wix's own."""
