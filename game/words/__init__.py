"""Every sentence of the game, in a language.

The English sentences stand in `english/`, each under a key; `catalogues/` has their translations,
as gettext's `.po` files, since translators have tools for these. Babel reads them as they are, so
nothing compiled is kept, and it knows the plural forms of every language.
"""
