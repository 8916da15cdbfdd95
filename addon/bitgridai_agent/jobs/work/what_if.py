"""What would these days have been under another policy, or with a larger array?"""

from bitgridai.replay import what_if
from bitgridai.replay.files import save_what_if
from bitgridai.replay.recorded import read_recorded
from bitgridai.replay.setting import Given

from ..models import WhatIfRequest
from ..results import RESULT
from ..task import Task


def run(task: Task) -> None:
    """Let the recorded house live again under both policies."""
    request = task.request(WhatIfRequest)
    recorded = read_recorded(task.archive, request.since, request.until)
    watch = task.watch(f"{recorded.days:.0f} days under two policies")
    result = what_if.run(recorded, request.policy, given=Given(**request.given), watch=watch)
    save_what_if(result, task.results, request.language)[0].rename(task.results / RESULT)
