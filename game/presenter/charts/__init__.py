"""Charts of what the presenter says: each lays a value out as a scene.

A value has a layout for each arrangement, such as columns beside each other and rows below each
other, and which one is taken depends on the room that there is, not on the face. `game/document/`
paints scenes as SVG, `game/ui/` in the window.
"""
