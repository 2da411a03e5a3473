window.blogarkPosts = [
["p0","Every kind of block In short: everything. News R&D año a, b Plain words, with a bold one.\nitalic both under23 struck a | b\nFirst line\nsecond line\nA heading\nOne with # and | in it\none\ntwo\nthree\ninner\nfour\nSaid once.\nSaid twice.\nprint(\"{{ x }}\")\nif a < b:\n    pass\nName\tDose\na | b\t5 mg\nwide\n1\t2\nBy the sea\nA talk\nSong\nPrices 2024.pdf\nKept\nBook now\nWhy?\nBecause.\nAnother page\nIt is said.\nClinic\n1 Main St\nTea?\nYes\nNo\n3 days left\nBack to the heading."],
];
