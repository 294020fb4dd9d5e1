"""The tiny table of `tiny.TABLE` for two sides and for three, with envoys who propose at it."""

from tiny import TABLE

PROPOSE = "{propose: {table: pact, package: {scope: medium, terms: strict, extra: some}}}"
WIDE = "{propose: {table: pact, package: {scope: wide, terms: loose, extra: none}}}"
ENVOY = f"""
injects:
  envoy: {{once: false, effects: {PROPOSE}}}
  herald: {{once: false, effects: {WIDE}}}
"""
TWO = TABLE + ENVOY
THREE = """
sides:
  north: {name: North, brief: B, score: [{label: L, points: trust}]}
  south: {name: South, brief: B, score: [{label: L, points: trust}]}
  west: {name: West, brief: B, score: [{label: L, points: trust}]}
"""
OF_THREE = (
    TWO.replace("between: [north, south]", "between: [north, south, west]")
    .replace("weight: {north: 30, south: 20}", "weight: {north: 30, south: 20, west: 10}")
    .replace("south: 100}", "south: 100, west: 9}")
    .replace("south: 45}", "south: 45, west: 9}")
    .replace("value: {north: 80}", "value: {north: 80, west: 9}")
    .replace("south: 0}, when", "south: 0, west: 9}, when")
    .replace("south: 2}", "south: 2, west: 1}")
    .replace("south: 4}", "south: 4, west: 1}")
    .replace("south: -trust}", "south: -trust, west: 0}")
    .replace("south: 0}, effects: {secret", "south: 0, west: 0}, effects: {secret")
    + THREE
)
