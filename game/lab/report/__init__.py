"""Reports of studies as HTML pages, for a designer to read, print and send on."""
