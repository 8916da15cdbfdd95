"""Which policies would have gained most on these days, and with how few starts?"""

from bitgridai.replay import sweep
from bitgridai.replay.files import save_sweep
from bitgridai.replay.recorded import read_recorded
from bitgridai.replay.setting import Given

from ...cluster import StrangeClusterError, own_address
from ..errors import WorkError
from ..models import Place, SweepRequest
from ..results import RESULT
from ..task import Task, crew


def run(task: Task) -> None:
    """Let the recorded house live under every policy of the grid."""
    request = task.request(SweepRequest)
    recorded = read_recorded(task.archive, request.since, request.until)
    watch = task.watch(f"{recorded.days:.0f} days under every policy of the grid")
    cluster = _cluster(task) if request.where is Place.CLUSTER else None
    given = Given(**request.given)
    result = sweep.run(recorded, request.grid, given=given, workers=crew(), cluster=cluster, watch=watch)
    save_sweep(result, task.results, request.language)[0].rename(task.results / RESULT)


def _cluster(task: Task) -> str:
    """Return where the cluster is; a job never goes on somewhere else by itself."""
    if task.cluster is None:
        raise WorkError('this agent has no cluster any more; enter it again in the option "cluster", then go on')
    try:
        return own_address(task.cluster)
    except StrangeClusterError as err:
        raise WorkError(str(err)) from err
