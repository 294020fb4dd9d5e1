"""The packages of a negotiating table, their worths to two parties, and the Pareto frontier."""
