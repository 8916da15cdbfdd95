"""What jobs do, a file per kind; each has ``run``, which gets a Task."""
