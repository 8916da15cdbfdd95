"""Which policies would have gained most on these days, and with how few starts?"""

from bitgridai.replay import sweep
from bitgridai.replay.files import save_sweep
from bitgridai.replay.recorded import read_recorded
from bitgridai.replay.setting import Given

from ..models import SweepRequest
from ..results import RESULT
from ..task import Task, crew


def run(task: Task) -> None:
    """Let the recorded house live under every policy of the grid."""
    request = task.request(SweepRequest)
    recorded = read_recorded(task.archive, request.since, request.until)
    watch = task.watch(f"{recorded.days:.0f} days under every policy of the grid")
    result = sweep.run(recorded, request.grid, given=Given(**request.given), workers=crew(), watch=watch)
    save_sweep(result, task.results, request.language)[0].rename(task.results / RESULT)
