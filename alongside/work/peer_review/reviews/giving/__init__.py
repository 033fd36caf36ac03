"""The school gives parts of its report to whom it wants, for as long as it wants, and takes them back."""
