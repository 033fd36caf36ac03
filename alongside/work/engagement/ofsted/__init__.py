"""An inspection as it happens: the call, the feedback meeting, the provisional outcome, the published one."""
