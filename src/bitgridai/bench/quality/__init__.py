"""How much of the possible gain the controller reaches on a recorded household."""
