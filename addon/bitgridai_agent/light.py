"""Imported first: keeps out of the waiting agent what pyarrow would load for nothing.

pyarrow loads numpy (16 MB) and its clients for clouds (4 MB) where it finds them, and does without
where it does not. Nothing that this process asks of pyarrow needs either. Replays need numpy, and
are processes of their own.
"""

import sys
from typing import Final

_UNWANTED: Final = ("numpy", "pyarrow._azurefs", "pyarrow._gcsfs", "pyarrow._hdfs", "pyarrow._s3fs")

for _name in _UNWANTED:
    sys.modules.setdefault(_name, None)  # type: ignore[arg-type]  # how Python notes that there is no such module
