"""A room in browsers: pages, forms and the socket that tells a page to look again."""
