"""What is said where something cannot be recorded."""

from alongside.floor.kernel.refusals import CannotRecord as CannotRecord
