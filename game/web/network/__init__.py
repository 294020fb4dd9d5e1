"""The server in its network: addresses, sockets, and who may talk to it at all."""
