"""The page of the key figures: it says what the code computes."""

from .engine.key_figures import catalogue_page

INTRODUCTION = """# Key figures

Written from the catalogue in the code by `scripts/docs`; a test keeps it up to date.

The same code counts them in Home Assistant, in `bitgridai report LEDGER` and in `bitgridai simulate --json`,
and from the same source: the records of the ledger. A replay gives the same digits.

- Energies are the mean powers of a block times its length. Import and export within one block cancel out.
- A block in which a fitted power is missing, stale or seen for less than `block.min_coverage` of the time is
  left out of all energies of the house. How much is left out is the block coverage.
- A figure that cannot be computed (nothing exported, no sun yet, no price entered) has no value; it is not 0.
  Neither has a share of an energy that is shown as 0.000 kWh, such as the thousandths of a watt by which the model
  below rounds at night.
- *Estimate* marks figures that rest on the house without its loads, which nobody measured, or on an
  expectation, such as the satoshis for a kWh.
- Values on a path use what a kWh was worth when its block began. Heat and satoshis of one kWh add up.

"""

METHOD = """
## The house without its loads

Had the loads not run, their power would have gone into the battery, or spared it a discharge, and the rest
would have crossed the meter. A model of a battery in self-consumption answers each block twice, with the loads
and without. Only the difference is added to what was measured, so that a house whose loads never ran is its
own baseline. The model assumes that 95 % of the energy arrives, one way; that the battery gives and takes at
least a third of its capacity per hour, and as much as it was ever seen to; and that it goes as low as it was
ever seen and up to 100 %. Without a capacity all that the loads drew comes off the meter.

On the recorded week that comes with BitGridAI, where a simulated house tells the truth, it is within 1 %
(`tests/runtime/test_live_figures.py`).

## Satoshis for a kWh

    sats/kWh = 100 000 000 × (block_subsidy_btc + block_fees_btc) × 6 blocks/h × (hashrate / network) / power

`hashrate / power` is the miner's efficiency turned over: at 20 J/TH, 1 kW computes 50 TH/s. With a network of
600 EH/s and 3.225 BTC a block that is 161 sat/kWh. Enter `sats_per_kwh` itself, or `miner_efficiency_j_th` (or
`miner_hashrate_th_s` and `miner_power_w`) with `network_hashrate_eh_s`, in the policy section `energy_path`. The
signals `network_hashrate_eh_s` and `btc_price_eur` come before entered ones while they are at most a day old.
Loads that report a hashrate are miners; where none does, those that report a chip temperature.
"""


def key_figures() -> str:
    """Return the catalogue with what it takes to read it."""
    return INTRODUCTION + catalogue_page() + METHOD
