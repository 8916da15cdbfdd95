"""What a kilowatt-hour earns when it is mined with: an expectation, paid in satoshis.

Miners share the block rewards in proportion to the hashes they compute, and the difficulty
is set so that there are 144 blocks a day, six an hour (Nakamoto, *Bitcoin: A Peer-to-Peer
Electronic Cash System*, 2008, sections 4 and 6; the target spacing of ten minutes is
``nPowTargetSpacing`` in Bitcoin Core's ``chainparams.cpp``). Pool fees, luck and stale work
are not in it.
"""

from typing import Final

SATS_PER_BTC: Final = 100_000_000
BLOCKS_PER_HOUR: Final = 6
_TH_PER_EH: Final = 1_000_000
_J_PER_KWH: Final = 3_600_000
_S_PER_HOUR: Final = 3600


def sats_per_kwh(efficiency_j_th: float, network_eh_s: float, reward_btc: float) -> float:
    """Satoshis that a miner may expect for one kWh.

    ``1e8 sat * reward * 6 blocks/h * (hashrate / network) / power``, where
    ``hashrate / power`` is ``1 / efficiency``: at 20 J/TH one kW computes 50 TH/s.
    ``efficiency_j_th`` in J/TH and ``network_eh_s`` in EH/s, both above 0; ``reward_btc``
    is subsidy and fees of one block.
    """
    hashrate_th_s = _J_PER_KWH / _S_PER_HOUR / efficiency_j_th
    share = hashrate_th_s / (network_eh_s * _TH_PER_EH)
    return SATS_PER_BTC * reward_btc * BLOCKS_PER_HOUR * share


def sat_price_ct(btc_price_eur: float) -> float:
    """Price of one satoshi in ct, from that of one bitcoin in EUR."""
    return btc_price_eur * 100 / SATS_PER_BTC
